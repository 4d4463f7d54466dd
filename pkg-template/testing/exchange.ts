// One request from arrival to answer: logged, matched with a fault, judged by the vendor, answered.

import { deliver } from "./delivery.ts";
import { LoggedRequest } from "./logged-request.ts";
import { readBody, readHead } from "./received-request.ts";

/**
 * Returns the listener of a vendor's server. The vendor offers its `name`, `endpointOf(head)`, `authenticationOf(head)`,
 * `judge(received)` → `{ verdict, answer() }` and `answerHeaders()`, which every answer of its carries; `report` is told
 * of every entry when its connection is done with it.
 */
export function exchangeWith({ vendor, log, faults, report }) {
  return async (request, response) => {
    const head = readHead(request);
    const target = { ...head, vendor: vendor.name, endpoint: vendor.endpointOf(head) ?? "unknown" };
    const entry = new LoggedRequest({ ...target, authentication: vendor.authenticationOf(head) });
    const fault = faults.take(target);
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
  const { verdict, answer } = entry.endpoint === "unknown" ? UNKNOWN_PATH : vendor.judge({ ...head, body, bytes });
  entry.verdict = verdict;
  await deliver({ socket, response, entry, fault, answer, vendorHeaders: vendor.answerHeaders() });
}

const UNKNOWN_PATH = {
  verdict: "no vendor has this path",
  answer: () => ({ status: 404, headers: {}, body: { message: "Not found" } }),
};

function reportWhenDone(response, entry, report) {
  const started = performance.now();
  response.once("close", () => {
    entry.milliseconds = Math.round(performance.now() - started);
    report(entry);
  });
}
