// Requests and answers as each platform has them: bodies of every kind, answers that were looked into, what breaks off.

import { equal, ok, rejectionOf } from "./assertions.mjs";
import { inspected } from "./inspected.mjs";
import { withOAuth } from "./oauth.mjs";

const LOOK_UP = "/v2/customers/lookup";
const CUSTOMERS = "/v2/customers";
const JSON_TYPE = { "Content-Type": "application/json" };
/** For a body whose type the package leaves to the caller. */
const JSON_FIELDS = { ...JSON_TYPE, Accept: "application/json" };
const TEXT = '{"name":"é€😀"}';

// Both gzipped: {"response":{"status":{"success":"true","code":"498","message":"expired"}}} and {"entity":{"id":7},…}.
const GZIPPED_REJECTION = "H4sIAAAAAAACA6tWKkotLsjPK05VsqpWKi5JLCktBrNKk5NTi4FMpZKi0lQlHaXk/BSgEiUTSwsgJxcolZgO4qdWFGQWpaYo1dbWAgAhVonySwAAAA==";
const GZIPPED_ANSWER = "H4sIAAAAAAACA6tWSs0rySypVLKqVspMUbIyr9VRKk8sysvMSy9WsoqO1VFKLSrKL4Kyi0uTk1OLgZySotLUWgBwIaaePAAAAA==";

const bytesOf = (text) => new TextEncoder().encode(text);

/** A stream in two parts. */
function streamOf(text) {
  const bytes = bytesOf(text);
  const parts = [bytes.slice(0, 3), bytes.slice(3)];
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(part);
    },
  });
}

/** Platforms write the character set each in its own way. */
const mediaType = (headers) => headers["content-type"].split(";")[0];

const BODIES = {
  text: () => ({ body: TEXT }),
  bytes: () => ({ body: bytesOf(TEXT), headers: JSON_FIELDS }),
  "an ArrayBuffer": () => ({ body: bytesOf(TEXT).buffer, headers: JSON_FIELDS }),
  "a Blob": () => ({ body: new Blob([TEXT], { type: "application/json" }), headers: { Accept: "application/json" } }),
  "a stream": () => ({ body: streamOf(TEXT), headers: JSON_FIELDS }),
};

/** Bodies of every kind, each on a connection that breaks off: as many requests arrive. */
async function postsThatBreakOff({ api, vendor }) {
  await api.headers();
  const bodies = [TEXT, bytesOf(TEXT), bytesOf(TEXT).buffer, new URLSearchParams({ name: "é" }), new Blob([TEXT]), streamOf(TEXT)];
  for (const body of bodies) {
    await vendor.fault({ on: "api", reset: true });
    equal((await rejectionOf(api.fetch(CUSTOMERS, { method: "POST", body, headers: JSON_FIELDS }))).code, "network");
  }
  equal(await vendor.count({ endpoint: "api" }), bodies.length);
}

/** Classes of packages that have forms and Blobs of their own, as formdata-node and fetch-blob. */
class PackagesForm {
  get [Symbol.toStringTag]() {
    return "FormData";
  }
  append() {}
  set() {}
  get() {}
  has() {}
  delete() {}
  getAll() {}
  *entries() {
    yield ["name", "é"];
  }
  *keys() {
    yield "name";
  }
  *values() {
    yield "é";
  }
  forEach(each) {
    each("é", "name", this);
  }
  [Symbol.iterator]() {
    return this.entries();
  }
}
class PackagesBlob {
  type = "application/json";
  size = bytesOf(TEXT).length;
  get [Symbol.toStringTag]() {
    return "Blob";
  }
  slice() {
    return this;
  }
  async arrayBuffer() {
    return bytesOf(TEXT).buffer;
  }
  stream() {
    return streamOf(TEXT);
  }
}

/** As abort-controller and happy-dom have it. */
class PackagesSignal extends EventTarget {
  aborted = false;
  reason = undefined;
  throwIfAborted() {}
}

const CASES = [
  {
    name: "a signal of a package's own is taken, or is the caller's mistake",
    run: withOAuth({}, async ({ api }) => {
      const outcome = await api.fetch(LOOK_UP, { signal: new PackagesSignal() }).then(({ status }) => status, ({ code, field }) => `${code} ${field}`);
      ok(outcome === 200 || outcome === "invalid_argument init", String(outcome));
    }),
  },
  {
    name: "a form or a Blob of a package's own arrives as what it is, or is the caller's mistake, and never as its name",
    run: withOAuth({}, async ({ api, vendor }) => {
      for (const body of [new PackagesForm(), new PackagesBlob()]) {
        const outcome = await api.fetch(CUSTOMERS, { method: "POST", body, headers: { Accept: "application/json" } }).then(({ status }) => status, ({ code, field }) => `${code} ${field}`);
        ok(typeof outcome === "number" || outcome === "invalid_argument body", String(outcome));
      }
      for (const { body } of (await vendor.requests()).filter(({ path }) => path === CUSTOMERS)) ok(!body.includes("[object"), body);
    }),
  },
  {
    name: "a body of every kind arrives whole, with its type",
    run: withOAuth({}, async ({ api, vendor }) => {
      for (const [kind, make] of Object.entries(BODIES)) {
        const response = await api.fetch(CUSTOMERS, { method: "POST", ...make() });
        equal([response.status, (await response.json()).entity?.body], [200, JSON.parse(TEXT)], kind);
      }
      for (const { headers, body } of (await vendor.requests()).filter(({ path }) => path === CUSTOMERS)) {
        equal([body, mediaType(headers)], [TEXT, "application/json"]);
      }
    }),
  },
  {
    name: "a form brings its own type and is sent again after a rejection",
    run: withOAuth({}, async ({ api, vendor }) => {
      await api.headers();
      await vendor.expireTokens();
      await (await api.fetch(CUSTOMERS, { method: "POST", body: new URLSearchParams({ name: "é" }) })).text();
      const sent = (await vendor.requests()).filter(({ path }) => path === CUSTOMERS);
      equal(sent.map(({ headers, body }) => [mediaType(headers), body]), [
        ["application/x-www-form-urlencoded", "name=%C3%A9"],
        ["application/x-www-form-urlencoded", "name=%C3%A9"],
      ]);
    }),
  },
  {
    name: "a Request of the platform's is read, and sent again after a rejection",
    run: withOAuth({}, async ({ api, vendor }) => {
      await api.headers();
      await vendor.expireTokens();
      const { host } = vendor.capillary.client;
      const request = new Request(`${host}${CUSTOMERS}`, { method: "POST", headers: { ...JSON_FIELDS, "X-Own": "1" }, body: TEXT });
      const response = await api.fetch(request);
      equal([response.status, (await response.json()).entity.body], [200, JSON.parse(TEXT)]);
      const sent = (await vendor.requests()).filter(({ path }) => path === CUSTOMERS);
      equal(sent.map(({ status, headers }) => [status, headers["x-own"]]), [[401, "1"], [200, "1"]]);
    }),
  },
  {
    name: "a stream is sent once: its rejection comes back, and the next call has a new token",
    run: withOAuth({}, async ({ api, vendor }) => {
      await api.headers();
      await vendor.expireTokens();
      const first = await api.fetch(CUSTOMERS, { method: "POST", body: streamOf(TEXT), headers: JSON_FIELDS });
      equal(first.status, 401);
      await first.text();
      equal((await api.fetch(LOOK_UP)).status, 200);
      equal(await vendor.count({ endpoint: "token" }), 2);
    }),
  },
  {
    name: "an answer that was looked into is the caller's still: fields, address, copy, every way to read it",
    run: withOAuth({}, async ({ api, vendor }) => {
      const answers = [];
      for (let index = 0; index < 4; index += 1) answers.push(await api.fetch(`${LOOK_UP}?n=${index}`));
      const [first, second, third, fourth] = answers;
      equal([first.ok, first.status, first.type === "error", first.bodyUsed], [true, 200, false, false]);
      ok(first.headers.get("content-type").startsWith("application/json"), "the type");
      equal(first.url, `${vendor.capillary.client.host}${LOOK_UP}?n=0`);
      const copy = first.clone();
      const text = await first.text();
      equal([await copy.text(), first.bodyUsed], [text, true]);
      equal((await second.json()).success, true);
      equal(new TextDecoder().decode(await third.arrayBuffer()), text);
      equal(await new Response(fourth.body).text(), text);
      equal((await rejectionOf(first.text())).name, "TypeError");
    }),
  },
  {
    name: "an answer longer than the limit comes whole, and an empty one as it is",
    run: withOAuth({ maxResponseBytes: 1_000 }, async ({ api, vendor }) => {
      const long = JSON.stringify({ text: "é".repeat(100_000) });
      await vendor.fault({ on: "api", status: 200, headers: JSON_TYPE, body: long });
      equal(await (await api.fetch(LOOK_UP)).text(), long);
      await vendor.fault({ on: "api", status: 200, headers: JSON_TYPE, body: long, drip: { bytes: 50_000, everyMs: 5 } });
      equal(await (await api.fetch(LOOK_UP)).text(), long);
      for (const status of [200, 204, 304]) {
        await vendor.fault({ on: "api", status, headers: JSON_TYPE });
        const empty = await api.fetch(LOOK_UP);
        equal([empty.status, await empty.text()], [status, ""]);
      }
    }),
  },
  {
    name: "a gzipped answer is read: a rejection in it renews the token",
    run: withOAuth({}, async ({ api, vendor }) => {
      const headers = { ...JSON_TYPE, "Content-Encoding": "gzip" };
      await vendor.fault({ on: "api", status: 200, headers, body: { base64: GZIPPED_REJECTION } });
      await vendor.fault({ on: "api", status: 200, headers, body: { base64: GZIPPED_ANSWER } });
      equal((await (await api.fetch("/v1.1/customer/get")).json()).entity.id, 7);
      equal(await vendor.count({ endpoint: "token" }), 2);
    }),
  },
  {
    name: "a token answer in many pieces, and one that breaks off",
    run: withOAuth({ retry: false }, async ({ api, vendor, server }) => {
      await vendor.fault({ on: "token", drip: { bytes: 40, everyMs: 1 } });
      equal((await api.token()).lifetimeSeconds, 300);
      const other = server.capillaryOAuth({ ...vendor.capillary.client, dangerouslyAllowInsecureHttp: "loopback", retry: false });
      await vendor.fault({ on: "token", truncate: true });
      equal((await rejectionOf(other.token())).code, "network");
      await other.close();
    }),
  },
  {
    name: "a redirect of the API comes back and is not followed",
    run: withOAuth({}, async ({ api, vendor }) => {
      await vendor.fault({ on: "api", status: 307, headers: { Location: `${vendor.pledg.client.host}/api/token` } });
      const response = await api.fetch(LOOK_UP);
      equal([response.status, response.headers.get("location") !== null, await vendor.count({ vendor: "pledg" })], [307, true, 0]);
    }),
  },
  {
    name: "a signal ends a request with its own reason, before and after it was sent",
    run: withOAuth({}, async ({ api, vendor }) => {
      await api.headers();
      const reason = new Error("changed my mind");
      ok((await rejectionOf(api.fetch(LOOK_UP, { signal: AbortSignal.abort(reason) }))) === reason, "before");
      await vendor.fault({ on: "api", hang: true });
      const stopper = new AbortController();
      const hanging = rejectionOf(api.fetch(LOOK_UP, { signal: stopper.signal }));
      await vendor.counted({ endpoint: "api" }, 1);
      stopper.abort(reason);
      ok((await hanging) === reason, "after");
      await vendor.fault({ on: "api", hang: true });
      equal((await rejectionOf(api.fetch(LOOK_UP, { signal: AbortSignal.timeout(50) }))).name, "TimeoutError");
    }),
  },
  {
    name: "what the platform says of a connection that failed shows nothing of the request",
    run: withOAuth({ retry: false }, async ({ api, vendor }) => {
      const { value } = await api.token();
      // Some platforms send a GET again by themselves.
      await vendor.fault({ on: "api", reset: true, times: 20 });
      const error = await rejectionOf(api.fetch(`${LOOK_UP}?voucher=not-to-be-seen`));
      equal([error.code, error.retryable], ["network", true]);
      const told = [error.message, String(error.stack), String(error.cause?.message), inspected(error)].join("\n");
      for (const secret of [value, vendor.capillary.client.secret, "not-to-be-seen"]) ok(!told.includes(secret), "no secret in the error");
    }),
  },
  {
    name: "a POST that breaks off is sent once, whatever the platform would make of it",
    run: withOAuth({}, postsThatBreakOff),
  },
  {
    name: "a POST that breaks off is sent once by the global fetch given as the option as well",
    run: withOAuth({ fetch: globalThis.fetch }, postsThatBreakOff),
  },
  {
    name: "a token request and a registration that break off are sent once",
    run: withOAuth({ retry: false }, async ({ api, vendor, server }) => {
      const { registration } = vendor.caxton;
      const insecure = { dangerouslyAllowInsecureHttp: "loopback" };
      await server.registerCaxtonClient({ ...registration, ...insecure });
      await vendor.fault({ on: "caxton.register", reset: true });
      equal((await rejectionOf(server.registerCaxtonClient({ ...registration, ...insecure }))).code, "network");
      equal(await vendor.count({ endpoint: "caxton.register" }), 2);
      await api.token();
      api.invalidate();
      await vendor.fault({ on: "token", reset: true });
      equal((await rejectionOf(api.token())).code, "network");
      equal(await vendor.count({ endpoint: "token" }), 2);
    }),
  },
  {
    name: "a fetch that quotes the request in what it throws is not quoted",
    async run({ server }) {
      const fetch = async (url, init) => {
        throw new Error(`${init.method} ${url} failed: ${await new Response(init.body).text()}`, { cause: new Error(JSON.stringify(init)) });
      };
      const client = { host: "eu.api.capillarytech.com", key: "key", secret: "not-to-be-seen" };
      const api = server.capillaryOAuth({ ...client, retry: false, fetch });
      const error = await rejectionOf(api.headers());
      equal(error.code, "network");
      const told = [error, error.cause, error.cause?.cause].map((one) => `${one} ${one?.stack} ${inspected(one)}`).join("\n");
      ok(!told.includes(client.secret), "no secret in the error");
      await api.close();
    },
  },
  {
    name: "an authenticator shows neither its secret nor its token",
    run: withOAuth({}, async ({ api, vendor }) => {
      const { value } = await api.token();
      const told = [inspected(api), JSON.stringify(api), String(api), inspected(api.status())].join("\n");
      for (const secret of [value, vendor.capillary.client.secret]) ok(!told.includes(secret), "no secret in it");
    }),
  },
  {
    name: "events tell the story in order",
    async run(packages, environment) {
      const told = [];
      const options = { onEvent: ({ type }) => void told.push(type) };
      await withOAuth(options, async ({ api, vendor }) => {
        await api.fetch(LOOK_UP);
        await vendor.expireTokens();
        await api.fetch(LOOK_UP);
        await api.close();
      })(packages, environment);
      const once = ["token_requested", "token_obtained"];
      equal(told, [...once, "request_completed", "token_rejected", ...once, "request_replayed", "request_completed", "closed"]);
    },
  },
  {
    name: "await using, where the platform has its symbol",
    run: withOAuth({}, async ({ api }) => {
      if (Symbol.asyncDispose === undefined) return;
      await api[Symbol.asyncDispose]();
      equal((await rejectionOf(api.headers())).code, "closed");
    }),
  },
];

export const cases = CASES.map((one) => ({ ...one, name: `server: ${one.name}`, needs: "vendor" }));
