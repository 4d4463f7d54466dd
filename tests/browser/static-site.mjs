// A plain static server over the installed package, and pages written by the tests. It keeps a log of what was asked.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Serves `folder` below /package/ and `pages` (path → HTML) beside it, on loopback. */
export async function startStaticSite(folder, pages) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    requests.push(pathname);
    const page = pages[pathname];
    if (page) return send(response, '.html', page.html, page.headers);
    const file = normalize(join(folder, pathname.replace(/^\/package\//, '')));
    if (!pathname.startsWith('/package/') || !file.startsWith(folder + sep)) return response.writeHead(404).end();
    try {
      send(response, extname(file), await readFile(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

function send(response, extension, body, headers = {}) {
  response.writeHead(200, { 'content-type': TYPES[extension] ?? 'application/octet-stream', ...headers }).end(body);
}
