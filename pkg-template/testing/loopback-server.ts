// An HTTP server that listens on the loopback address only and can be closed at once.

import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface ListeningServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const LOOPBACK = '127.0.0.1';

// Longer than any test pauses: a server that closes idle connections early gives clients spurious resets.
const KEEP_ALIVE_MS = 60_000;

/** Listens on `port` (0: any free one). Resolves to `{ port, close }`; rejects when the port is taken. */
export async function listenOnLoopback(port: number, onRequest: RequestListener): Promise<ListeningServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, onRequest);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listening(server, port);
  return { port: (server.address() as AddressInfo).port, close: () => closed(server, sockets) };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(listenError(port, cause)));
    server.listen({ host: LOOPBACK, port, exclusive: true }, resolve);
  });
}

function listenError(port: number, cause: NodeJS.ErrnoException): Error {
  const problem = cause.code === 'EADDRINUSE' ? 'is already in use' : `cannot be listened on (${cause.code})`;
  const error = new Error(`port ${port} of ${LOOPBACK} ${problem}`, { cause });
  return Object.assign(error, { code: cause.code, port });
}

function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
