// Loaded before an example: notes on descriptor 3 which line printed what, and leads calls to a vendor to the emulator.

import { writeSync } from "node:fs";
import { formatWithOptions } from "node:util";

const RECORD = 3;
const VENDORS = [".capillarytech.com"];

const example = process.env.EXAMPLE_FILE;
const emulator = process.env.EXAMPLE_EMULATOR;

const log = console.log;
console.log = (...values) => {
  const entry = { line: callingLine(), text: formatWithOptions({ colors: false }, ...values) };
  writeSync(RECORD, `${JSON.stringify(entry)}\n`);
  log(...values);
};

if (emulator) {
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (typeof input !== "string") throw new TypeError("an emulated example calls fetch with the address as a string");
    return send(atEmulator(new URL(input)), init);
  };
}

function atEmulator(url) {
  if (!VENDORS.some((domain) => url.hostname.endsWith(domain))) {
    throw new TypeError(`an emulated example calls a vendor, not ${url.hostname}`);
  }
  return `${emulator}${url.pathname}${url.search}`;
}

function callingLine() {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const frames = new Error("who called").stack.split("\n");
  Error.stackTraceLimit = stackTraceLimit;
  const frame = frames.find((line) => line.includes(example));
  return Number(/:(\d+):\d+\)?$/.exec(frame ?? "")?.[1] ?? 0);
}
