// Posts a notification to a listener of the test's own, which must be on this machine.

import { type IncomingMessage, request } from 'node:http';

import { isLoopbackNumber } from '../../text/loopback-host.ts';

/** What a listener answered to a notification. */
export interface NotificationAnswer {
  /** The HTTP status. */
  readonly status: number;
  /** The header fields, by lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body, read as UTF-8. */
  readonly body: string;
}

const PATIENCE_MS = 10_000;

/** Resolves to `{ status, headers, body }` of the listener's answer; rejects when there is none. Follows no redirect. */
export function postNotification(url: string | URL, body: string): Promise<NotificationAnswer> {
  const target = loopbackUrl(url);
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const call = request(target, { method: 'POST', headers, agent: false, timeout: PATIENCE_MS });
    call.once('timeout', () => call.destroy(new Error(`pledg.notify: no answer within ${PATIENCE_MS} ms`)));
    call.once('error', reject);
    call.once('response', (response) => read(response).then(resolve, reject));
    call.end(body);
  });
}

async function read(response: IncomingMessage): Promise<NotificationAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

// `localhost` is left out: what it stands for is up to the machine's resolver.
function loopbackUrl(url: string | URL): URL {
  const target = URL.canParse(String(url)) ? new URL(url) : null;
  const isLoopback = target?.protocol === 'http:' && isLoopbackNumber(target.hostname);
  if (target === null || !isLoopback) throw new TypeError('pledg.notify: expected an http: URL at 127.0.0.1 or [::1]');
  return target;
}
