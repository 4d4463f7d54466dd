// Every function of `commerce-auth`, each beside the platform's own code for the same result:
// node tests/bench/calls.mjs [pkg folder]

import { tillHeader } from "./by-hand/basic.mjs";
import { tell } from "./measuring/figures.mjs";
import { outcome } from "./measuring/outcome.mjs";
import { packageFile } from "./measuring/package-folder.mjs";
import { pairedRounds } from "./measuring/paired-rounds.mjs";
import { assertSameResults } from "./measuring/same-results.mjs";
import { importTool } from "./measuring/tools.mjs";
import { profileRows } from "./rows/profiles.mjs";
import { pureRows } from "./rows/pure.mjs";
import { BY_HAND, ONE_HEADER } from "./rows/row.mjs";
import { tills } from "./samples/tills.mjs";

const OURS = "ours";
const sample = tills(64);

const rows = [...pureRows(await import(packageFile("index.js")), { jose: await importTool("jose") }), ...profileRows(await import(packageFile("server.js")))];
tell("calls", "a call of commerce-auth", rows.map(measured));

function measured(row) {
  assertSameResults(row);
  const { inputs, look, bar } = row;
  const times = pairedRounds([...sides(row), ...(bar?.over === ONE_HEADER ? [oneHeader(inputs.length)] : [])], inputs.length);
  return outcome({
    what: `${row.call}, ${row.about}`,
    ours: times.get(OURS),
    theirs: times.get(BY_HAND),
    using: row.using,
    ratio: times.ratio(OURS, BY_HAND),
    bar: bar && { ...bar, value: times.ratio(OURS, bar.over) },
  });

  function sides({ ours, byHand }) {
    return [
      { name: OURS, run: throughAll(ours) },
      { name: BY_HAND, run: throughAll(byHand) },
    ];
  }

  function throughAll(call) {
    return () => {
      let seen = 0;
      for (const input of inputs) seen += look(call(input)) ? 1 : 0;
      return seen;
    };
  }
}

/** As many headers of tills as the row has inputs. */
function oneHeader(count) {
  return {
    name: ONE_HEADER,
    run() {
      let sum = 0;
      for (let index = 0; index < count; index++) sum += tillHeader(sample[index % sample.length]).charCodeAt(7);
      return sum;
    },
  };
}
