// Authenticators whose token is fresh, their stores and adapters, beside what one writes oneself; and `fetch` over bare
// `fetch`, on loopback: node tests/bench/server.mjs [pkg folder]

import { tell } from "./measuring/figures.mjs";
import { loopback } from "./measuring/loopback.mjs";
import { outcome } from "./measuring/outcome.mjs";
import { packageFile } from "./measuring/package-folder.mjs";
import { isQuick, pairedAsyncRounds, pairedRounds } from "./measuring/paired-rounds.mjs";
import { assertSameResultsAsync } from "./measuring/same-results.mjs";
import { importTool } from "./measuring/tools.mjs";
import { fetchRows } from "./rows/fetch.mjs";
import { BY_HAND } from "./rows/row.mjs";
import { serverRows } from "./rows/server.mjs";

const OURS = "ours";
const PARSE = "JSON.parse";
/** A difference is a small part of what is measured, so there are many short rounds. */
const OF_FETCH = isQuick
  ? { rounds: 31, roundMilliseconds: 2, warmUpMilliseconds: 100, longestMilliseconds: 1_000 }
  : { rounds: 301, roundMilliseconds: 4, warmUpMilliseconds: 300, longestMilliseconds: 6_000 };

const at = await loopback();
const open = [];
const entries = { server: await import(packageFile("server.js")), adapters: await import(packageFile("adapters.js")), at, Keyv: (await importTool("keyv")).Keyv };

const outcomes = [];
for (const row of await serverRows(entries, open)) outcomes.push(await measured(row));
tell("server", "an authenticator with a fresh token", outcomes);

const ofFetch = [];
for (const row of await fetchRows(entries, open)) ofFetch.push(await measuredOverBare(row));
tell("fetch", "fetch() over bare fetch, on loopback", ofFetch);

await Promise.all(open.map((api) => api.close()));
at.close();

async function measured(row) {
  await assertSameResultsAsync(row);
  const candidates = [
    { name: OURS, run: () => row.ours(row.inputs[0]) },
    { name: BY_HAND, run: () => row.byHand(row.inputs[0]) },
  ];
  const times = row.isSync ? pairedRounds(candidates, 1) : await pairedAsyncRounds(candidates, 1);
  const ours = times.get(OURS);
  return outcome({
    what: `${row.call}, ${row.about}`,
    ours,
    theirs: times.get(BY_HAND),
    using: row.using,
    ratio: times.ratio(OURS, BY_HAND),
    bar: row.bar && { ...row.bar, value: ours },
  });
}

async function measuredOverBare(row) {
  await assertSameResultsAsync(row);
  const { inputs, answer, allowance } = row;
  const candidates = [
    { name: OURS, run: () => row.ours(inputs[0]) },
    { name: BY_HAND, run: () => row.byHand(inputs[0]) },
    { name: PARSE, run: () => JSON.parse(answer) },
  ];
  const times = await pairedAsyncRounds(candidates, 1, OF_FETCH);
  return outcome({
    what: `${row.call}, ${row.about}`,
    ours: times.get(OURS),
    theirs: times.get(BY_HAND),
    using: row.using,
    ratio: times.ratio(OURS, BY_HAND),
    bar: { limit: allowance.constant + allowance.parses * times.get(PARSE), over: "more than bare", value: times.difference(OURS, BY_HAND), unit: "ns" },
  });
}
