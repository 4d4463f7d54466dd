// The admin page over http, for this machine alone.

import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ADDRESS = '127.0.0.1';

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page at `/` of a free port, and nothing else. */
export async function startPageServer(html: string): Promise<PageServer> {
  const fields = headerFields(html);
  const server = createServer((request, response) => answer(request, response, { html, fields, server }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, ADDRESS, resolve);
  });
  return {
    url: `http://${ADDRESS}:${portOf(server)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Served {
  readonly html: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly server: Server;
}

function answer({ method = '', url, headers }: IncomingMessage, response: ServerResponse, served: Served): void {
  const { html, fields, server } = served;
  // A page of another name that leads here may not take this one for its own.
  if (!namesOf(server).includes(headers.host ?? '')) return end(response, 421);
  if (method !== 'GET' && method !== 'HEAD') return end(response, 405, { Allow: 'GET, HEAD' });
  if (url?.split('?')[0] !== '/') return end(response, 404);
  response.writeHead(200, fields);
  response.end(method === 'HEAD' ? undefined : html);
}

function end(response: ServerResponse, status: number, fields: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'Content-Length': '0', ...fields });
  response.end();
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const namesOf = (server: Server) => [ADDRESS, 'localhost'].map((name) => `${name}:${portOf(server)}`);

/** The policy that the page carries, and what only a field can say. */
function headerFields(html: string): Record<string, string> {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  if (policy === undefined) throw new Error('the page carries no policy');
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(html)),
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cache-Control': 'no-store',
  };
}
