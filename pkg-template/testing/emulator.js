// startEmulator: a vendor on the loopback address, with a log of what it was sent and faults by script.

import { inspect } from "node:util";

import { createCapillary } from "./capillary.js";
import { exchangeWith } from "./exchange.js";
import { FaultQueue } from "./faults.js";
import { listenOnLoopback } from "./loopback-server.js";
import { requireNamedFields, requireWholeNumber } from "./named-fields.js";
import { RequestLog } from "./request-log.js";

const nothing = () => {};

/** Starts the emulator on 127.0.0.1. Documented in `types/testing.d.ts`. */
export async function startEmulator(options = {}) {
  requireNamedFields("startEmulator", options, ["port", "capillary"]);
  return startReportingEmulator(options, nothing);
}

/** The same, telling `report` of every log entry when its exchange is over. */
export async function startReportingEmulator({ port = 0, capillary: capillaryOptions }, report) {
  requireWholeNumber("port", port, 0, 65_535);
  const { control, vendor } = createCapillary(capillaryOptions);
  const log = new RequestLog();
  const faults = new FaultQueue();
  const server = await listenOnLoopback(port, exchangeWith({ vendors: [vendor], log, faults, report }));
  return new Emulator({ server, log, faults, capillary: control });
}

class Emulator {
  #server;
  #log;
  #faults;
  #closing = null;

  constructor({ server, log, faults, capillary }) {
    this.url = `http://127.0.0.1:${server.port}`;
    this.capillary = capillary;
    this.#server = server;
    this.#log = log;
    this.#faults = faults;
  }

  get requests() {
    return this.#log.entries;
  }

  get faults() {
    return this.#faults.list();
  }

  count(filter) {
    return this.#log.count(filter);
  }

  clearRequests() {
    this.#log.clear();
  }

  fault(description) {
    return this.#faults.add(description);
  }

  clearFaults() {
    this.#faults.clear();
  }

  close() {
    this.#closing ??= this.#server.close();
    return this.#closing;
  }

  toJSON() {
    const { url, capillary, requests } = this;
    return { url, capillary, requests, faults: this.faults.map(withoutContent) };
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[Emulator]";
    return `Emulator ${inspect(this.toJSON(), options)}`;
  }
}

// A fault may answer with whatever a test planted in it, a credential included.
function withoutContent({ name, on, times, skip }) {
  return { name, on, times, skip };
}

// A runtime without the symbol has no `await using` either.
if (Symbol.asyncDispose) {
  Object.defineProperty(Emulator.prototype, Symbol.asyncDispose, {
    value() {
      return this.close();
    },
  });
}
