// The soak itself, in a process of its own with --expose-gc: `node program.mjs '{"requests":…,"seed":…,"leakBytes":…}'`
// prints one line of JSON. `leakBytes` plants a leak of so many bytes per request, to see that it is noticed.

// First, since it has to see the instances being made.
import { allInstances } from "../../package/observed-wasm.mjs";

const { DIALECTS } = await import("./dialects.mjs");
const { Lane } = await import("./lane.mjs");

const WAVE = 10;
const TENTHS = 10;
const LONGEST_WAVE_MS = 60_000;
const { requests, seed, leakBytes = 0 } = JSON.parse(process.argv[2]);
/** What a process learns once, compiled code above all, is half a megabyte in the first hundred thousand requests. */
const WARM_UP_REQUESTS = Math.max(8_000, requests / TENTHS);

const lanes = DIALECTS.flatMap((dialect, index) =>
  [false, true].map((withStore) => new Lane(dialect, { withStore, seed: seed + 100 * index + (withStore ? 50 : 0) })),
);
const leaked = [];
let made = 0;

/** Each lane on its own, so that one that waits holds up no other. */
async function run(count) {
  const waves = Math.ceil(count / lanes.length / WAVE);
  await Promise.all(lanes.map((lane) => runLane(lane, waves)));
}

async function runLane(lane, waves) {
  for (let wave = 0; wave < waves; wave += 1) {
    await settled(lane.wave(WAVE));
    made += WAVE;
    if (leakBytes > 0) for (let index = 0; index < WAVE; index += 1) leaked.push(Buffer.alloc(leakBytes).toString("latin1"));
  }
}

/** What hangs ends the program with its name, instead of hanging it. */
function settled(wave) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`after ${made} requests some did not settle within ${LONGEST_WAVE_MS} ms`)), LONGEST_WAVE_MS);
  });
  return Promise.race([wave, late]).finally(() => clearTimeout(timer));
}

async function measured() {
  let heap = Infinity;
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    heap = Math.min(heap, heapUsed + external);
  }
  return { heap, wasm: allInstances().reduce((sum, { memory }) => sum + memory.buffer.byteLength, 0) };
}

await run(WARM_UP_REQUESTS);
made = 0;
const issuedBefore = sum((lane) => lane.vendor.issued);
const countsBefore = counted();
const memory = [];
const began = performance.now();
for (let tenth = 0; tenth < TENTHS; tenth += 1) {
  await run(requests / TENTHS);
  memory.push(await measured());
}
const seconds = (performance.now() - began) / 1_000;
await Promise.all(lanes.map((lane) => lane.close()));

const counts = counted();
for (const name of Object.keys(counts)) counts[name] -= countsBefore[name] ?? 0;
const figures = { made, seconds, renewals: sum((lane) => lane.vendor.issued) - issuedBefore, rejections: sum((lane) => lane.vendor.rejections), events: sum((lane) => lane.events) };
console.log(JSON.stringify({ ...figures, counts, memory, wrong: lanes.flatMap((lane) => lane.wrong) }));

function sum(of) {
  return lanes.reduce((total, lane) => total + of(lane), 0);
}

function counted() {
  const total = {};
  for (const { counts: own } of lanes) for (const [name, count] of Object.entries(own)) total[name] = (total[name] ?? 0) + count;
  return total;
}
