// An HTTP server that listens on the loopback address only and can be closed at once.

import { createServer } from "node:http";

const LOOPBACK = "127.0.0.1";

// Longer than any test pauses: a server that closes idle connections early gives clients spurious resets.
const KEEP_ALIVE_MS = 60_000;

/** Listens on `port` (0: any free one). Resolves to `{ port, close }`; rejects when the port is taken. */
export async function listenOnLoopback(port, onRequest) {
  const sockets = new Set();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, onRequest);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listening(server, port);
  return { port: server.address().port, close: () => closed(server, sockets) };
}

function listening(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => reject(listenError(port, cause)));
    server.listen({ host: LOOPBACK, port, exclusive: true }, resolve);
  });
}

function listenError(port, cause) {
  const problem = cause.code === "EADDRINUSE" ? "is already in use" : `cannot be listened on (${cause.code})`;
  const error = new Error(`port ${port} of ${LOOPBACK} ${problem}`, { cause });
  error.code = cause.code;
  error.port = port;
  return error;
}

function closed(server, sockets) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
