// Bodies of calls: what is read ends with whoever waits for it, what nobody sends as it is meant is refused, and only what is all
// there is sent twice.

import assert from "node:assert/strict";
import { PassThrough, Readable, Stream } from "node:stream";
import test from "node:test";
import vm from "node:vm";

import { toolModule } from "./tool-module.mjs";
import { CREATE, apiCalls, capillaryBasic, oauthAt, pause, rejectionOf, startVendor, tokenCalls } from "./vendor.mjs";

const HOST = "https://x.example";

/** An authenticator without a token, and the bodies that it sent. */
function spied(t, fetch) {
  const sent = [];
  const own = async (_, { body }) => (sent.push(body), new Response("{}"));
  const api = capillaryBasic({ host: HOST, username: "till", password: "secret", ...(fetch === null ? {} : { fetch: fetch ?? own }) });
  t.after(() => api.close());
  return { api, sent };
}

const SOON = new Error("the caller's own");

/** A signal that is aborted in a moment, and holds the process until then. */
function abortedSoon() {
  const controller = new AbortController();
  setTimeout(() => controller.abort(SOON), 30);
  return controller.signal;
}

const post = (body, init = {}) => new Request(`${HOST}/x`, { method: "POST", body, duplex: "half", ...init });

/** A stream that gives a part and never comes to its end, and what it was ended with. */
function hanging() {
  const ended = [];
  const start = (controller) => controller.enqueue(new Uint8Array(3));
  return { ended, stream: new ReadableStream({ start, cancel: (reason) => void ended.push(reason) }) };
}

for (const where of ["init", "Request"]) {
  test(`G4: a signal of the ${where} ends the reading of a Request, with its own reason`, async (t) => {
    const { api, sent } = spied(t);
    const { stream, ended } = hanging();
    const controller = new AbortController();
    const { signal } = controller;
    const call = rejectionOf(where === "init" ? api.fetch(post(stream), { signal }) : api.fetch(post(stream, { signal })));
    await pause(20);
    const reason = new Error("the caller's own");
    controller.abort(reason);
    assert.equal(await call, reason);
    await pause(0);
    assert.deepEqual([ended, sent], [[reason], []]);
  });
}

test("G4: with a signal that was aborted before nothing is read", async (t) => {
  const { api } = spied(t);
  const request = post(hanging().stream);
  const reason = new Error("the caller's own");
  assert.equal(await rejectionOf(api.fetch(request, { signal: AbortSignal.abort(reason) })), reason);
  assert.equal(request.bodyUsed, false);
});

test("G12: close() ends the reading of Requests, each with an error of its own", async (t) => {
  const { api } = spied(t);
  const streams = [hanging(), hanging()];
  const calls = streams.map(({ stream }) => rejectionOf(api.fetch(post(stream))));
  await pause(20);
  await api.close();
  const [one, other] = await Promise.all(calls);
  assert.deepEqual([one.code, other.code, one === other], ["closed", "closed", false]);
  await pause(0);
  assert.deepEqual(streams.map(({ ended }) => ended.length), [1, 1]);
});

test("G12: a stream of Node in a Request is destroyed when nobody waits for it any more", async (t) => {
  const { api } = spied(t);
  const body = new PassThrough();
  body.write("{");
  const request = { url: `${HOST}/x`, method: "POST", headers: {}, body, bodyUsed: false, clone() {} };
  assert.equal(await rejectionOf(api.fetch(request, { signal: abortedSoon() })), SOON);
  assert.equal(body.destroyed, true);
});

test("the body of a Request of another class is sent whole, of whatever it is made", async (t) => {
  const { api, sent } = spied(t);
  const request = (body) => ({ url: `${HOST}/x`, method: "POST", headers: {}, body, bodyUsed: false, clone() {}, arrayBuffer: async () => new TextEncoder().encode("whole").buffer });
  await api.fetch(request(Readable.from([Buffer.from("of "), Buffer.from("Node")])));
  await api.fetch(request(Buffer.from("whole")));
  await api.fetch(post(new Blob(["a", "", "b"]).stream()));
  assert.deepEqual(sent.map((body) => new TextDecoder().decode(body)), ["of Node", "whole", "ab"]);
});

const parts = (...each) => new ReadableStream({ start: (controller) => (each.forEach((part) => controller.enqueue(part)), controller.close()) });

const UNREADABLE = {
  "a locked body": () => { const request = post(parts()); request.body.getReader(); return request; },
  "a body that was read": () => { const request = post("{}"); request.text(); return request; },
  "parts of text": () => post(parts("text")),
  "parts of numbers": () => post(parts(1)),
  "a stream that fails": () => post(new ReadableStream({ pull: (controller) => controller.error(new TypeError("quotes PlantedSecret")) })),
};

for (const [what, make] of Object.entries(UNREADABLE)) {
  test(`a Request with ${what} is refused by name, and nothing is sent`, async (t) => {
    const { api, sent } = spied(t);
    const error = await rejectionOf(api.fetch(make()));
    assert.deepEqual([error.name, error.code, error.field, error.retryable], ["AuthError", "invalid_argument", "body", false]);
    for (let each = error; each !== undefined; each = each.cause) assert.doesNotMatch(each.message, /PlantedSecret/);
    assert.deepEqual(sent, []);
  });
}

test("a Request whose body has no end of empty parts leaves room for timers", async (t) => {
  const { api } = spied(t);
  const request = post(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(0)) }, { highWaterMark: 0 }));
  assert.equal(await rejectionOf(api.fetch(request, { signal: abortedSoon() })), SOON);
});

class Refund {
  amountCents = 2000;
}

const NO_BODIES = {
  "a plain object": () => ({ a: 1 }),
  "an array": () => [1],
  "a plain object of another realm": () => vm.runInNewContext("({ a: 1 })"),
  "an array of another realm": () => vm.runInNewContext("[1]"),
  "an instance of a class": () => new Refund(),
  "one with a text of its own": () => ({ toString: () => "{}" }),
  "a Map": () => new Map([["a", 1]]),
  "a Set": () => new Set([1]),
  "a promise": () => Promise.resolve("{}"),
  "a function": () => () => "{}",
  "an error": () => new Error("PlantedSecret"),
  "a Date": () => new Date(0),
  "a URL": () => new URL(HOST),
  "a boxed string": () => Object("{}"),
  "a boxed number": () => Object(5),
  "a number": () => 5,
  "a boolean": () => true,
  "a bigint": () => 5n,
  "a symbol": () => Symbol("PlantedSecret"),
  "what only says that it is a form": () => ({ [Symbol.toStringTag]: "FormData" }),
  "a Response": () => new Response("{}"),
  "a revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
};

for (const [what, make] of Object.entries(NO_BODIES)) {
  test(`${what} for a body is refused, and nothing is sent`, async (t) => {
    const { api, sent } = spied(t);
    const error = await rejectionOf(api.fetch("/x", { method: "POST", body: make() }));
    assert.deepEqual([error.name, error.code, error.field, error.retryable], ["AuthError", "invalid_argument", "body", false]);
    assert.doesNotMatch(error.message, /PlantedSecret/);
    assert.deepEqual(sent, []);
  });
}

const detached = (bytes) => (structuredClone(null, { transfer: [bytes.buffer ?? bytes] }), bytes);

const GONE = {
  "a view": () => detached(new Uint8Array(5)),
  "a DataView": () => detached(new DataView(new ArrayBuffer(5))),
  "an ArrayBuffer": () => detached(new ArrayBuffer(5)),
  "a locked stream": () => { const stream = parts(); stream.getReader(); return stream; },
  "a destroyed stream of Node": () => new PassThrough().destroy(),
};

for (const [what, make] of Object.entries(GONE)) {
  test(`${what} that cannot be read any more is the caller's mistake, not the network's`, async (t) => {
    const { api, sent } = spied(t);
    const error = await rejectionOf(api.fetch("/x", { method: "POST", body: make(), duplex: "half" }));
    assert.deepEqual([error.code, error.field, error.retryable], ["invalid_argument", "body", false]);
    assert.deepEqual(sent, []);
  });
}

const { FormData: UndiciForm } = await toolModule("undici");
const { default: NodeForm } = await toolModule("form-data");

function nodeForm() {
  const form = new NodeForm();
  form.append("amount", "2000");
  return form;
}

const fields = (form) => (form.append("a", "1"), form);

/** Classes of a package that say nothing of what they are, as those of happy-dom and `@whatwg-node/fetch`. */
class UntoldForm {
  append() {}
  getAll() {}
  *[Symbol.iterator]() {
    yield ["a", "1"];
  }
}
class UntoldBlob {
  type = "application/json";
  slice() {}
  async arrayBuffer() {}
  stream() {}
}
class UntoldParameters {
  append() {}
  getAll() {}
  sort() {}
}

/** What a fetch takes: the platform's, or a caller's own. */
const BODIES = {
  "a form of a class that does not say so": () => new UntoldForm(),
  "a Blob of a class that does not say so": () => new UntoldBlob(),
  "parameters of a class that does not say so": () => new UntoldParameters(),
  "text": () => "{}",
  "no text": () => "",
  "bytes": () => new Uint8Array(2),
  "bytes of none": () => new Uint8Array(0),
  "a Buffer": () => Buffer.from("{}"),
  "a DataView": () => new DataView(new ArrayBuffer(2)),
  "bytes of another realm": () => vm.runInNewContext("new Uint8Array(2)"),
  "an ArrayBuffer of another realm": () => vm.runInNewContext("new ArrayBuffer(2)"),
  "an ArrayBuffer": () => new ArrayBuffer(2),
  "URLSearchParams": () => new URLSearchParams("a=1"),
  "a form": () => fields(new FormData()),
  "a form of npm's undici": () => fields(new UndiciForm()),
  "a Blob": () => new Blob(["{}"]),
  "a File": () => new (globalThis.File ?? Blob)(["{}"], "a.json"),
  "a stream of the web": () => new Blob(["{}"]).stream(),
  "a stream of Node": () => Readable.from([Buffer.from("{}")]),
  "an async generator": () => (async function* () { yield Buffer.from("{}"); })(),
  "a generator": () => (function* () { yield Buffer.from("{}"); })(),
  "a stream of Node's first kind": () => new Stream(),
  "a form of the package form-data": nodeForm,
};

const ONCE = new Set(Object.keys(BODIES).slice(Object.keys(BODIES).indexOf("a stream of the web")));

for (const [what, make] of Object.entries(BODIES)) {
  test(`G5: to a fetch of the caller's own, ${what} is handed as it is, ${ONCE.has(what) ? "once" : "and again after a rejection"}`, async (t) => {
    const vendor = await startVendor(t);
    const sent = [];
    const fetch = async (url, init) => {
      if (url.includes("token/generate")) return globalThis.fetch(url, init);
      sent.push(init.body);
      return Response.json({ errors: [{ code: 401 }] }, { status: sent.length === 1 ? 401 : 200 });
    };
    const api = oauthAt(t, vendor, { fetch });
    const body = make();
    const { status } = await api.fetch(CREATE, { method: "POST", body });
    assert.deepEqual([sent.length, status], ONCE.has(what) ? [1, 401] : [2, 200]);
    assert.ok(sent.every((each) => each === body));
  });
}

/** What Node's fetch would send the name of. */
for (const what of ["a generator", "a stream of Node's first kind", "a form of the package form-data", "a form of a class that does not say so", "a Blob of a class that does not say so", "parameters of a class that does not say so"]) {
  test(`the platform's fetch is not asked to send ${what}, of which it would send the name`, async (t) => {
    const vendor = await startVendor(t);
    const api = oauthAt(t, vendor);
    const error = await rejectionOf(api.fetch(CREATE, { method: "POST", body: BODIES[what]() }));
    assert.deepEqual([error.code, error.field, error.retryable], ["invalid_argument", "body", false]);
    assert.equal(apiCalls(vendor), 0);
  });
}

for (const what of ["bytes of another realm", "an ArrayBuffer of another realm", "a stream of Node", "an async generator", "a Blob", "a form"]) {
  test(`the platform's fetch sends ${what}`, async (t) => {
    const vendor = await startVendor(t);
    const api = oauthAt(t, vendor);
    assert.equal(typeof (await api.fetch(CREATE, { method: "POST", body: BODIES[what]() })).status, "number");
    assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 1]);
    assert.doesNotMatch(vendor.requests.at(-1).body, /\[object/);
  });
}

test("a method that is none, or that no fetch sends, is the caller's mistake, not the network's", async (t) => {
  const { api, sent } = spied(t);
  for (const method of ["GE T", "", "GET\n", "\u00e9", "TRACE", "track", "Connect", 7]) {
    const error = await rejectionOf(api.fetch("/x", { method }));
    assert.deepEqual([error.code, error.field, error.retryable], ["invalid_argument", "method", false], String(method));
  }
  assert.deepEqual(sent, []);
  await api.fetch("/x", { method: "m-search" });
  assert.equal(sent.length, 1);
});

for (const init of [{ mode: "bogus" }, { mode: "navigate" }, { credentials: "x" }, { cache: "x" }, { referrer: "https://" }, { referrerPolicy: "x" }, { window: {} }]) {
  test(`what the platform's fetch does not take, ${JSON.stringify(init)}, is the caller's mistake, not the network's`, async (t) => {
    const vendor = await startVendor(t);
    const error = await rejectionOf(oauthAt(t, vendor).fetch("/x", init));
    assert.deepEqual([error.code, error.field, error.retryable], ["invalid_argument", "init", false]);
    assert.equal(apiCalls(vendor), 0);
  });
}

for (const [what, init] of Object.entries({
  "a length that is not the body's": { body: "abc", headers: { "Content-Length": "99" } },
  "an Expect": { headers: { Expect: "100-continue" } },
  "a Connection of another protocol": { headers: { Connection: "upgrade", Upgrade: "h2c" } },
  "parts that are neither text nor bytes": { body: Readable.from([{ a: 1 }]) },
})) {
  test(`a request with ${what}, which Node does not send, is not worth another try`, async (t) => {
    const vendor = await startVendor(t);
    const error = await rejectionOf(oauthAt(t, vendor).fetch(CREATE, { method: "POST", ...init }));
    assert.deepEqual([error.code, error.retryable], ["network", false]);
    assert.match(error.message, /^the request was not sent, since .* \([A-Z_]+\): check its fields and its body$/);
    assert.equal(apiCalls(vendor), 0);
  });
}
