// A thread that makes random calls on both copies and tells what it saw, batch by batch. Clocks and chance stand still in it,
// so that what a function takes from them is the same for both.

import { parentPort, workerData } from "node:worker_threads";
import { inspect } from "node:util";

import { NOW } from "./calls/tokens.mjs";
import { randomCall } from "./calls/random-call.mjs";
import { judged } from "./comparing/judged.mjs";
import { shrunk } from "./comparing/shrink.mjs";
import { signatureOf, told } from "./comparing/signature.mjs";
import { copyIn } from "./copies.mjs";
import { Tally } from "./tally.mjs";

/** How many differences of one kind are looked at closely, and how many kinds, in one batch. */
const MOST_KINDS = 40;

Date.now = () => NOW;
performance.now = () => 1_000_000;
Math.random = () => 0.5;
// Of a stack only the first line is compared, and the others take longer to find than many a call does.
Error.stackTraceLimit = 0;

const { earlier, later, seed, only } = workerData;
const copies = { earlier: await copyIn(earlier), later: await copyIn(later) };
const pattern = only === undefined ? undefined : new RegExp(only);

parentPort.on("message", async ({ from, to }) => {
  const tally = new Tally();
  for (let number = from; number < to; number += 1) {
    try {
      const pending = look(tally, number);
      if (pending !== undefined) await pending;
    } catch (thrown) {
      throw new Error(`call ${number} of seed ${seed} could not be compared`, { cause: thrown });
    }
  }
  parentPort.postMessage({ calls: tally.calls, functions: tally.functions, known: tally.known, unknown: tally.unknown });
});

parentPort.postMessage({ ready: true });

/** A promise only where the call is one: nine in ten are not. */
function look(tally, number) {
  const call = randomCall(seed, number, pattern);
  const pending = judged(copies, call, number);
  const judge = (result) => {
    tally.count(call.name, result.later);
    return result.difference === undefined && result.known.length === 0 ? undefined : keep(tally, call, result, number);
  };
  return pending instanceof Promise ? pending.then(judge) : judge(pending);
}

async function keep(tally, call, result, number) {
  if (result.known.length > 0) {
    for (const name of result.known) {
      tally.known[name] ??= { count: 0, example: shown(call.given).slice(0, 600) };
      tally.known[name].count += 1;
    }
    return;
  }
  const signature = signatureOf(call, result);
  if (tally.unknown[signature] === undefined) {
    if (Object.keys(tally.unknown).length >= MOST_KINDS) return;
    tally.unknown[signature] = { count: 0, example: await example(call, signature, number) };
  }
  tally.unknown[signature].count += 1;
}

/** The smallest call of this kind that can be found, and what both copies make of it. */
async function example(call, signature, number) {
  const shows = async (given) => {
    const result = await judged(copies, { ...call, given });
    return result.difference !== undefined && result.known.length === 0 && signatureOf(call, result) === signature;
  };
  const given = await shrunk(call.given, shows);
  const { earlier: before, later: after, difference } = await judged(copies, { ...call, given });
  return {
    number,
    call: `${call.name}(${shown(given)})`,
    earlier: told(before),
    later: told(after),
    at: difference === undefined ? "not seen again" : `${difference.path}: ${shown(difference.earlier)} → ${shown(difference.later)}`,
  };
}

function shown(value) {
  return inspect(value, { depth: 12, maxArrayLength: 300, maxStringLength: 3_000, breakLength: Infinity, compact: true }).slice(0, 4_000);
}
