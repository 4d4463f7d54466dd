// What is copied, by content: taken out of the clipboard again by pasting, as a person would.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { AdminPage, FROM_DISK, PAGE_FOLDER } from './admin-page.mjs';
import { BROWSERS, PUBLIC_NAME, startBrowser } from './browsers.mjs';

const { startPageServer } = await import(pathToFileURL(join(process.env.TOOLS, 'page', 'server.mjs')));

const V2 = 'Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3';
const LOOKUP = 'https://eu.api.capillarytech.com/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=44700900000';

let site;
before(async () => { site = await startPageServer(join(PAGE_FOLDER, 'site')); });
after(() => site?.close());

for (const name of BROWSERS) {
  // Over http from a public name, browsers withhold the clipboard's own interface.
  for (const [where, url] of [['from disk', () => FROM_DISK], ['over http', () => site.url.replace('127.0.0.1', PUBLIC_NAME)]]) {
    describe(`${name}, ${where}`, () => {
      let running;
      let admin;
      before(async () => {
        running = await startBrowser(name);
        admin = await AdminPage.open(running.browser, url());
        await admin.fill('till-username', 'store.server');
        await admin.fill('till-password', 'server123');
        await admin.submit('till');
      });
      after(() => running?.close());

      const copied = async (form) => {
        if (form) await admin.tick(`#till-forms [data-form="${form}"]`);
        assert.equal(await admin.answered(() => admin.press('[data-copies="till-form-text"]')), 'Copied');
        return pasted();
      };
      const pasted = async () => {
        await admin.choose('jwt');
        await admin.fill('jwt-token', '');
        await admin.focus('#jwt-token');
        await admin.page.keyboard.down('Control');
        await admin.page.keyboard.press('v', name === 'chromium' ? { commands: ['Paste'] } : {});
        await admin.page.keyboard.up('Control');
        await admin.page.waitForFunction(() => document.getElementById('jwt-token').value !== '');
        const text = await admin.page.$eval('#jwt-token', (area) => area.value);
        await admin.choose('till');
        return text;
      };

      test('as header lines', async () => {
        assert.equal(await copied(), `Authorization: ${V2}\nContent-Type: application/json\nAccept: application/json`);
      });

      test('as a command for curl, which a shell takes apart as meant', async () => {
        const text = await copied('curl');
        const shell = spawnSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${text}`], { encoding: 'utf8' });
        assert.deepEqual(shell.stdout.trimEnd().split('\n'), [
          LOOKUP, '-H', `Authorization: ${V2}`, '-H', 'Content-Type: application/json', '-H', 'Accept: application/json',
        ]);
      });

      test('as a call of fetch, which runs', async () => {
        const text = await copied('fetch');
        const called = await new Function('fetch', `return (async () => { ${text}\nreturn response; })()`)(async (...call) => call);
        assert.deepEqual(called, [LOOKUP, { headers: { Authorization: V2, 'Content-Type': 'application/json', Accept: 'application/json' } }]);
      });

      test('as a collection for Postman, for the cluster chosen', async () => {
        await admin.tick('#till-forms [data-form="postman"]');
        await admin.page.select('#till-host', 'https://north-america.api.capillarytech.com');
        const { info, item: [{ request }] } = JSON.parse(await copied('postman'));
        assert.match(info.schema, /collection\/v2\.1\.0/);
        assert.equal(request.url, LOOKUP.replace('//eu.', '//north-america.'));
        assert.deepEqual(request.header[0], { key: 'Authorization', value: V2 });
      });

      test('a secret with a quotation mark survives the shell', async () => {
        await admin.press('#till-form summary');
        await admin.fill('till-lookupType', 'WECHAT');
        await admin.fill('till-lookup', "it's $HOME");
        const text = await copied('curl');
        const shell = spawnSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${text}`], { encoding: 'utf8' });
        assert.ok(shell.stdout.split('\n').includes("X-CAP-API-ATTRIBUTION-LOOKUP: it's $HOME"), shell.stdout);
      });
    });
  }
}
