// Ten thousand tills at once, beside what others would write: node tests/bench/batch.mjs [pkg folder]

import assert from "node:assert/strict";

import { headerPeers, tellBeside } from "./measuring/header-peers.mjs";
import { packageFile } from "./measuring/package-folder.mjs";
import { pairedRounds } from "./measuring/paired-rounds.mjs";
import { tills } from "./samples/tills.mjs";

const BAR = 0.27;
const OURS = "capillary.basicHeadersBatch";

const { capillary } = await import(packageFile("index.js"));
const sample = tills(10_000);
const peers = await headerPeers();

/** What a caller writes who has no batch: the same records, made with a peer's header. */
const withPeer = (header) => (list) =>
  list.map(({ username, password }) => ({
    headers: {
      Authorization: header(username, password),
      "Content-Type": "application/json",
      Accept: "application/json",
    },
  }));

const candidates = [
  { name: OURS, batch: capillary.basicHeadersBatch },
  ...peers.map(({ name, header }) => ({ name, batch: withPeer(header) })),
];
const expected = JSON.stringify(candidates[0].batch(sample));
for (const { name, batch } of candidates) assert.equal(JSON.stringify(batch(sample)), expected, name);

const times = pairedRounds(candidates.map(({ name, batch }) => ({ name, run: () => useAll(batch(sample)) })), sample.length);
tellBeside({ bench: "batch", title: "one of 10 000 headers", ours: OURS, peers, times, bar: BAR });

/** Looking at a character makes the engine finish a text that it has only promised. */
function useAll(results) {
  let sum = 0;
  for (const { headers } of results) sum += headers.Authorization.charCodeAt(7);
  return sum;
}
