// What browsers ask before a page may call another origin. Pages of this machine may call the emulator; nobody else's may: a page
// of the world must not reach what a developer runs.

import type { IncomingMessage, ServerResponse } from 'node:http';

import { isLoopbackHost } from '../text/loopback-host.ts';

/** Lets a page of this machine read the answer, whatever it will be. */
export function allowLoopbackPage({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
  if (origin === undefined) return;
  response.setHeader('Vary', 'Origin');
  if (!isLoopbackOrigin(origin)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', '*');
}

/** Answers a browser's question whether a page may call; false of every other request. No vendor hears of it, nor the log. */
export function answerPreflight({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  const wanted = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || headers.origin === undefined || wanted === undefined) return false;
  if (isLoopbackOrigin(headers.origin)) {
    response.setHeader('Access-Control-Allow-Methods', wanted);
    const names = headers['access-control-request-headers'];
    if (names !== undefined) response.setHeader('Access-Control-Allow-Headers', names);
    if (headers['access-control-request-private-network'] === 'true')
      response.setHeader('Access-Control-Allow-Private-Network', 'true');
  }
  response.writeHead(204).end();
  return true;
}

function isLoopbackOrigin(origin: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  return url !== null && /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname);
}
