// startEmulator: the vendors on the loopback address, each with an origin of its own as in the world, so that what goes to the
// wrong one is seen; with one log of what they were sent and one queue of faults.

import { inspect } from "node:util";

import { createCapillary } from "./capillary.ts";
import { createCaxton } from "./caxton.ts";
import { exchangeWith } from "./exchange.ts";
import { FaultQueue } from "./faults.ts";
import { listenOnLoopback } from "./loopback-server.ts";
import { requireNamedFields, requireWholeNumber } from "./named-fields.ts";
import { createPledg } from "./pledg.ts";
import { RequestLog } from "./request-log.ts";
import { vendorFetch } from "./vendor-fetch.ts";

const nothing = () => {};

/** Starts the emulator on 127.0.0.1. Documented in `types/testing.d.ts`. */
export async function startEmulator(options = {}) {
  requireNamedFields("startEmulator", options, ["port", "capillary", "pledg", "caxton"]);
  return startReportingEmulator(options, nothing);
}

/** The same, telling `report` of every log entry when its exchange is over. */
export async function startReportingEmulator({ port = 0, capillary, pledg, caxton }, report) {
  const makers = [
    { create: createCapillary, options: capillary, port, portName: "port" },
    { create: createPledg, options: pledg, port: pledg?.port ?? 0, portName: "startEmulator.pledg.port" },
    { create: createCaxton, options: caxton, port: caxton?.port ?? 0, portName: "startEmulator.caxton.port" },
  ];
  for (const maker of makers) requireWholeNumber(maker.portName, maker.port, 0, 65_535);
  const log = new RequestLog();
  const faults = new FaultQueue();
  const vendors = makers.map(({ create, options, ...rest }) => createVendor(create, options, rest));
  const servers = await startAll(vendors, { log, faults, report });
  const [capillaryControl, pledgControl, caxtonControl] = vendors.map(({ control }) => control);
  const controls = { capillary: capillaryControl, pledg: pledgControl, caxton: caxtonControl };
  return new Emulator({ url: vendors[0].place.url, servers, log, faults, controls });
}

function createVendor(create, options, { port }) {
  // A vendor learns its address once it has one.
  const place = { url: null };
  return { ...create(options, place), place, port };
}

async function startAll(vendors, { log, faults, report }) {
  const servers = [];
  try {
    for (const { vendor, place, port } of vendors) {
      const server = await listenOnLoopback(port, exchangeWith({ vendor, log, faults, report }));
      servers.push(server);
      place.url = `http://127.0.0.1:${server.port}`;
    }
    return servers;
  } catch (error) {
    await closeAll(servers);
    throw error;
  }
}

function closeAll(servers) {
  return Promise.all(servers.map((server) => server.close())).then(nothing);
}

class Emulator {
  #servers;
  #log;
  #faults;
  #closing = null;

  constructor({ url, servers, log, faults, controls }) {
    this.url = url;
    this.capillary = controls.capillary;
    this.pledg = controls.pledg;
    this.caxton = controls.caxton;
    const origins = { capillary: url, pledg: controls.pledg.url, caxton: controls.caxton.url };
    // A function of its own, since it is handed on as an option.
    this.fetch = vendorFetch(origins, () => this.#closing !== null);
    this.#servers = servers;
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
    this.#closing ??= closeAll(this.#servers);
    return this.#closing;
  }

  toJSON() {
    const { url, capillary, pledg, caxton, requests } = this;
    return { url, capillary, pledg, caxton, requests, faults: this.faults.map(withoutContent) };
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
