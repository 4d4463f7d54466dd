// One Capillary Basic header, ours beside what others would write: node tests/bench/header.mjs [pkg folder]

import assert from "node:assert/strict";

import { headerPeers, tellBeside } from "./measuring/header-peers.mjs";
import { packageFile } from "./measuring/package-folder.mjs";
import { pairedRounds } from "./measuring/paired-rounds.mjs";
import { tills } from "./samples/tills.mjs";

const BAR = 0.4;
const OURS = "capillary.basicAuthorization";

const { capillary } = await import(packageFile("index.js"));
const sample = tills(64);
const peers = await headerPeers();
const candidates = [{ name: OURS, header: capillary.basicAuthorization }, ...peers];

for (const { username, password } of sample) {
  for (const { name, header } of candidates) {
    assert.equal(header(username, password), capillary.basicAuthorization(username, password), name);
  }
}

const times = pairedRounds(candidates.map(({ name, header }) => ({ name, run: () => useAll(header) })), sample.length);
tellBeside({ bench: "header", title: "one header", ours: OURS, peers, times, bar: BAR });

/** Looking at a character makes the engine finish a text that it has only promised. */
function useAll(header) {
  let sum = 0;
  for (const { username, password } of sample) sum += header(username, password).charCodeAt(7);
  return sum;
}
