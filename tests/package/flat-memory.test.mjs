// G14: memory is flat.

import assert from "node:assert/strict";
import test from "node:test";

import { runModule } from "./child.mjs";

const SCRIPT = `
  const memories = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(module, imports) {
      super(module, imports);
      // The unpacker of the modules has none to watch.
      if (this.exports.memory) memories.push(this.exports.memory);
    }
  };
  const { capillaryOAuth } = await import("commerce-auth/server");
  let at = 1_700_000_000_000, calls = 0;
  const fetch = async () => Response.json({ data: { accessToken: "eyJhIjoxfQ.e30.c2ln" + (calls += 1), ttlSeconds: 300 } });
  const api = capillaryOAuth({ host: "x.example", key: "key", secret: "secret", now: () => at, fetch, onEvent() {} });
  const use = async (count) => {
    for (let index = 0; index < count; index += 1) await api.headers();
  };
  const renew = async (count) => {
    for (let index = 0; index < count; index += 1) {
      at += 300_000;
      await api.headers();
    }
  };
  const measure = () => {
    globalThis.gc();
    return { heap: process.memoryUsage().heapUsed, wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) };
  };
  await use(20_000);
  await renew(1_000);
  const before = measure();
  await use(1_000_000);
  const between = measure();
  await renew(10_000);
  const after = measure();
  console.log(JSON.stringify({ before, between, after, calls }));
`;

test("G14: a million calls and ten thousand renewals leave memory as it was", async () => {
  const { code, stdout, stderr } = await runModule(SCRIPT, { flags: ["--expose-gc"], timeoutMs: 120_000 });
  assert.deepEqual([code, stderr], [0, ""]);
  const { before, between, after, calls } = JSON.parse(stdout);
  assert.equal(calls, 11_001);
  for (const later of [between, after]) {
    assert.equal(later.wasm, before.wasm);
    assert.ok(later.heap - before.heap < 1_000_000, `${later.heap - before.heap} bytes more`);
  }
});
