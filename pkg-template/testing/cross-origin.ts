// What browsers ask before a page may call another origin. Pages of this machine may call the emulator; nobody else's may: a page
// of the world must not reach what a developer runs.

import type { IncomingMessage, ServerResponse } from 'node:http';

import { isLoopbackHost } from '../text/loopback-host.ts';

/**
 * Answers pages of the world, and whoever comes by another name than this machine's, which is how such a page gets here unasked.
 * True where it did. No vendor hears of it, nor the log.
 */
export function refuseStranger({ headers: { host, origin } }: IncomingMessage, response: ServerResponse): boolean {
  if (origin !== undefined) response.setHeader('Vary', 'Origin');
  if (host === undefined || !isLoopbackOrigin(`http://${host}`)) {
    return refuse(response, 421, 'it answers to 127.0.0.1, [::1] and localhost');
  }
  if (origin === undefined || isLoopbackOrigin(origin)) return false;
  return refuse(response, 403, 'pages of this machine may call it, and no others');
}

function refuse(response: ServerResponse, status: number, why: string): true {
  response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`This is an emulator: ${why}.\n`);
  return true;
}

/** Lets a page read the answer, whatever it will be. */
export function allowPage({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', '*');
}

/** Answers a browser's question whether a page may call; false of every other request. No vendor hears of it, nor the log. */
export function answerPreflight({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  const wanted = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || headers.origin === undefined || wanted === undefined) return false;
  response.setHeader('Access-Control-Allow-Methods', wanted);
  const names = headers['access-control-request-headers'];
  if (names !== undefined) response.setHeader('Access-Control-Allow-Headers', names);
  if (headers['access-control-request-private-network'] === 'true')
    response.setHeader('Access-Control-Allow-Private-Network', 'true');
  response.writeHead(204).end();
  return true;
}

function isLoopbackOrigin(origin: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  return url !== null && /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname);
}
