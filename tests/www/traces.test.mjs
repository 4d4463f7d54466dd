// What is typed leaves no trace: not in storage, address, title or console, and not in the page once it is left.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { AdminPage, PAGE_FOLDER } from './admin-page.mjs';
import { BROWSERS, startBrowser } from './browsers.mjs';
import { SECRETS, useEveryTool } from './use-every-tool.mjs';

const { startPageServer } = await import(pathToFileURL(join(process.env.TOOLS, 'page', 'server.mjs')));

/** Every form in which a secret could be recognised. */
const FORMS = Object.values(SECRETS).flatMap((secret) => {
  const digest = createHash('md5').update(secret).digest('hex');
  return [secret, digest, btoa(`till1:${digest}`), btoa(secret).replace(/=+$/, ''), encodeURIComponent(secret)];
});

for (const name of BROWSERS) {
  describe(name, () => {
    let running;
    let site;
    let admin;
    before(async () => {
      running = await startBrowser(name);
      site = await startPageServer(join(PAGE_FOLDER, 'site'));
    });
    after(async () => {
      await running?.close();
      await site?.close();
    });
    beforeEach(async () => {
      await admin?.close();
      admin = await AdminPage.open(running.browser, site.url);
    });

    const held = async () => {
      const values = await admin.page.evaluate(() => [...document.querySelectorAll('input, textarea')].map((field) => field.value));
      const text = await admin.page.evaluate(() => document.body.textContent);
      return FORMS.filter((form) => [...values, text].some((place) => place.includes(form)));
    };

    test('nothing in storage, address, title, history or console', async () => {
      await useEveryTool(admin);
      const places = await admin.page.evaluate(everyPlace);
      for (const form of FORMS) {
        for (const [place, content] of Object.entries({ ...places, written: admin.written.join() })) {
          assert.ok(!content.includes(form), `${place} holds a secret`);
        }
      }
      assert.deepEqual(
        { ...places, title: '', address: '', history: '' },
        { local: '{}', session: '{}', cookies: '', databases: '[]', caches: '[]', files: '[]', workers: '[]', state: 'null', window: '""', title: '', address: '', history: '' },
      );
      assert.equal(places.address, `${site.url}#trust`);
      assert.deepEqual(admin.written, []);
    });

    test('the search is not in vain: the page holds the secrets while it is used', async () => {
      await useEveryTool(admin);
      for (const secret of Object.values(SECRETS)) assert.ok((await held()).includes(secret), secret);
    });

    for (const [why, act] of [
      ['when asked to', () => admin.clear()],
      ['when the page is left', () => admin.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))],
      ['when it comes out of the browser’s cache', () => admin.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))],
      ['after five minutes without a sign of life', async () => {
        await admin.page.evaluate(() => {
          const { now } = Date;
          Date.now = () => now() + 5 * 60_000 + 1;
        });
        await admin.page.waitForFunction(() => document.getElementById('status').textContent.startsWith('Cleared after'));
      }],
    ]) {
      test(`everything is cleared ${why}`, async () => {
        await useEveryTool(admin);
        await act();
        assert.deepEqual(await held(), []);
        const shown = await admin.page.$$eval('.result', (results) => results.filter(({ hidden }) => !hidden).map(({ id }) => id));
        assert.deepEqual(shown, []);
      });
    }

    const later = (milliseconds) => admin.page.evaluate((by) => {
      const { now } = Date;
      Date.now = () => now() + by;
    }, milliseconds);

    test('the last minute is told, and staying is one press', async () => {
      await later(4 * 60_000 + 10_000);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      assert.equal(await admin.isShown('leaving'), false, 'there is nothing to lose');
      await admin.fill('till-username', 'till1');
      await later(4 * 60_000 - 5_000);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      assert.equal(await admin.isShown('leaving'), false, 'a minute before is soon enough');
      await later(20_000);
      await admin.page.waitForSelector('#leaving', { visible: true });
      assert.match(await admin.text('leaving-words'), /emptied in \d0 seconds/);
      assert.equal(await admin.answered(() => admin.press('#stay')), 'Everything stays for now.');
      assert.equal(await admin.isShown('leaving'), false);
      await later(4 * 60_000 - 5_000);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      assert.equal(await admin.page.$eval('#till-username', (field) => field.value), 'till1');
    });

    test('a sign of life puts it off', async () => {
      await admin.fill('till-username', 'till1');
      await admin.page.evaluate(() => {
        const { now } = Date;
        Date.now = () => now() + 4 * 60_000;
      });
      await admin.type('till-username', '2');
      await admin.page.evaluate(() => {
        const { now } = Date;
        Date.now = () => now() + 4 * 60_000;
      });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      assert.equal(await admin.page.$eval('#till-username', (field) => field.value), 'till12');
    });

    test('neither coming back nor reloading brings anything back', async () => {
      await admin.fill('till-username', 'till1');
      await admin.fill('till-password', SECRETS.till);
      await admin.page.reload();
      assert.deepEqual(await held(), []);
      await admin.fill('till-password', SECRETS.till);
      await admin.page.goto('about:blank');
      await admin.page.evaluate(() => history.back());
      await admin.page.waitForSelector('#till-password');
      assert.deepEqual(await held(), []);
    });

    test('neither does undoing it', async () => {
      for (const field of ['till-password', 'jwt-token']) {
        await admin.choose(field.split('-')[0]);
        await admin.type(field, SECRETS.till);
        await admin.clear();
        await admin.focus(`#${field}`);
        await admin.page.keyboard.down('Control');
        await admin.page.keyboard.press('z', name === 'chromium' ? { commands: ['Undo'] } : {});
        await admin.page.keyboard.up('Control');
        assert.deepEqual(await held(), [], field);
      }
    });

    test('nothing that is typed could be carried by a form or remembered by the browser', async () => {
      const fields = await admin.page.$$eval('input, textarea, select', (all) => all.map((field) => {
        const { id, name, type } = field;
        return { id, name, type, autocomplete: field.getAttribute('autocomplete') };
      }));
      assert.deepEqual(fields.filter(({ name, type }) => name !== '' && type !== 'radio'), []);
      assert.deepEqual(fields.filter(({ type, autocomplete }) => type !== 'file' && autocomplete !== 'off'), []);
    });
  });
}

/** In the page: the content of every place that could keep something. */
async function everyPlace() {
  const registrations = navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : [];
  const files = [];
  try {
    for await (const file of (await navigator.storage.getDirectory()).keys()) files.push(file);
  } catch {
    // A browser without a private file system, or one that withholds it.
  }
  return {
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
    cookies: document.cookie,
    databases: JSON.stringify(await indexedDB.databases()),
    caches: JSON.stringify(await caches.keys()),
    files: JSON.stringify(files),
    workers: JSON.stringify(registrations.map(({ scope }) => scope)),
    state: JSON.stringify(history.state),
    window: JSON.stringify(window.name),
    title: document.title,
    address: location.href,
    history: String(history.length),
  };
}
