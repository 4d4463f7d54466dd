// What the core of `commerce-auth/slim` may be started from: a wrong source is refused by name, and a right one is taken after it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { imported, packageFolder } from "./installed.mjs";

const { init, initSync, md5Hex } = await imported("commerce-auth/slim");
const bytesOf = (name) => readFileSync(join(packageFolder, name));
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const REFUSED = { name: "AuthError", code: "invalid_argument", field: "source" };

test("a source that is none, or another module, is refused; then the right one starts", async () => {
  for (const source of [undefined, null, "core.wasm", new URL("file:///core.wasm"), {}, 1, [0]]) {
    assert.throws(() => initSync(source), REFUSED, String(source));
    await assert.rejects(init(source), REFUSED, String(source));
  }
  for (const source of [bytesOf("headers.wasm"), bytesOf("server.wasm"), EMPTY]) {
    assert.throws(() => initSync(source), { ...REFUSED, message: "source is another module: pass that of commerce-auth/core.wasm" });
    await assert.rejects(init(source), REFUSED);
    await assert.rejects(init(new WebAssembly.Module(source)), REFUSED);
  }
  await assert.rejects(init(new Response("not found", { status: 404 })), { ...REFUSED, message: "source is a response with status 404" });
  assert.throws(() => initSync(Uint8Array.of(1, 2, 3)), WebAssembly.CompileError);
  assert.throws(() => md5Hex("123"), { code: "internal" });
  await init(new Response(bytesOf("core.wasm")));
  assert.equal(md5Hex("123"), "202cb962ac59075b964b07152d234b70");
});
