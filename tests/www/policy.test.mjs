// Nothing leaves the page: not by our script, and not by one that somebody slipped in.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { AdminPage, FROM_DISK, PAGE_FOLDER } from './admin-page.mjs';
import { BROWSERS, startBrowser } from './browsers.mjs';
import { useEveryTool } from './use-every-tool.mjs';

const { startPageServer } = await import(pathToFileURL(join(process.env.TOOLS, 'page', 'server.mjs')));

const html = readFileSync(join(PAGE_FOLDER, 'commerce-auth.html'), 'utf8');
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)[1];
const digest = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('the policy is the one that was promised, by the digests of what the page holds', () => {
  const [, style] = /<style>([^]*?)<\/style>/.exec(html);
  const [, script] = /<script type="module">([^]*?)<\/script>/.exec(html);
  assert.equal(
    policy,
    `default-src 'none'; script-src ${digest(script)} 'wasm-unsafe-eval'; style-src ${digest(style)}; img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  );
});

test('one style, one script, and nothing that is loaded from elsewhere', () => {
  assert.equal(html.match(/<script/g).length, 1);
  assert.equal(html.match(/<style/g).length, 1);
  assert.deepEqual([...html.matchAll(/<(?:link|img|iframe|object|embed|video|audio|source)\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('href="data:')), []);
  assert.doesNotMatch(html.slice(0, html.indexOf('<script')), / on[a-z]+=| style=|url\(|@import/);
});

test('a server sends the same policy, and forbids frames and text that becomes markup or script', async () => {
  const site = await startPageServer(join(PAGE_FOLDER, 'site'));
  const answer = await fetch(site.url);
  assert.equal(answer.headers.get('content-security-policy'), `${policy}; frame-ancestors 'none'`);
  assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
  assert.equal(await answer.text(), html);
  assert.equal((await fetch(`${site.url}other`)).status, 404);
  await site.close();
});

for (const name of BROWSERS) {
  describe(name, () => {
    let running;
    let site;
    let collector;
    before(async () => {
      running = await startBrowser(name);
      site = await startPageServer(join(PAGE_FOLDER, 'site'));
      collector = await startCollector();
    });
    after(async () => {
      await running?.close();
      await site?.close();
      await collector?.close();
    });

    test('no request leaves the page after it has loaded, whatever is done with it', async () => {
      site.requests.length = 0;
      const admin = await AdminPage.open(running.browser, site.url);
      await useEveryTool(admin);
      assert.deepEqual(site.requests, ['GET /']);
      const others = admin.requests.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:') && url.split('#')[0] !== site.url);
      assert.deepEqual(others, []);
      await admin.close();
    });

    for (const [where, url] of [['from disk', () => FROM_DISK], ['from a server', () => site.url]]) {
      test(`${where}: a script that calls out is blocked`, async () => {
        const admin = await AdminPage.open(running.browser, url());
        collector.requests.length = 0;
        const outcomes = await admin.page.evaluate(callOut, collector.url);
        assert.deepEqual(outcomes, {
          fetch: 'blocked', request: 'blocked', beacon: 'blocked', socket: 'blocked', events: 'blocked', image: 'blocked',
          style: 'blocked', frame: 'blocked', worker: 'blocked', 'inline script': 'blocked', 'remote script': 'blocked', eval: 'blocked', form: 'blocked',
        });
        assert.deepEqual(collector.requests, []);
        await admin.close();
      });
    }

    test('within another page on disk there is nothing to type into', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'commerce-auth-frame-'));
      const around = join(folder, 'around.html');
      writeFileSync(around, `<!doctype html><iframe src="${FROM_DISK}" width="900" height="900"></iframe>`);
      const page = await running.browser.newPage();
      await page.goto(pathToFileURL(around).href, { waitUntil: 'load' });
      const inner = page.frames().find((frame) => frame.url() === FROM_DISK);
      assert.match(await inner.$eval('body', (body) => body.textContent), /^This page does not work inside another one/);
      assert.equal(await inner.$$eval('input, textarea, form, a', (all) => all.length), 0);
      await page.close();
      rmSync(folder, { recursive: true });
    });

    test('no text becomes markup or script, from disk as well, in browsers that know how to forbid it', async () => {
      const admin = await AdminPage.open(running.browser);
      const outcome = await admin.page.evaluate(() => {
        if (!('trustedTypes' in window)) return 'not known here';
        try {
          document.createElement('p').innerHTML = '<b>x</b>';
          return 'taken';
        } catch {
          return 'refused';
        }
      });
      assert.ok(outcome === 'refused' || (name === 'firefox' && outcome === 'not known here'), outcome);
      await admin.close();
    });

    test('the page shows its own policy, and shows it at work', async () => {
      const admin = await AdminPage.open(running.browser);
      await admin.choose('trust');
      assert.equal((await admin.text('trust-policy')).replaceAll('\n', ' '), policy);
      await admin.press('#trust-proof');
      await admin.page.waitForFunction(() => document.getElementById('trust-outcome').dataset.state);
      assert.equal(await admin.text('trust-outcome'), 'Blocked by connect-src, before anything left.');
      await admin.close();
    });
  });
}

/** A server on this machine that would hear of anything that got out. */
async function startCollector() {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  server.on('upgrade', (request, socket) => {
    requests.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    requests,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** In the page: every way out that the policy covers, tried one after another. */
async function callOut(elsewhere) {
  const blocked = (run) => new Promise((resolve) => {
    const done = (outcome) => {
      document.removeEventListener('securitypolicyviolation', note);
      clearTimeout(late);
      resolve(outcome);
    };
    const note = () => done('blocked');
    document.addEventListener('securitypolicyviolation', note);
    const late = setTimeout(() => done('not blocked'), 2_000);
    try {
      Promise.resolve(run()).catch(() => {});
    } catch {
      // The event tells.
    }
  });
  const add = (tag, members) => document.body.append(Object.assign(document.createElement(tag), members));
  return {
    fetch: await blocked(() => fetch(elsewhere, { mode: 'no-cors' })),
    request: await blocked(() => {
      const request = new XMLHttpRequest();
      request.open('GET', elsewhere);
      request.send();
    }),
    beacon: await blocked(() => navigator.sendBeacon(elsewhere, 'secret')),
    socket: await blocked(() => new WebSocket(elsewhere.replace('http', 'ws'))),
    events: await blocked(() => new EventSource(elsewhere)),
    image: await blocked(() => add('img', { src: elsewhere })),
    style: await blocked(() => add('link', { rel: 'stylesheet', href: elsewhere })),
    frame: await blocked(() => add('iframe', { src: elsewhere })),
    worker: await blocked(() => new Worker(URL.createObjectURL(new Blob([''], { type: 'text/javascript' })))),
    'inline script': await blocked(() => add('script', { textContent: 'window.slipped = true' })),
    'remote script': await blocked(() => add('script', { src: elsewhere })),
    eval: await blocked(() => (0, eval)('1')),
    form: await blocked(() => {
      add('form', { action: elsewhere, method: 'post', id: 'slipped' });
      document.getElementById('slipped').submit();
    }),
  };
}
