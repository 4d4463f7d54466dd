// The package in a page, from a plain static server, with no bundler in between.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openPage, startChromium } from './chromium.mjs';
import { startStaticSite } from './static-site.mjs';

const PACKAGE = join(process.env.COMMERCE_AUTH_INSTALL, 'node_modules', 'commerce-auth');
const VECTORS = new URL('../vectors/', import.meta.url);

const STRICT = {
  'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-page'; connect-src 'self'; img-src data:",
};
// An inline module script runs once, after its imports: `window.outcome` is set without waiting for anything else.
const pageOf = (script) => `<!doctype html><link rel="icon" href="data:,"><title>t</title>
<script type="module" nonce="page">${script}</script>`;

const CODES = `
  const codeOf = (run) => { try { run(); return 'nothing thrown'; } catch (error) { return error.code; } };`;

const PAGES = {
  '/synchronous': {
    headers: STRICT,
    html: pageOf(`
      import * as api from '/package/index.js';
      window.api = api;
      window.outcome = api.capillary.basicAuthorization('store.server', 'server123');`),
  },
  '/secrets': {
    html: pageOf(`
      import { capillary } from '/package/index.js';
      import { capillaryOAuth, capillaryBasic } from '/package/server.js';
      import * as stub from '/package/server-browser.js';
      ${CODES}
      const client = { host: 'eu.api.capillarytech.com', key: 'key', secret: 'browser-secret' };
      const till = { host: 'eu.api.capillarytech.com', username: 'till', password: 'browser-secret' };
      window.outcome = {
        tokenRequest: codeOf(() => capillary.tokenRequest(client)),
        capillaryOAuth: codeOf(() => capillaryOAuth(client)),
        capillaryBasic: codeOf(() => capillaryBasic(till)),
        stub: Object.keys(stub).map((name) => codeOf(() => stub[name]({}))),
      };`),
  },
  '/worker': {
    html: pageOf(`
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
    html: pageOf(`
      import { init, md5Hex } from '/package/slim.js';
      await init(fetch('/package/core.wasm'));
      window.outcome = md5Hex('123');`),
  },
};

const V2 = 'Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3';

let site;
let browser;
before(async () => {
  site = await startStaticSite(PACKAGE, PAGES);
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function visit(path) {
  site.requests.length = 0;
  const { page, written } = await openPage(browser, site.url + path);
  await page.waitForFunction('window.outcome !== undefined', { timeout: 20_000 });
  return { page, written, outcome: await page.evaluate('window.outcome') };
}

test('functions work at once after import, under a strict content security policy', async () => {
  const { page, outcome, written } = await visit('/synchronous');
  assert.equal(outcome, V2);
  assert.deepEqual(written, []);
  assert.deepEqual(site.requests, ['/synchronous', '/package/index.js']);
  await page.close();
});

for (const file of readdirSync(VECTORS).filter((name) => name.endsWith('.json'))) {
  test(`${file} agrees in a page`, async () => {
    const rows = JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8')).filter((row) => !isForTheCoreAlone(row));
    const { page } = await visit('/synchronous');
    const outcomes = await page.evaluate(runRows, rows.map((row) => row.input));
    let compared = 0;
    rows.forEach((row, index) => {
      if (outcomes[index].serverOnly) return;
      compared += 1;
      if (row.expected.error) {
        const { code, field, position } = outcomes[index].error ?? {};
        const { code: wantedCode, ...wanted } = row.expected.error;
        assert.equal(code, wantedCode, row.name);
        if (wanted.field !== undefined) assert.equal(field, wanted.field, row.name);
        if (wanted.position !== undefined) assert.equal(position, wanted.position, row.name);
      } else {
        assert.deepEqual(outcomes[index].value, row.expected.value, row.name);
      }
    });
    assert.ok(compared > 0 || file === 'capillary-token-request.json', 'every row was refused');
    await page.close();
  });
}

/** The facade fills in the runtime's clock where `now` is left out. */
function isForTheCoreAlone({ input }) {
  return input.operation === 'capillary.readTokenResponse' && input.arguments[1]?.now === undefined;
}

/** Runs in the page. A token comes back as what its type promises; lone surrogates do not cross, so rows hold none. */
function runRows(inputs) {
  const tokenFields = (token) => token && { ...token, value: token.value, claims: token.claims };
  const whole = (value) => {
    if (!(value instanceof Object)) return value;
    if ('obtainedAt' in value) return tokenFields(value);
    if (!('loggedIn' in value)) return value;
    return { ...value, sessionId: value.sessionId, token: tokenFields(value.token), key: tokenFields(value.key) };
  };
  const revived = (argument) => {
    if (typeof argument !== 'object' || argument === null) return argument;
    if (Array.isArray(argument)) return argument.map(revived);
    if (Object.keys(argument).join() === 'base64') return Uint8Array.from(atob(argument.base64), (letter) => letter.charCodeAt(0));
    return Object.fromEntries(Object.entries(argument).map(([name, member]) => [name, revived(member)]));
  };
  return inputs.map(({ operation, arguments: given }) => {
    const run = operation.split('.').reduce((owner, name) => owner[name], window.api);
    try {
      return { value: whole(typeof run === 'function' ? run(...given.map(revived)) : run) };
    } catch (error) {
      return error.code === 'server_only' ? { serverOnly: true } : { error: { ...error, message: error.message } };
    }
  });
}

test('what carries an API secret is refused in a page', async () => {
  const { page, outcome, written } = await visit('/secrets');
  const { stub, ...refused } = outcome;
  assert.deepEqual(refused, {
    tokenRequest: 'server_only',
    capillaryOAuth: 'server_only',
    capillaryBasic: 'server_only',
  });
  assert.ok(stub.length >= 2 && stub.every((code) => code === 'server_only'), stub.join());
  assert.deepEqual(written, []);
  await page.close();
});

test('a worker of a page is a browser too', async () => {
  const { page, outcome } = await visit('/worker');
  assert.deepEqual(outcome, { header: V2, tokenRequest: 'server_only', capillaryOAuth: 'server_only' });
  await page.close();
});

test('slim starts from a response', async () => {
  const { page, outcome } = await visit('/slim');
  assert.equal(outcome, '202cb962ac59075b964b07152d234b70');
  assert.deepEqual(site.requests, ['/slim', '/package/slim.js', '/package/core.wasm']);
  await page.close();
});
