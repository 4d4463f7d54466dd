// One request from arrival to answer: logged, matched with a fault, judged by the vendor, answered.

import { deliver } from "./delivery.js";
import { LoggedRequest } from "./logged-request.js";
import { readBody, readHead } from "./received-request.js";

/**
 * Returns the listener of the server. `vendors` each offer `endpointOf(head)`, `authenticationOf(head)` and
 * `judge(received)` → `{ verdict, answer() }`; `report` is told of every entry when its connection is done with it.
 */
export function exchangeWith({ vendors, log, faults, report }) {
  return async (request, response) => {
    const head = readHead(request);
    const vendor = vendors.find(({ endpointOf }) => endpointOf(head) !== null);
    const endpoint = vendor ? vendor.endpointOf(head) : "unknown";
    const entry = new LoggedRequest({ ...head, endpoint, authentication: authenticationOf(vendors, head) });
    const fault = faults.take({ ...head, endpoint });
    if (fault) entry.fault = fault.name;
    log.add(entry);
    reportWhenDone(response, entry, report);
    await answerOne({ request, response, head, vendor, entry, fault });
  };
}

async function answerOne({ request, response, head, vendor, entry, fault }) {
  // Kept now: Node takes it off a request that broke off.
  const { socket } = request;
  const bytes = await readBody(request);
  if (bytes === null) {
    entry.verdict = "the body was cut off or too large";
    socket.destroy();
    return;
  }
  const body = bytes.toString();
  LoggedRequest.noteBody(entry, body);
  const { verdict, answer } = vendor ? vendor.judge({ ...head, body, bytes }) : UNKNOWN_PATH;
  entry.verdict = verdict;
  await deliver({ socket, response, entry, fault, answer });
}

const UNKNOWN_PATH = {
  verdict: "no vendor has this path",
  answer: () => ({ status: 404, headers: {}, body: { message: "Not found" } }),
};

function authenticationOf(vendors, head) {
  return vendors.map((vendor) => vendor.authenticationOf(head)).find((kind) => kind !== "none") ?? "none";
}

function reportWhenDone(response, entry, report) {
  const started = performance.now();
  response.once("close", () => {
    entry.milliseconds = Math.round(performance.now() - started);
    report(entry);
  });
}
