// One Capillary Basic header, ours beside what others would write: node tests/bench/header.mjs [pkg folder]

import assert from "node:assert/strict";

import { fastestOf, headerPeers } from "./measuring/header-peers.mjs";
import { packageFile } from "./measuring/package-folder.mjs";
import { pairedRounds } from "./measuring/paired-rounds.mjs";
import { nanoseconds, printTable, ratio } from "./measuring/table.mjs";
import { tills } from "./measuring/tills.mjs";

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
const ours = times.get(OURS);
const fastest = times.get(fastestOf(peers, times).name);

printTable("one header", [
  { what: OURS, measured: nanoseconds(ours), bar: nanoseconds(BAR * fastest), ratio: `${ratio(ours, fastest)} (bar ${BAR})` },
  ...peers.map(({ name, inBar }) => ({
    what: name + (inBar ? "" : " (not in the bar)"),
    measured: nanoseconds(times.get(name)),
    ratio: ratio(times.get(name), fastest),
  })),
]);

/** Looking at a character makes the engine finish a text that it has only promised. */
function useAll(header) {
  let sum = 0;
  for (const { username, password } of sample) sum += header(username, password).charCodeAt(7);
  return sum;
}
