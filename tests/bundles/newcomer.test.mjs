// Somebody new to the package: Vite as it comes, with no configuration, a page and a worker. And what that page weighs.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { openPage, outcomeOf, startBrowser } from '../browser/browsers.mjs';
import { startStaticSite } from '../browser/static-site.mjs';
import { runToTheEnd } from '../runtimes/child.mjs';
import { VITE } from './bundlers.mjs';
import { startDevelopmentServer } from './vite-server.mjs';
import { makeWorkplace } from './workplace.mjs';

const HEADER = 'Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3';

let app;
let running;
before(async () => {
  app = makeWorkplace('newcomer');
  running = await startBrowser('Chromium');
});
after(async () => {
  await running?.close();
  app?.remove();
});

test('npx vite: a right header in the page and in its worker', async (t) => {
  const server = await startDevelopmentServer(app.folder);
  t.after(() => server.close());
  await bothHeadersAreRight(t, server.url);
  assert.deepEqual(server.told, []);
});

test('npx vite build: the same, and its size', async (t) => {
  const built = await runToTheEnd(process.execPath, [VITE, 'build', '--logLevel', 'warn'], { cwd: app.folder });
  assert.deepEqual(built, { code: 0, signal: null, stdout: '', stderr: '' });
  const site = await startStaticSite({ folders: { '/': join(app.folder, 'dist') } });
  t.after(() => site.close());
  await bothHeadersAreRight(t, site.url);

  const assets = join(app.folder, 'dist', 'assets');
  const script = readFileSync(join(assets, readdirSync(assets).find((name) => name.startsWith('index-'))));
  const compressed = gzipSync(script, { level: 9 }).length;
  t.diagnostic(`a page that only makes capillary.basicAuthorization, built by Vite: ${script.length} bytes, ${compressed} with gzip`);
});

async function bothHeadersAreRight(t, url) {
  const opened = await openPage(running.browser, url);
  t.after(() => opened.page.close());
  for (const id of ['page', 'worker']) {
    assert.equal(await outcomeOf(opened, `document.getElementById('${id}')?.value || undefined`), HEADER);
  }
  assert.deepEqual(opened.written.filter((line) => !line.startsWith('[vite]')), []);
}
