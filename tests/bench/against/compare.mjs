// Every row of the bench on two packages: ours, the other, and by hand, in turn in one process.

import assert from "node:assert/strict";

import { pairedAsyncRounds, pairedRounds } from "../measuring/paired-rounds.mjs";
import { withTheRestOf } from "../rows/entry.mjs";
import { fetchRows } from "../rows/fetch.mjs";
import { profileRows } from "../rows/profiles.mjs";
import { pureRows } from "../rows/pure.mjs";
import { BY_HAND } from "../rows/row.mjs";
import { serverRows } from "../rows/server.mjs";
import { callsOf } from "./packages.mjs";

const OURS = "ours";
const OTHER = "the other";

/** Pairs of rows for what both packages have. `tools` are `{ jose, Keyv, at }`; `open` collects what has to be closed. */
export async function pairsOfRows(ours, other, tools, open) {
  const filled = Object.fromEntries(["root", "server", "adapters"].map((entry) => [entry, withTheRestOf(ours[entry], other[entry])]));
  const rows = await allRows(ours, tools, open);
  const others = await allRows(filled, tools, open);
  const has = callsOf(other);
  return rows.map((row, index) => ({ row, otherRow: others[index] })).filter(({ row }) => row.entries.some((entry) => has[entry].has(row.call)));
}

/** Each with the entries that its function may be of. */
async function allRows({ root, server, adapters }, { jose, Keyv, at }, open) {
  const pure = pureRows(root, { jose }).map((row) => ({ ...row, entries: ["root"], isSync: true }));
  const profiles = profileRows(server).map((row) => ({ ...row, entries: ["server"], isSync: true }));
  const awaited = [...(await serverRows({ server, adapters, at, Keyv }, open)), ...(await fetchRows({ server, at }, open))];
  return [...pure, ...profiles, ...awaited.map((row) => ({ ...row, entries: ["server", "adapters"] }))];
}

/**
 * What a pair came to: `{ what, ours, other, change }`, the first two as times the platform's, the last as times the other's. With
 * `remark` where the other package gave another result, or, without figures, where it refused.
 */
export async function compared({ row, otherRow }, effort) {
  const { call, about, inputs, isSync, byHand } = row;
  const what = `${call}, ${about}`;
  const remark = await remarkOn(row, otherRow);
  if (remark?.isRefusal) return { what, ours: null, other: null, change: null, remark: remark.text };
  const candidates = [
    { name: OURS, run: throughAll(row.ours, row) },
    { name: OTHER, run: throughAll(otherRow.ours, row) },
    { name: BY_HAND, run: throughAll(byHand, row) },
  ];
  const times = isSync ? pairedRounds(candidates, inputs.length, effort) : await pairedAsyncRounds(candidates, inputs.length, effort);
  return { what, ours: times.ratio(OURS, BY_HAND), other: times.ratio(OTHER, BY_HAND), change: times.ratio(OURS, OTHER), remark: remark?.text ?? null };
}

function throughAll(run, { inputs, look, isSync }) {
  if (!isSync) return () => run(inputs[0]);
  return () => {
    let seen = 0;
    for (const input of inputs) seen += look(run(input)) ? 1 : 0;
    return seen;
  };
}

async function remarkOn({ inputs, ours, same }, { ours: others }) {
  for (const input of inputs) {
    let result;
    try {
      result = await others(input);
    } catch (error) {
      return { isRefusal: true, text: `the other refuses: ${error.code ?? error.message}` };
    }
    try {
      assert.deepEqual(jsonForm(same(await ours(input))), jsonForm(same(result)));
    } catch {
      return { isRefusal: false, text: "another result" };
    }
  }
  return undefined;
}

const jsonForm = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
