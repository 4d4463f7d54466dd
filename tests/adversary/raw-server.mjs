// A server that says bytes: what no HTTP library would send can be sent by it.

import { once } from "node:events";
import { createServer } from "node:net";

/** What a server has sent when it stops by itself, though nobody ended the connection. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Starts a server on the loopback address that answers by `answer`: bytes, or a function of the connection and of how many
 * requests came before. It ends with the test.
 */
export async function startRawServer(t, answer) {
  const sockets = new Set();
  const heard = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    const connection = connectionOf(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    let text = "";
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      for (let request = firstRequest(text); request; request = firstRequest(text)) {
        text = text.slice(request.length);
        heard.push(request);
        void reply(answer, connection, heard.length - 1);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address();
  return { port, url: `http://127.0.0.1:${port}`, heard, openConnections: () => sockets.size };
}

async function reply(answer, connection, index) {
  if (typeof answer === "function") return answer(connection, index);
  await connection.send(answer);
  return connection.end();
}

function connectionOf(socket) {
  return {
    /** Sends; false as soon as the other side is gone, or has taken more than anybody should. */
    async send(bytes) {
      if (socket.destroyed || socket.bytesWritten > MOST_BYTES) return false;
      if (!socket.write(bytes)) await Promise.race([once(socket, "drain"), once(socket, "close")]).catch(() => {});
      return !socket.destroyed;
    },
    sent: () => socket.bytesWritten,
    isOpen: () => !socket.destroyed,
    end: () => socket.end(),
    reset: () => socket.resetAndDestroy(),
  };
}

/** A whole request at the beginning of a text, if there is one. */
function firstRequest(text) {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const length = end + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  return text.length < length ? undefined : text.slice(0, length);
}

/** An answer as bytes; `Content-Length` is right unless it is given, and absent where it is null. */
export function http(status, fields, body = "") {
  const bytes = Buffer.from(body);
  const all = { "Content-Type": "application/json", "Content-Length": bytes.length, ...fields };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [value].flat().map((one) => `${name}: ${one}`)));
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1"), bytes]);
}

/** The same in chunks. */
export function chunked(fields, chunks, end = "0\r\n\r\n") {
  const bytes = chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`).join("");
  return Buffer.concat([http("200 OK", { "Transfer-Encoding": "chunked", "Content-Length": null, ...fields }), Buffer.from(bytes + end)]);
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends a beginning and then the same piece again and again, as fast as it is taken or with pauses between. */
export const endless = (begin, piece, everyMs = 0) => async (connection) => {
  let goesOn = await connection.send(begin);
  while (goesOn) {
    goesOn = await connection.send(typeof piece === "function" ? piece() : piece);
    if (everyMs > 0) await pause(everyMs);
  }
};

/** Sends something and then nothing, and keeps the connection open. */
export const stopsAfter = (bytes) => (connection) => connection.send(bytes);
