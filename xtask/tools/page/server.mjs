// A web server for the admin page on this machine, with the header fields of `_headers`: what a static host would do.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const FIRST_PORT = 8700;
const PORTS = 20;

/** Serves the page at `/` and nothing else; the first free port from 8700 on, or the one given. */
export async function startPageServer(site, port) {
  const page = readFileSync(join(site, "index.html"));
  const compressed = brotliCompressSync(page);
  const fields = fieldsIn(readFileSync(join(site, "_headers"), "utf8"));
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const isPage = ["GET", "HEAD"].includes(request.method) && request.url.split("?")[0] === "/";
    if (!isPage) return response.writeHead(404).end();
    const isCompressed = /\bbr\b/.test(request.headers["accept-encoding"]);
    const coding = isCompressed ? { "Content-Encoding": "br" } : {};
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", Vary: "Accept-Encoding", ...coding, ...fields });
    response.end(isCompressed ? compressed : page);
  });
  await listen(server, port === undefined ? Array.from({ length: PORTS }, (_, index) => FIRST_PORT + index) : [port]);
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    requests,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

function fieldsIn(text) {
  const lines = text.split("\n").filter((line) => line.startsWith("  "));
  return Object.fromEntries(lines.map((line) => line.trim().split(/: (.*)/s).slice(0, 2)));
}

async function listen(server, ports) {
  for (const port of ports) {
    if (await isFree(server, port)) return;
  }
  throw new Error(`no port from ${ports[0]} to ${ports.at(-1)} is free`);
}

function isFree(server, port) {
  return new Promise((resolve, reject) => {
    const refused = (error) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error));
    server.once("error", refused);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", refused);
      resolve(true);
    });
  });
}
