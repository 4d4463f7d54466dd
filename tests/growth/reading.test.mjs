// Whatever comes from outside costs time and memory like its length (DESIGN.md §4 and §7): every shape through every
// public function that reads, counted in steps of the core.

import assert from "node:assert/strict";
import test from "node:test";

import { countingBuilds, takeCount } from "./counted-core.mjs";
import { JSON_PARSE, faultsIn } from "./growth.mjs";
import { READERS } from "./readers.mjs";
import { PLAIN, forEveryPlace } from "./shapes.mjs";
import { imported } from "../package/installed.mjs";

const api = await imported("commerce-auth");
api.decodeJwt("e30.e30.");

test("the core that runs here counts its steps", () => {
  assert.deepEqual(countingBuilds(), ["core.wasm"]);
  takeCount();
  api.decodeJwt("e30.e30.");
  const { steps: first } = takeCount();
  api.decodeJwt("e30.e30.");
  assert.equal(takeCount().steps, first, "the same call costs the same");
  assert.ok(first > 100, `${first}`);
});

test("honest rows take less than JSON.parse stands for, which is the measure for the others", async () => {
  const body = PLAIN(64 * 1024);
  takeCount();
  assert.equal(api.capillary.classifyResponse({ status: 200, body }), "ok");
  const { steps } = takeCount();
  assert.ok(steps > 0.3 * body.length && steps < 0.8 * JSON_PARSE.steps * body.length, `${steps} steps for ${body.length} bytes`);
});

forEveryPlace(READERS, (name, place, number) => {
  test(`${name}: no text costs more than its length`, async () => {
    assert.deepEqual(await faultsIn(api, place, number), []);
  });
});
