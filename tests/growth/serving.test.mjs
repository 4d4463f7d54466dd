// The same for `commerce-auth/server`: profiles, answers of token endpoints and of APIs, records out of stores, and what callers
// hand over.

import assert from "node:assert/strict";
import test from "node:test";

import { countingBuilds } from "./counted-core.mjs";
import { faultsIn } from "./growth.mjs";
import { PROFILE_READERS } from "./profile-readers.mjs";
import { SERVER_READERS } from "./server-readers.mjs";
import { forEveryPlace } from "./shapes.mjs";
import { imported } from "../package/installed.mjs";

const server = await imported("commerce-auth/server");

test("the core that runs here counts its steps", async () => {
  await server.capillaryBasic({ host: "x.example", username: "u", password: "p" }).close();
  assert.deepEqual(countingBuilds(), ["server.wasm"]);
});

forEveryPlace({ ...PROFILE_READERS, ...SERVER_READERS }, (name, place, number) => {
  test(`${name}: no text costs more than its length`, async () => {
    assert.deepEqual(await faultsIn(server, place, number), []);
  });
});
