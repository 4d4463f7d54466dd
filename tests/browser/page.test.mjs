// The package in pages from a plain static folder, with no bundler in between.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';

import { packageFolder } from '../package/installed.mjs';
import { casesFor } from '../runtimes/behaviour.mjs';
import { recordEnvironment } from '../runtimes/environment-record.mjs';
import { readVectors } from '../runtimes/vectors.mjs';
import { BROWSERS, openPage, outcomeOf, startBrowser } from './browsers.mjs';
import { STRICT_POLICY, startStaticSite } from './static-site.mjs';

const FOLDERS = { '/package/': packageFolder, '/runtimes/': fileURLToPath(new URL('../runtimes', import.meta.url)) };
const ENVIRONMENT = { isPage: true, vectors: readVectors() };
const IMPORT_MAP = { imports: { 'commerce-auth': '/package/index.js', 'commerce-auth/server': '/package/server-browser.js' } };

const STRICT = { 'content-security-policy': STRICT_POLICY };
// An inline module script runs once, after its imports: `window.outcome` is set without waiting for anything else.
const pageOf = (script, before = '') => `<!doctype html><link rel="icon" href="data:,"><title>t</title>${before}
<script type="module" nonce="page">${script}</script>`;

const CODES = `
  const codeOf = (run) => { try { run(); return 'nothing thrown'; } catch (error) { return error.code; } };`;

const PAGES = {
  '/synchronous': {
    headers: STRICT,
    body: pageOf(`
      import { capillary } from './package/index.js';
      window.outcome = capillary.basicAuthorization('store.server', 'server123');`),
  },
  '/suite': {
    headers: STRICT,
    body: pageOf(
      `
      import * as root from 'commerce-auth';
      import * as server from 'commerce-auth/server';
      import { runBehaviour } from '/runtimes/behaviour.mjs';
      const response = await fetch('/environment.json');
      window.outcome = await runBehaviour({ root, server }, await response.json());`,
      `<script type="importmap" nonce="page">${JSON.stringify(IMPORT_MAP)}</script>`,
    ),
  },
  '/environment.json': { type: '.json', body: JSON.stringify(ENVIRONMENT) },
  '/secrets': {
    body: pageOf(`
      import { capillary, caxton, pledg } from '/package/index.js';
      import { capillaryOAuth, capillaryBasic, defineProfile } from '/package/server.js';
      import * as stub from '/package/server-browser.js';
      ${CODES}
      const client = { host: 'eu.api.capillarytech.com', key: 'key', secret: 'browser-secret' };
      const till = { host: 'eu.api.capillarytech.com', username: 'till', password: 'browser-secret' };
      const profile = defineProfile({
        name: 'shop',
        request: { url: 'https://x.example/t', clientAuthentication: 'body', fields: { s: '{secret}' } },
        response: { token: '/t' },
      });
      window.outcome = {
        tokenRequest: codeOf(() => capillary.tokenRequest(client)),
        staffTokenRequest: codeOf(() => capillary.staffTokenRequest(till)),
        pledgTokenRequest: codeOf(() => pledg.tokenRequest(client)),
        caxtonTokenRequest: codeOf(() => caxton.tokenRequest({ ...till, clientPassword: 'browser-secret' })),
        caxtonRegisterRequest: codeOf(() => caxton.registerRequest({ host: 'x.example', username: 'u', clientname: 'c' })),
        profileTokenRequest: codeOf(() => profile.tokenRequest({ secret: 'browser-secret' })),
        capillaryOAuth: codeOf(() => capillaryOAuth(client)),
        capillaryBasic: codeOf(() => capillaryBasic(till)),
        stub: Object.keys(stub).filter((name) => name !== 'defineProfile').map((name) => codeOf(() => stub[name]({}))),
      };`),
  },
  '/worker': {
    body: pageOf(`
      const source = \`
        import { capillary } from '\${location.origin}/package/index.js';
        import { capillaryOAuth } from '\${location.origin}/package/server.js';
        ${CODES}
        const client = { host: 'eu.api.capillarytech.com', key: 'key', secret: 'browser-secret' };
        postMessage({
          header: capillary.basicAuthorization('store.server', 'server123'),
          tokenRequest: codeOf(() => capillary.tokenRequest(client)),
          capillaryOAuth: codeOf(() => capillaryOAuth(client)),
        });\`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), { type: 'module' });
      worker.onmessage = ({ data }) => { window.outcome = data; };`),
  },
  '/slim': {
    headers: STRICT,
    body: pageOf(`
      import { init, md5Hex } from '/package/slim.js';
      await init(fetch('/package/core.wasm'));
      window.outcome = md5Hex('123');`),
  },
};

const V2 = 'Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3';

for (const name of BROWSERS) {
  describe(name, () => {
    let site;
    let running;
    before(async () => {
      site = await startStaticSite({ folders: FOLDERS, pages: PAGES });
      running = await startBrowser(name);
    });
    after(async () => {
      await running?.close();
      await site?.close();
    });

    async function visit(t, path) {
      site.requests.length = 0;
      const opened = await openPage(running.browser, site.url + path);
      t.after(() => opened.page.close());
      return { outcome: await outcomeOf(opened, 'window.outcome'), written: opened.written };
    }

    test('functions work at once after import, under a strict content security policy', async (t) => {
      const { outcome, written } = await visit(t, '/synchronous');
      assert.equal(outcome, V2);
      assert.deepEqual(written, []);
      assert.deepEqual(site.requests, ['/synchronous', '/package/index.js']);
    });

    test('the whole suite by an import map, under the same policy', async (t) => {
      const { outcome: { passed, failed }, written } = await visit(t, '/suite');
      recordEnvironment({ environment: `static folder, ${name}`, version: running.version, tests: passed + failed.length });
      assert.deepEqual(failed, []);
      assert.equal(passed, casesFor(ENVIRONMENT).length);
      assert.deepEqual(written, []);
    });

    test('what carries an API secret is refused in a page', async (t) => {
      const { outcome, written } = await visit(t, '/secrets');
      const { stub, ...refused } = outcome;
      assert.deepEqual(refused, {
        tokenRequest: 'server_only',
        staffTokenRequest: 'server_only',
        pledgTokenRequest: 'server_only',
        caxtonTokenRequest: 'server_only',
        caxtonRegisterRequest: 'server_only',
        profileTokenRequest: 'server_only',
        capillaryOAuth: 'server_only',
        capillaryBasic: 'server_only',
      });
      assert.ok(stub.length >= 2 && stub.every((code) => code === 'server_only'), stub.join());
      assert.deepEqual(written, []);
    });

    test('a worker of a page is a browser too', async (t) => {
      const { outcome } = await visit(t, '/worker');
      assert.deepEqual(outcome, { header: V2, tokenRequest: 'server_only', capillaryOAuth: 'server_only' });
    });

    test('slim starts from a response', async (t) => {
      const { outcome } = await visit(t, '/slim');
      assert.equal(outcome, '202cb962ac59075b964b07152d234b70');
      assert.deepEqual(site.requests, ['/slim', '/package/slim.js', '/package/core.wasm']);
    });
  });
}
