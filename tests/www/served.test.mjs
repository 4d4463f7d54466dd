// How the page came here, what it is made of, and the snippet it hands out.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { AdminPage, FROM_DISK, PAGE_FOLDER } from './admin-page.mjs';
import { BROWSERS, PUBLIC_NAME, startBrowser } from './browsers.mjs';

const { COMMERCE_AUTH_INSTALL, TOOLS } = process.env;
const { startPageServer } = await import(pathToFileURL(join(TOOLS, 'page', 'server.mjs')));
const html = readFileSync(join(PAGE_FOLDER, 'commerce-auth.html'), 'utf8');

for (const name of BROWSERS) {
  describe(name, () => {
    let running;
    let site;
    before(async () => {
      running = await startBrowser(name);
      site = await startPageServer(join(PAGE_FOLDER, 'site'));
    });
    after(async () => {
      await running?.close();
      await site?.close();
    });

    for (const [where, url, words] of [
      ['from disk', () => FROM_DISK, undefined],
      ['over http from this machine', () => site.url, undefined],
      ['over http from a public name', () => site.url.replace('127.0.0.1', PUBLIC_NAME), /came from tills\.example\.com over http, without encryption/],
    ]) {
      test(`${where}, ${words ? 'a warning' : 'no warning'}, and it works`, async () => {
        const admin = await AdminPage.open(running.browser, url());
        assert.equal(await admin.isShown('served'), words !== undefined);
        if (words) assert.match(await admin.text('served'), words);
        await admin.fill('till-username', 'store.server');
        await admin.fill('till-password', 'server123');
        await admin.submit('till');
        assert.match(await admin.text('till-form-text'), /Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3/);
        assert.deepEqual(admin.written, []);
        await admin.close();
      });
    }

    test('an address that names a tool opens it, any other the first', async () => {
      for (const [hash, open] of [['#check', 'check'], ['#nothing', 'till'], ['', 'till']]) {
        const admin = await AdminPage.open(running.browser, FROM_DISK + hash);
        assert.deepEqual(await admin.page.$$eval('.panel', (panels) => panels.filter(({ hidden }) => !hidden).map(({ id }) => id)), [open]);
        await admin.close();
      }
    });
  });
}

test('which origins are public', async () => {
  const esbuild = createRequire(join(TOOLS, 'package.json'))('esbuild');
  const source = new URL('../../www/script/served.ts', import.meta.url).pathname;
  const { outputFiles: [{ text }] } = await esbuild.build({ entryPoints: [source], bundle: true, write: false, format: 'esm', platform: 'node' });
  const { noticeFor } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const kind = (url) => noticeFor(new URL(url))?.match(/without encryption|shares that network/)[0] ?? 'none';
  for (const safe of ['https://tills.example.com', 'file:///tmp/a.html', 'http://localhost:1', 'http://a.localhost', 'http://127.0.0.1', 'http://127.8.8.8', 'http://[::1]:8700']) assert.equal(kind(safe), 'none', safe);
  for (const near of ['http://10.0.0.1', 'http://192.168.1.2', 'http://172.16.0.1', 'http://172.31.9.9', 'http://intranet', 'http://tills.local', 'http://[fe80::1]', 'http://[fd00::1]']) assert.equal(kind(near), 'shares that network', near);
  for (const far of ['http://tills.example.com', 'http://8.8.8.8', 'http://172.32.0.1', 'http://11.0.0.1', 'http://[2001:db8::1]', 'http://localhost.example.com', 'http://127.0.0.1.example.com', 'http://10.example.com']) assert.equal(kind(far), 'without encryption', far);
});

test('the page runs the module of the package, byte for byte', async () => {
  const module = readFileSync(join(COMMERCE_AUTH_INSTALL, 'node_modules', 'commerce-auth', 'core.wasm'));
  const running = await startBrowser('chromium');
  const page = await running.browser.newPage();
  await page.evaluateOnNewDocument(noteModules);
  await page.goto(FROM_DISK);
  // Nothing is compiled before it is used.
  await page.evaluate(() => {
    document.getElementById('apart-value').value = 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==';
    document.getElementById('apart-form').requestSubmit();
  });
  const digests = await page.evaluate(() => Promise.all(window.modules));
  await running.close();
  // The other module is the one that unpacks the text of the first.
  assert.ok(digests.includes(createHash('sha256').update(module).digest('hex')), digests.join());
});

/** In the page, before anything else: notes the digest of everything that is compiled. */
function noteModules() {
  window.modules = [];
  const hex = (digest) => Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  WebAssembly.Module = new Proxy(WebAssembly.Module, {
    construct(Module, [bytes]) {
      window.modules.push(crypto.subtle.digest('SHA-256', bytes.slice()).then(hex));
      return new Module(bytes);
    },
  });
}

test('its checksum is the one beside it', () => {
  const sum = createHash('sha256').update(html).digest('hex');
  assert.equal(readFileSync(join(PAGE_FOLDER, 'SHA256SUMS'), 'utf8'), `${sum}  commerce-auth.html\n`);
});

test('the snippet for a server runs, against the emulator', async () => {
  const { startEmulator } = await import(pathToFileURL(join(COMMERCE_AUTH_INSTALL, 'node_modules', 'commerce-auth', 'testing.js')));
  const running = await startBrowser('chromium');
  const admin = await AdminPage.open(running.browser);
  await admin.choose('tokens');
  const snippet = await admin.text('tokens-snippet');
  await running.close();
  const emulator = await startEmulator();
  const { key, secret } = emulator.capillary.credentials;
  const script = join(COMMERCE_AUTH_INSTALL, 'server-snippet.mjs');
  assert.ok(snippet.includes("host: 'eu.api.capillarytech.com'"));
  writeFileSync(script, snippet.replace("host: 'eu.api.capillarytech.com'", "host: process.env.HOST, dangerouslyAllowInsecureHttp: 'loopback'"));
  const output = await run(script, { HOST: emulator.url, CAP_KEY: key, CAP_SECRET: secret });
  await emulator.close();
  assert.match(output, /^200 /);
});

function run(script, variables) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { env: { ...process.env, ...variables }, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (text) => { output += text; });
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`the snippet ended with ${code}: ${output}`))));
  });
}
