// A plain static server on loopback, over folders and over pages that tests write. It keeps a log of what was asked.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Scripts and wasm of one's own origin and nothing else; inline scripts need the nonce. */
export const STRICT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-page'; connect-src 'self'; img-src data:";

/**
 * Serves `pages` (path → `{ type?, body, headers? }`, HTML if nothing else is said) and below each path of `folders` the files of a
 * folder. `headers` go with every answer. `{ url, requests, close }`
 */
export async function startStaticSite({ folders = {}, pages = {}, headers = {} }) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    requests.push(pathname);
    const found = pages[pathname] ?? (await fileAt(folders, pathname));
    if (found === undefined) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[found.type ?? '.html'], ...headers, ...found.headers }).end(found.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

async function fileAt(folders, pathname) {
  const below = Object.keys(folders).find((path) => pathname.startsWith(path));
  if (below === undefined) return undefined;
  const folder = folders[below];
  const file = normalize(join(folder, pathname.slice(below.length) || 'index.html'));
  if (!file.startsWith(folder + sep)) return undefined;
  try {
    return { type: extname(file), body: await readFile(file) };
  } catch {
    return undefined;
  }
}
