// One request from arrival to answer: logged, matched with a fault, judged by the vendor, answered.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { deliver } from './delivery.ts';
import { allowPage, answerPreflight, refuseStranger } from './cross-origin.ts';
import { LogEntry, type RequestTarget } from './logged-request.ts';
import { type RequestHead, readBody, readHead } from './received-request.ts';
import type { Now } from './emulator-clock.ts';
import type { QueuedFault } from './fault-description.ts';
import type { FaultQueue } from './faults.ts';
import type { Judgement } from './judgement.ts';
import type { RequestLog } from './request-log.ts';
import type { Vendor } from './vendor.ts';

/** Is told of an entry. */
export type Report = (entry: LogEntry) => void;

/** What all vendors of an emulator share. */
export interface Exchange {
  readonly log: RequestLog;
  readonly faults: FaultQueue;
  readonly report: Report;
  readonly now: Now;
}

/**
 * Returns the listener of a vendor's server. `report` is told of every entry when its connection is done with
 * it.
 */
export function exchangeWith({
  vendor,
  log,
  faults,
  report,
  now,
}: Exchange & { readonly vendor: Vendor }): RequestListener {
  return async (request, response) => {
    response.setHeader('Date', new Date(now()).toUTCString());
    if (refuseStranger(request, response)) return;
    allowPage(request, response);
    if (answerPreflight(request, response)) return;
    const head = readHead(request);
    const target: RequestTarget = { ...head, vendor: vendor.name, endpoint: vendor.endpointOf(head) ?? 'unknown' };
    const entry = new LogEntry({ ...target, authentication: vendor.authenticationOf(head) });
    const fault = faults.take(target);
    if (fault) entry.fault = fault.name;
    log.add(entry);
    reportWhenDone(response, entry, report);
    await answerOne({ request, response, head, vendor, entry, fault });
  };
}

interface OneExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly head: RequestHead;
  readonly vendor: Vendor;
  readonly entry: LogEntry;
  readonly fault: QueuedFault | null;
}

async function answerOne({ request, response, head, vendor, entry, fault }: OneExchange): Promise<void> {
  // Kept now: Node takes it off a request that broke off.
  const { socket } = request;
  const bytes = await readBody(request);
  if (bytes === null) {
    entry.verdict = 'the body was cut off or too large';
    socket.destroy();
    return;
  }
  const body = bytes.toString();
  LogEntry.noteBody(entry, body);
  const { verdict, answer } = entry.endpoint === 'unknown' ? UNKNOWN_PATH : vendor.judge({ ...head, body, bytes });
  entry.verdict = verdict;
  await deliver({ socket, response, entry, fault, answer, vendorHeaders: vendor.answerHeaders() });
}

const UNKNOWN_PATH: Judgement = {
  verdict: 'no vendor has this path',
  answer: () => ({ status: 404, headers: {}, body: { message: 'Not found' } }),
};

function reportWhenDone(response: ServerResponse, entry: LogEntry, report: Report): void {
  const started = performance.now();
  response.once('close', () => {
    entry.milliseconds = Math.round(performance.now() - started);
    report(entry);
  });
}
