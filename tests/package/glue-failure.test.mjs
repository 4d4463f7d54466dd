// A task of the glue that throws is an exception nobody caught, as it is with the global queueMicrotask.

import assert from "node:assert/strict";
import test from "node:test";

import { runModule } from "./child.mjs";

const PROGRAM = `
process.on("uncaughtException", (error, origin) => console.log(origin, error.message));
process.on("unhandledRejection", (error) => console.log("unhandledRejection", error.message));
await import(${JSON.stringify(new URL("./observed-wasm.mjs", import.meta.url).href)}).then(async ({ allInstances }) => {
  const { capillaryOAuth } = await import("commerce-auth/server");
  const api = capillaryOAuth({ host: "x.example", key: "key", secret: "secret", timeoutMs: 200, retry: false, fetch: async () => new Response("") });
  const { exports } = allInstances().at(-1);
  const task = Object.keys(exports).find((name) => /closures_.*Result/.test(name));
  const own = exports[task];
  exports[task] = () => {
    exports[task] = own;
    throw new Error("of a task");
  };
  await api.headers().catch(({ code }) => console.log(code));
});
`;

test("what a task of the glue throws is an uncaught exception, not a rejection", async () => {
  const { stdout } = await runModule(PROGRAM);
  assert.match(stdout, /^uncaughtException of a task$/m);
  assert.doesNotMatch(stdout, /unhandledRejection/);
});
