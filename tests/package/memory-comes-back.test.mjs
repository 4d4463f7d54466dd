// Nothing that came from outside enlarges a process for good: an instance that has grown is zeroed and let go.

import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import test from "node:test";

import { allInstances, observed } from "./observed-wasm.mjs";
import { runModule } from "./child.mjs";
import { freshCopy, imported, startedCopy } from "./installed.mjs";
import { secretsIn } from "./memory-search.mjs";

const LARGEST_KEPT = 4 << 20;
const LENGTH = 3 << 20;
const SECRET = "a secret of more than 32 letters, for HS256";
const PROFILE = { name: "shop", token: { url: "https://shop.example/token", method: "POST" } };

const base64url = (text) => Buffer.from(text).toString("base64url");
const random = (length) => randomBytes(length).toString("base64url").slice(0, length);
const answer = (body) => ({ status: 200, body });

function signed(claims) {
  const clear = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(claims)}`;
  return `${clear}.${createHmac("sha256", SECRET).update(clear).digest("base64url")}`;
}

/** Every function that reads a text from outside, or makes something of a long one. */
const READERS = {
  decodeJwt: (api, text) => api.decodeJwt(`${base64url("{}")}.${base64url(JSON.stringify({ sub: text }))}.c2ln`),
  "decodeJwt of what is none": (api, text) => api.decodeJwt(text),
  verifyJwtHs256: (api, text) => api.verifyJwtHs256(signed(JSON.stringify({ sub: text })), SECRET),
  "verifyJwtHs256 of a forgery": (api, text) => api.verifyJwtHs256(`${base64url('{"alg":"HS256"}')}.${base64url(`{"sub":"${text}"}`)}.c2ln`, SECRET),
  "capillary.classifyResponse": (api, text) => api.capillary.classifyResponse(answer(JSON.stringify({ status: { code: 498, message: text } }))),
  "capillary.classifyResponse of what is cut short": (api, text) => api.capillary.classifyResponse(answer(`{"status":"${text}`)),
  "capillary.readTokenResponse": (api, text) => api.capillary.readTokenResponse(answer(JSON.stringify({ data: { accessToken: text, ttlSeconds: 300 } }))),
  "capillary.readTokenResponse of a parsed body": (api, text) => api.capillary.readTokenResponse(answer({ data: { accessToken: text, ttlSeconds: 300 } })),
  "capillary.readStaffTokenResponse": (api, text) => api.capillary.readStaffTokenResponse(answer(JSON.stringify({ message: text }))),
  "capillary.customer.readResponse": (api, text) => api.capillary.customer.readResponse(answer(JSON.stringify({ status: { success: true, code: 200, message: text } }))),
  "pledg.readTokenResponse": (api, text) => api.pledg.readTokenResponse(answer(JSON.stringify({ access_token: text }))),
  "pledg.verifyNotification": (api, text) => api.pledg.verifyNotification(JSON.stringify({ signature: text }), { secret: SECRET }),
  "pledg.verifyNotification of bytes": (api, text) => api.pledg.verifyNotification(Buffer.from(JSON.stringify({ reference: text })), { secret: SECRET }),
  "pledg.verifyNotification of a parsed body": (api, text) => api.pledg.verifyNotification({ reference: text }, { secret: SECRET }),
  "pledg.signPurchase": (api, text) => api.pledg.signPurchase({ merchantUid: "mer_x", amountCents: 5, currency: "EUR", title: text }, SECRET, { incomplete: true }),
  "caxton.readEnvelope": (api, text) => api.caxton.readEnvelope(answer(JSON.stringify({ IsValid: true, Message: text }))),
  "caxton.readTokenResponse": (api, text) => api.caxton.readTokenResponse(answer(JSON.stringify({ access_token: text }))),
  "caxton.readRegisterResponse": (api, text) => api.caxton.readRegisterResponse(answer(JSON.stringify({ Message: text }))),
  signJwtHs256: (api, text) => api.signJwtHs256({ sub: text }, SECRET),
  basicAuthorization: (api, text) => api.basicAuthorization("user", text),
  parseBasicAuthorization: (api, text) => api.parseBasicAuthorization(`Basic ${Buffer.from(`user:${text}`).toString("base64")}`),
  bearerAuthorization: (api, text) => api.bearerAuthorization(text),
  "capillary.basicAuthorization": (api, text) => api.capillary.basicAuthorization("till1", text.repeat(3)),
  "capillary.basicHeadersBatch": (api, text) => api.capillary.basicHeadersBatch([{ username: "till1", password: "x" }, { username: "till2", password: text.repeat(3) }]),
  "capillary.oauthHeaders": (api, text) => api.capillary.oauthHeaders({ accessToken: text }),
  "capillary.tokenRequest": (api, text) => api.capillary.tokenRequest({ host: "x.example", key: "key", secret: text }),
};

function outcome(api, run) {
  try {
    return { value: run() };
  } catch (error) {
    if (!api.isAuthError(error)) throw error;
    return { code: error.code };
  }
}

for (const [name, call] of Object.entries(READERS)) {
  test(`a long text leaves neither memory nor itself behind: ${name}`, async () => {
    const text = random(LENGTH);
    const { value: api, instances } = await observed(async () => {
      const fresh = await freshCopy("index.js");
      assert.notEqual(outcome(fresh, () => call(fresh, text)).code, "internal");
      return fresh;
    });
    const used = instances.map(({ memory }) => memory);
    assert.ok(used.some(({ buffer }) => buffer.byteLength > LARGEST_KEPT), "this call needed no more than is kept: try a longer text");
    assert.deepEqual(secretsIn(used, { text, inBase64: base64url(text) }), []);
    assert.equal(api.md5Hex("123"), "202cb962ac59075b964b07152d234b70");
    assert.ok(allInstances().at(-1).memory.buffer.byteLength <= LARGEST_KEPT);
  });
}

test("md5Hex takes any length through the memory that there is", async () => {
  const { value: api, instances } = await observed(() => startedCopy("index.js"));
  const [{ memory }] = instances;
  const size = memory.buffer.byteLength;
  const text = random(LENGTH);
  for (const input of [text, Buffer.from(text)]) api.md5Hex(input);
  assert.equal(memory.buffer.byteLength, size);
  assert.deepEqual(secretsIn([memory], { text }), []);
});

test("after a trap all of the memory is zero", async () => {
  const { value: api, instances } = await observed(() => startedCopy("index.js"));
  const [{ memory, exports }] = instances;
  // Longer in base64 than the place where results are left.
  const text = random(40_000);
  const own = exports.result;
  exports.result = () => {
    assert.deepEqual(secretsIn([memory], { text }), ["text"]);
    exports.result = own;
    throw new WebAssembly.RuntimeError("unreachable");
  };
  assert.throws(() => api.basicAuthorization("user", text), { code: "internal" });
  assert.ok(Buffer.from(memory.buffer).every((byte) => byte === 0));
});

test("a row that throws when it is read leaves nothing of the rows before it", async () => {
  const { value: api, instances } = await observed(() => startedCopy("index.js"));
  const password = random(40);
  const rows = [{ username: "till1", password }];
  Object.defineProperty(rows, 1, { enumerable: true, get: () => { throw new Error("not today"); } });
  const [good, bad] = api.capillary.basicHeadersBatch(rows);
  assert.deepEqual([Object.keys(good), bad.error.code], [["headers"], "invalid_argument"]);
  assert.deepEqual(secretsIn(instances.map(({ memory }) => memory), { password }), []);
});

test("a caller whose stack ends inside a call finds everything in order afterwards", async () => {
  const password = random(40);
  let ended = 0;
  const { instances } = await observed(async () => {
    const { capillary } = await freshCopy("index.js");
    const calls = [() => capillary.basicAuthorization("till1", password), () => capillary.basicHeaders({ username: "till1", password }).Authorization];
    const values = calls.map((call) => call());
    // Every level on the way back tries it with a little more room than the one before.
    const dive = (levels) => {
      try {
        dive(levels);
      } catch (thrown) {
        if (levels.left === 0) return;
        levels.left -= 1;
        for (const call of calls) {
          try {
            call();
          } catch {
            ended += 1;
          }
        }
        throw thrown;
      }
    };
    for (let round = 0; round < 50; round += 1) {
      dive({ left: 40 });
      assert.deepEqual(calls.map((call) => call()), values);
    }
  });
  assert.ok(ended > 50 && instances.length > 1, `the stack ended ${ended} times, and spoilt ${instances.length - 1} instances`);
  assert.deepEqual(secretsIn(instances.map(({ memory }) => memory), { password }), []);
});

const COLLECTED = `
  const memories = [];
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(limits) {
      super(limits);
      memories.push({ limits, reference: new WeakRef(this) });
    }
  };
  const { basicAuthorization, md5Hex } = await import("commerce-auth");
  const text = "x".repeat(3 << 20);
  for (let round = 0; round < 4; round += 1) basicAuthorization("user", text);
  await new Promise((resolve) => setTimeout(resolve, 10));
  globalThis.gc();
  const first = memories.map(({ reference }) => reference.deref() !== undefined);
  md5Hex("123");
  await new Promise((resolve) => setTimeout(resolve, 10));
  globalThis.gc();
  const second = memories.map(({ reference }) => reference.deref() !== undefined);
  console.log(JSON.stringify({ limits: memories.map(({ limits }) => limits), first, second }));
`;

test("there is one memory for each entry, with a maximum, and none is held that was let go", async () => {
  const { code, stdout, stderr } = await runModule(COLLECTED, { flags: ["--expose-gc"] });
  assert.deepEqual([code, stderr], [0, ""]);
  const { limits, first, second } = JSON.parse(stdout);
  assert.ok(limits.every(({ maximum }) => maximum === 8_192));
  assert.deepEqual(first, [false, false, false, false]);
  assert.deepEqual(second, [false, false, false, false, true]);
});

test("the server entry has one memory too, of less than 2 MiB and with a maximum", async () => {
  const { instances } = await observed(() => startedCopy("server.js"));
  const [{ memory }] = instances;
  assert.ok(memory.buffer.byteLength <= 2 << 20);
  assert.throws(() => memory.grow(8_192), RangeError);
});
