// Puts an answer on the wire: whole, late, in drips, cut short, or not at all.

import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { types } from 'node:util';

import { LogEntry } from './logged-request.ts';
import { clearTimeout, setTimeout } from './real-timers.ts';
import type { FaultDrip, QueuedFault } from './fault-description.ts';
import type { Answer } from './judgement.ts';

export interface Delivery {
  readonly socket: Socket;
  readonly response: ServerResponse;
  readonly entry: LogEntry;
  readonly fault: QueuedFault | null;
  readonly answer: () => Answer | Promise<Answer>;
  readonly vendorHeaders: Readonly<Record<string, string>>;
}

/** Sends `answer()` as the fault, if any, wants it. `answer` is not called when the fault replaces it. */
export async function deliver({ socket, response, entry, fault, answer, vendorHeaders }: Delivery): Promise<void> {
  if (fault?.delayMs) await pause(fault.delayMs, response);
  if (response.destroyed || fault?.hang) return;
  if (fault?.reset) {
    socket.resetAndDestroy();
    return;
  }
  const { status, headers, body: given, failure } = await faultedAnswer(fault, answer);
  if (response.destroyed) return;
  if (failure) LogEntry.noteFailure(entry, failure.verdict, failure.reason);
  const body = asBytes(given);
  LogEntry.noteAnswer(entry, status, body.toString());
  writeHead(response, { status, headers: { ...vendorHeaders, ...headers } }, body.length);
  await writeBody(response, socket, body, fault);
}

// A fault with a status or a body replaces the vendor's answer; one without only changes how it is delivered.
async function faultedAnswer(fault: QueuedFault | null, answer: Delivery['answer']): Promise<Answer> {
  const replaced = fault && (fault.status !== undefined || fault.body !== undefined);
  const base = replaced ? { status: fault.status ?? 200, headers: {}, body: fault.body ?? '' } : await answer();
  return { ...base, headers: { ...base.headers, ...fault?.headers } };
}

function asBytes(body: Answer['body']): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  if (types.isUint8Array(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return Buffer.from(JSON.stringify(body));
}

function writeHead(response: ServerResponse, { status, headers }: Omit<Answer, 'body'>, length: number): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  if (!hasNoBody(status)) response.setHeader('Content-Length', length);
  for (const [name, value] of Object.entries(headers)) writeHeader(response, name, value);
}

function writeHeader(response: ServerResponse, name: string, value: string | null): void {
  if (value !== null) response.setHeader(name, value);
  else {
    // Node adds one of its own where there is none.
    if (name.toLowerCase() === 'date') response.sendDate = false;
    response.removeHeader(name);
  }
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 304;
}

function writeBody(
  response: ServerResponse,
  socket: Socket,
  body: Buffer,
  fault: QueuedFault | null,
): Promise<void> | void {
  if (fault?.truncate) return writeTruncated(response, socket, body);
  if (fault?.drip) return writeInDrips(response, body, fault.drip);
  response.end(body);
  return undefined;
}

// Declares the whole length (one byte if there is nothing to cut), sends half, then closes as a broken server does.
function writeTruncated(response: ServerResponse, socket: Socket, body: Buffer): void {
  if (body.length === 0) response.setHeader('Content-Length', 1);
  response.flushHeaders();
  response.write(body.subarray(0, Math.floor(body.length / 2)));
  socket.destroySoon();
}

async function writeInDrips(response: ServerResponse, body: Buffer, { bytes, everyMs }: FaultDrip): Promise<void> {
  response.flushHeaders();
  for (let from = 0; from < body.length; from += bytes) {
    if (from > 0) await pause(everyMs, response);
    if (response.destroyed) return;
    response.write(body.subarray(from, from + bytes));
  }
  response.end();
}

// Ends early when the connection does, so that a closed emulator leaves no timer behind.
function pause(milliseconds: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      response.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (response.destroyed) done();
    else response.once('close', done);
  });
}
