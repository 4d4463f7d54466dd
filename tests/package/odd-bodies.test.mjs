// G9: a caller's fetch whose body is none that a platform would give ends in one typed outcome, in time.

import assert from "node:assert/strict";
import test from "node:test";

import { capillaryOAuth, codeOf, duration } from "./vendor.mjs";

const JSON_TYPE = { "Content-Type": "application/json" };
const TOKEN = '{"data":{"accessToken":"a.b.c","ttlSeconds":300}}';

/** A response whose body gives these parts, and then whatever `next` gives. */
function bodyOf(parts, next = () => ({ done: true })) {
  const left = [...parts];
  const getReader = () => ({ read: async () => (left.length > 0 ? { done: false, value: left.shift() } : next()), cancel: async () => {} });
  return { status: 200, headers: new Headers(JSON_TYPE), body: { getReader } };
}

function detached(text) {
  const bytes = new TextEncoder().encode(text);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

const asBigInts = () => new BigInt64Array([8n, 9n]);
const asFloats = () => new Float64Array([1, 2]);
const endless = () => ({ done: false, value: new Uint8Array(0) });

const TOKEN_ANSWERS = {
  "a detached part": [() => bodyOf([detached(TOKEN)]), "network"],
  "a part of BigInts": [() => bodyOf([asBigInts()]), "network"],
  "a part of floats": [() => bodyOf([asFloats()]), "network"],
  "a part of text": [() => bodyOf([TOKEN]), "network"],
  "no part at all": [() => bodyOf([undefined]), "network"],
  "no end of empty parts": [() => bodyOf([], endless), "timeout"],
  "a reader that gives nothing": [() => bodyOf([], () => undefined), "network"],
};

for (const [what, [answer, code]] of Object.entries(TOKEN_ANSWERS)) {
  test(`G9: a token answer with ${what} is ${code}`, async (t) => {
    const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", timeoutMs: 300, retry: false, fetch: async () => answer() });
    t.after(() => api.close());
    const call = api.headers();
    assert.ok((await duration(call)) < 10_000);
    assert.equal(await codeOf(call), code);
  });
}

test("a token answer whose parts are written over once they were read is read as it came", async (t) => {
  const bytes = new TextEncoder().encode(TOKEN);
  const part = bytes.slice(0, 10);
  const rest = bytes.slice(10);
  const answer = bodyOf([part], () => {
    if (part[0] === 0) return { done: true };
    part.fill(0);
    return { done: false, value: rest };
  });
  const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", retry: false, fetch: async () => answer });
  t.after(() => api.close());
  assert.equal((await api.token()).value, "a.b.c");
});

/** An answer of the platform's class over a stream of these parts. */
function streamed(parts, next = (controller) => controller.close()) {
  const left = [...parts];
  const pull = (controller) => (left.length > 0 ? controller.enqueue(left.shift()) : next(controller));
  return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), { headers: JSON_TYPE });
}

/** The same where it is looked into by a copy. */
class Foreign extends Response {}
const foreign = (make) => () => {
  const { body, headers } = make();
  return new Foreign(body, { headers });
};

const API_ANSWERS = {
  "a part of BigInts": () => streamed([asBigInts()]),
  "a detached part": () => streamed([detached('{"a":1}')]),
  "a part of text": () => streamed(["{}"]),
  "a good part and one of BigInts": () => streamed([new TextEncoder().encode("{}"), asBigInts()]),
  "no end of empty parts": () => streamed([], (controller) => controller.enqueue(new Uint8Array(0))),
  "a part that is taken away once it was read": () => {
    const part = new TextEncoder().encode('{"response":{"status":{"code":"498"}}}');
    return streamed([part], (controller) => {
      structuredClone(part.buffer, { transfer: [part.buffer] });
      controller.close();
    });
  },
  "a stream that breaks": () => streamed([], (controller) => controller.error(new Error("broken"))),
};

for (const [what, answer] of Object.entries(API_ANSWERS)) {
  for (const [kind, make] of Object.entries({ "the platform's": answer, "a foreign class's": foreign(answer) })) {
    test(`an answer of ${kind} with ${what} is handed on in time, and renews nothing`, async (t) => {
      let asked = 0;
      const fetch = async (url) => {
        if (url.includes("token/generate")) return new Response(TOKEN, { headers: JSON_TYPE });
        asked += 1;
        return make();
      };
      const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch });
      t.after(() => api.close());
      const call = api.fetch("/x");
      assert.ok((await duration(call)) < 10_000);
      assert.deepEqual([(await call).status, (await call).bodyUsed, asked], [200, false, 1]);
      await (await call).body.cancel().catch(() => {});
    });
  }
}
