// Ten million calls, in batches, on as many threads as there are processors.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import { Tally } from "./tally.mjs";

const BATCH = 5_000;
const TOLD_EVERY_MS = 30_000;

/** Makes so many calls on both copies; resolves to the tally. `tell` hears how far it has come. */
export async function run({ earlier, later, seed, calls, only, lanes = availableParallelism(), tell = () => {} }) {
  const tally = new Tally();
  const began = performance.now();
  let next = 0;
  let told = began;
  const batch = () => {
    if (next >= calls) return undefined;
    const from = next;
    next = Math.min(next + BATCH, calls);
    return { from, to: next };
  };
  const take = (part) => {
    tally.add(part);
    if (performance.now() - told < TOLD_EVERY_MS) return;
    told = performance.now();
    tell(progress(tally, calls, told - began));
  };
  await Promise.all(Array.from({ length: lanes }, () => lane({ earlier, later, seed, only }, batch, take)));
  return { tally, seconds: (performance.now() - began) / 1_000 };
}

function progress(tally, calls, milliseconds) {
  const perSecond = Math.round(tally.calls / (milliseconds / 1_000));
  return `${tally.calls} of ${calls} calls, ${perSecond} a second, ${tally.differences} unexplained differences of ${Object.keys(tally.unknown).length} kinds`;
}

/** One thread, from its first batch to its last. */
function lane(workerData, batch, take) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("lane.mjs", import.meta.url), { workerData });
    worker.once("error", reject);
    worker.on("message", (message) => {
      if (!message.ready) take(message);
      const work = batch();
      if (work !== undefined) return worker.postMessage(work);
      worker.terminate().then(resolve, reject);
    });
  });
}
