// The caller's own fetch: how it is called, and what becomes of whatever it does.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import test from "node:test";

import { runModule } from "./child.mjs";
import { AuthError, CREATE, LOOK_UP, assertNoLeak, basicAt, capillaryOAuth, codeOf, oauthAt, rejectionOf, startVendor } from "./vendor.mjs";

const SECRET = "PlantedSecretOfAFetch77";
const BODY = JSON.stringify({ data: { accessToken: "a.b.c", ttlSeconds: 300 } });
const JSON_TYPE = { "Content-Type": "application/json" };

const apiWith = (fetch) => capillaryOAuth({ host: "x.example", key: "key", secret: SECRET, timeoutMs: 300, fetch });

test("it is called with a URL string and a plain init object, and nothing else", async (t) => {
  const vendor = await startVendor(t);
  const calls = [];
  const fetch = (...args) => {
    calls.push(args);
    return globalThis.fetch(...args);
  };
  const api = oauthAt(t, vendor, { fetch });
  for (const input of [LOOK_UP, new URL(vendor.url + LOOK_UP), new Request(vendor.url + LOOK_UP)]) await (await api.fetch(input)).text();
  await (await api.fetch(CREATE, { method: "post", body: "{}", keepalive: true })).text();
  assert.equal(calls.length, 5);
  for (const [url, init, ...rest] of calls) {
    assert.deepEqual([typeof url, rest], ["string", []]);
    assert.ok(url.startsWith(`${vendor.url}/`));
    assert.equal(Object.getPrototypeOf(init), null);
    assert.equal(Object.getPrototypeOf(init.headers), Object.prototype);
    assert.equal(init.redirect, "manual");
    for (const value of Object.values(init.headers)) assert.equal(typeof value, "string");
  }
  const [token, ...others] = calls.map(([, init]) => init);
  assert.deepEqual([token.method, typeof token.body], ["POST", "string"]);
  assert.ok(token.signal instanceof AbortSignal);
  assert.deepEqual(others.map(({ method }) => method), ["GET", "GET", "GET", "POST"]);
  assert.equal(others.at(-1).keepalive, true);
});

/** As npm's undici: a class of its own for answers, and no liking for the global Request. */
function strangeFetch(url, init) {
  if (typeof url !== "string" || init instanceof Request) throw new TypeError("Failed to parse URL from [object Request]");
  return Promise.resolve(url.includes("token/generate") ? new StrangeResponse(BODY) : new StrangeResponse('{"success":true}'));
}

class StrangeResponse {
  #body;
  constructor(text) {
    this.#body = new Blob([text]).stream();
  }
  get status() {
    return 200;
  }
  get headers() {
    return { get: (name) => (name.toLowerCase() === "content-type" ? "application/json" : null) };
  }
  get body() {
    return this.#body;
  }
  clone() {
    const copy = new StrangeResponse("");
    [this.#body, copy.#body] = this.#body.tee();
    return copy;
  }
  async text() {
    return new Response(this.#body).text();
  }
}

test("an answer of another class is as good as any", async () => {
  const api = apiWith(strangeFetch);
  assert.equal((await api.token()).value, "a.b.c");
  const response = await api.fetch("/x");
  assert.ok(response instanceof StrangeResponse);
  assert.equal(await response.text(), '{"success":true}');
});

test("an answer with a stream of Node, as node-fetch has it, gives a token", async () => {
  const api = apiWith(async () => ({ status: 200, headers: new Headers(JSON_TYPE), body: Readable.from([Buffer.from(BODY.slice(0, 9)), Buffer.from(BODY.slice(9))]) }));
  assert.equal((await api.token()).value, "a.b.c");
});

// Node's buffers are often pieces of one pool.
test("a token answer in one part of memory that holds more is read as that part", async () => {
  const pool = Buffer.from(`xx${BODY}yy`);
  const part = pool.subarray(2, pool.length - 2);
  for (const body of [Readable.from([part]), new Response(part).body]) {
    const api = apiWith(async () => ({ status: 200, headers: new Headers(JSON_TYPE), body }));
    assert.equal((await api.token()).lifetimeSeconds, JSON.parse(BODY).data.ttlSeconds);
    await api.close();
  }
});

test("an API answer with a stream of Node comes back untouched", async () => {
  const body = Readable.from([Buffer.from("{}")]);
  const answer = { status: 200, headers: new Headers(JSON_TYPE), body, clone() { throw new Error("not to be cloned"); } };
  const api = apiWith(async (url) => (url.includes("token/generate") ? new Response(BODY, { headers: JSON_TYPE }) : answer));
  assert.equal(await api.fetch("/x"), answer);
});

for (const [what, body] of Object.entries({
  "a stream nobody can copy": () => new Blob(["{}"]).stream(),
  "a body that was read": async () => {
    const used = new Response("{}");
    await used.text();
    return used.body;
  },
  "no body": () => null,
  "a body that is text": () => "{}",
})) {
  test(`an API answer of another class with ${what} comes back untouched`, async () => {
    const given = { status: 200, headers: new Headers(JSON_TYPE), body: await body() };
    const api = apiWith(async (url) => (url.includes("token/generate") ? new Response(BODY, { headers: JSON_TYPE }) : given));
    assert.equal(await api.fetch("/x"), given);
  });
}

const answer = (parts) => async () => ({ status: 200, headers: new Headers(JSON_TYPE), body: null, ...parts });
const reader = (read) => answer({ body: { getReader: () => ({ read, cancel() {} }) } });
const boom = () => {
  throw new Error(SECRET);
};

const GARBAGE = {
  nothing: async () => undefined,
  "a text": async () => "200",
  "an empty object": async () => ({}),
  "no promise": () => 7,
  "a throw": boom,
  "a throw of text": () => {
    throw SECRET;
  },
  "a rejection": async () => boom(),
  "a rejection with nothing": () => Promise.reject(),
  "a status that is none": answer({ status: 999 }),
  "a status that is not a number": answer({ status: NaN }),
  "the answer of a network error": async () => Response.error(),
  "header fields that throw": answer({ headers: { get: boom } }),
  "a body that is text": answer({ body: BODY }),
  "a body that is an object": answer({ body: {} }),
  "a body whose getter throws": async () => Object.defineProperty({ status: 200, headers: new Headers() }, "body", { get: boom }),
  "a body that gives no reader": answer({ body: { getReader: boom } }),
  "a body that was read before": async () => {
    const response = new Response(BODY);
    await response.text();
    return response;
  },
  "a body that is locked": async () => {
    const response = new Response(BODY);
    response.body.getReader();
    return response;
  },
  "a reader that throws": reader(boom),
  "a reader that rejects": reader(async () => boom()),
  "a reader that gives no promise": reader(() => ({ done: true })),
  "a reader that gives nothing": reader(async () => undefined),
  "a reader that gives text": reader(async () => ({ done: false, value: "123456789" })),
  "a stream of Node that fails": answer({ body: new Readable({ read() { this.destroy(new Error(SECRET)); } }) }),
  "a stream of Node that gives text": answer({ body: Readable.from(["{}"]) }),
};

const NO_RESPONSE = ["nothing", "a text", "an empty object", "no promise"];

for (const [what, fetch] of Object.entries(GARBAGE)) {
  test(`${what}: one typed error for the token call, in time and without the secret`, async () => {
    const api = apiWith(fetch);
    const error = await rejectionOf(api.headers());
    assert.ok(error instanceof AuthError, `${error}`);
    assert.match(error.code, NO_RESPONSE.includes(what) ? /^invalid_argument$/ : /^(network|malformed_response)$/);
    assertNoLeak(error, SECRET);
    assert.equal(api.status().lastError, error.code);
  });
}

test("no such garbage ends a process", async () => {
  const { code, stdout, stderr } = await runModule(`
    import { capillaryOAuth } from "commerce-auth/server";
    const answers = [
      () => ({ status: 200, headers: { get() { throw new Error("x"); } } }),
      () => ({ status: 200, headers: new Headers(), body: {} }),
      () => ({ status: 200, headers: new Headers(), body: { getReader: () => ({ read: () => 7 }) } }),
      () => { const used = new Response("{}"); used.body.getReader(); return used; },
    ];
    for (const answer of answers) {
      const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch: async () => answer(), timeoutMs: 200 });
      await api.headers().catch((error) => console.log(error.code));
    }`);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.deepEqual(stdout.trim().split("\n"), ["malformed_response", "network", "network", "network"]);
});

for (const what of ["nothing", "a text", "a throw", "a rejection", "no promise", "an empty object"]) {
  test(`${what} for an API request is one typed error without the secret`, async (t) => {
    const vendor = await startVendor(t);
    const error = await rejectionOf(basicAt(t, vendor, { fetch: GARBAGE[what] }).fetch(LOOK_UP));
    assert.ok(error instanceof AuthError);
    if (NO_RESPONSE.includes(what)) {
      assert.deepEqual([error.code, error.field, error.retryable], ["invalid_argument", "fetch", false]);
      assert.match(error.message, /no Response/);
    } else assert.deepEqual([error.code, error.retryable], ["network", true]);
    assertNoLeak(error, SECRET);
  });
}

test("a fetch that quotes its init in what it throws leaks nothing", async (t) => {
  const vendor = await startVendor(t);
  const quoting = async (url, init) => {
    throw Object.assign(new Error(`cannot send ${JSON.stringify(init.headers)} ${init.body}`), { config: init, name: init.headers.Authorization, code: init.headers.Authorization });
  };
  const oauth = oauthAt(t, vendor, { fetch: quoting });
  assertNoLeak(await rejectionOf(oauth.headers()), vendor.capillary.credentials.secret);
  const basic = basicAt(t, vendor, { fetch: quoting });
  const { Authorization } = await basic.headers();
  assertNoLeak(await rejectionOf(basic.fetch(LOOK_UP)), [Authorization.slice(6), vendor.capillary.till.password]);
});

test("it is the global fetch where none is given, as it is when the call is made", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const calls = t.mock.method(globalThis, "fetch", globalThis.fetch).mock;
  await (await api.fetch(LOOK_UP)).text();
  assert.equal(calls.callCount(), 2);
  for (const { this: receiver } of calls.calls) assert.ok(receiver === undefined || receiver === globalThis);
});

test("without any fetch the word is clear", async (t) => {
  const own = globalThis.fetch;
  t.after(() => (globalThis.fetch = own));
  globalThis.fetch = undefined;
  const api = capillaryOAuth({ host: "x.example", key: "key", secret: SECRET });
  for (const call of [api.headers(), api.fetch("/x")]) {
    const { code, field, retryable, message } = await rejectionOf(call);
    assert.deepEqual([code, field, retryable], ["invalid_argument", "fetch", false]);
    assert.match(message, /there is no fetch here/);
  }
});

test("an AuthError that it throws stays itself: another authenticator, or an adapter, has said what it is", async (t) => {
  const vendor = await startVendor(t);
  const inner = basicAt(t, vendor);
  const outer = basicAt(t, vendor, { fetch: (url, init) => inner.fetch(url.replace(/^http:\/\/[^/]+/, "https://other.example"), init) });
  const events = [];
  const thrown = new AuthError({ code: "timeout", message: "mine", retryable: true });
  const throwing = basicAt(t, vendor, { fetch: () => Promise.reject(thrown), onEvent: (event) => events.push(event) });
  assert.equal(await rejectionOf(throwing.fetch(LOOK_UP)), thrown);
  assert.deepEqual(events.map(({ type, code }) => [type, code]), [["request_completed", "timeout"]]);
  const foreign = await rejectionOf(outer.fetch(LOOK_UP));
  assert.deepEqual([foreign.name, foreign.code], ["AuthError", "foreign_origin"]);
  // Something that only looks like one is what a platform throws.
  const likeness = basicAt(t, vendor, { fetch: () => Promise.reject(Object.assign(new Error(SECRET), { name: "AuthError", code: "timeout" })) });
  const error = await rejectionOf(likeness.fetch(LOOK_UP));
  assert.equal(error.code, "network");
  assertNoLeak(error, [SECRET]);
});
