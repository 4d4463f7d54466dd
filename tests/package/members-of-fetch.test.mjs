// What fetch takes in its init object is handed on, and the core is not asked about it.

import assert from "node:assert/strict";
import test from "node:test";

import { allInstances, observed } from "./observed-wasm.mjs";
import { startedCopy } from "./installed.mjs";

/** By the standard, then Workers', Deno's, undici's, Bun's. */
const MEMBERS = [
  ..."credentials cache mode integrity keepalive priority redirect referrer referrerPolicy window duplex".split(" "),
  ..."cf client dispatcher proxy tls".split(" "),
];

test("no member of fetch's own costs a call into the core", async (t) => {
  const { value: server } = await observed(() => startedCopy("server.js"));
  const inits = [];
  const fetch = async (_, init) => {
    inits.push(init);
    return new Response("");
  };
  const api = server.capillaryBasic({ host: "x.example", username: "till", password: "secret", fetch });
  t.after(() => api.close());
  const { exports } = allInstances().at(-1);
  const own = exports.nearest_name;
  let asked = 0;
  exports.nearest_name = (...given) => {
    asked += 1;
    return own(...given);
  };
  const init = Object.fromEntries(MEMBERS.map((name) => [name, `of ${name}`]));
  await api.fetch("/x", init);
  assert.equal(asked, 0);
  assert.deepEqual({ ...inits[0], ...init, redirect: "manual" }, { ...inits[0] });
  await api.fetch("/x", { stranger: 1 });
  assert.equal(asked, 1);
});
