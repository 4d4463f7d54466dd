// Vite's development server, as `npx vite` starts it.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { MODULES } from './bundlers.mjs';

const { createServer, createLogger } = await import(pathToFileURL(createRequire(join(MODULES, 'x.js')).resolve('vite')).href);

/** `{ url, told, close }`: `told` are its warnings and errors. `answers` (path → JSON) are given beside the user's files. */
export async function startDevelopmentServer(root, answers = {}) {
  const told = [];
  const customLogger = { ...createLogger('silent'), warn: (text) => told.push(text), warnOnce: (text) => told.push(text), error: (text) => told.push(text) };
  const served = {
    name: 'answers',
    configureServer(server) {
      for (const [path, body] of Object.entries(answers)) {
        server.middlewares.use(path, (_, response) => response.setHeader('content-type', 'application/json').end(body));
      }
    },
  };
  const server = await createServer({ root, customLogger, plugins: [served], server: { host: '127.0.0.1', port: 0 } });
  await server.listen();
  return { url: server.resolvedUrls.local[0], told, close: () => server.close() };
}
