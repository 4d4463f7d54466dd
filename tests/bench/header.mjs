// One Capillary Basic header, ours beside what others would write: node tests/bench/header.mjs [pkg folder]

import assert from "node:assert/strict";

import { packageFile } from "./measuring/package-folder.mjs";
import { pairedRounds } from "./measuring/paired-rounds.mjs";
import { headerPeers } from "./measuring/peers.mjs";
import { nanoseconds, printTable } from "./measuring/table.mjs";
import { tills } from "./measuring/tills.mjs";

const BAR = 0.4;
const OURS = "capillary.basicAuthorization";

const { capillary } = await import(packageFile("index.js"));
const sample = tills(64);
const candidates = [{ name: OURS, header: capillary.basicAuthorization }, ...(await headerPeers())];

for (const { username, password } of sample) {
  for (const { name, header } of candidates) {
    assert.equal(header(username, password), capillary.basicAuthorization(username, password), name);
  }
}

const times = pairedRounds(candidates.map(({ name, header }) => ({ name, run: () => useAll(header) })), sample.length);
const ours = times.get(OURS);
times.delete(OURS);
const peers = [...times].sort(([, left], [, right]) => left - right);
const [[, fastest]] = peers;

printTable("one header", [
  { what: OURS, measured: nanoseconds(ours), bar: nanoseconds(BAR * fastest), ratio: `${(ours / fastest).toFixed(2)} (bar ${BAR})` },
  ...peers.map(([what, time]) => ({ what, measured: nanoseconds(time), ratio: (time / fastest).toFixed(2) })),
]);

/** Looking at a character makes the engine finish a text that it has only promised. */
function useAll(header) {
  let sum = 0;
  for (const { username, password } of sample) sum += header(username, password).charCodeAt(7);
  return sum;
}
