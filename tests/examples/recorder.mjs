// Loaded before an example: notes on descriptor 3 which line printed what, and leads calls to a vendor to the emulator.

import { writeSync } from "node:fs";
import { formatWithOptions } from "node:util";

const RECORD = 3;

const example = process.env.EXAMPLE_FILE;
/** The vendors' domains, each with its origin at the emulator. */
const emulated = process.env.EXAMPLE_EMULATOR && Object.entries(JSON.parse(process.env.EXAMPLE_EMULATOR));

const log = console.log;
console.log = (...values) => {
  const entry = { line: callingLine(), text: formatWithOptions({ colors: false }, ...values) };
  writeSync(RECORD, `${JSON.stringify(entry)}\n`);
  log(...values);
};

if (emulated) {
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (typeof input !== "string") throw new TypeError("an emulated example calls fetch with the address as a string");
    return send(atEmulator(new URL(input)), init);
  };
}

if (process.env.EXAMPLE_SIEGE) await import("./siege.mjs");

function atEmulator(url) {
  if (url.hostname === "127.0.0.1") return url.href;
  const [, origin] = emulated.find(([domain]) => url.hostname.endsWith(domain)) ?? [];
  if (!origin) throw new TypeError(`an emulated example calls a vendor, not ${url.hostname}`);
  return `${origin}${url.pathname}${url.search}`;
}

function callingLine() {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const frames = new Error("who called").stack.split("\n");
  Error.stackTraceLimit = stackTraceLimit;
  const frame = frames.find((line) => line.includes(example));
  return Number(/:(\d+):\d+\)?$/.exec(frame ?? "")?.[1] ?? 0);
}
