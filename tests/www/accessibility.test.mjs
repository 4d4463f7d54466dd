// For everyone: axe-core without a finding in both themes at both widths, the keyboard all the way, a narrow screen
// without scrolling sideways.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { AdminPage, FROM_DISK, PAGE_FOLDER } from './admin-page.mjs';
import { BROWSERS, startBrowser } from './browsers.mjs';
import { useEveryTool } from './use-every-tool.mjs';

const { CHROMIUM, TOOLS, COMMERCE_AUTH_LONG } = process.env;
const AXE = readFileSync(join(TOOLS, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
/** The panels that hold a form, and so can be wrong. */
const FORMS = ['till', 'attribution', 'admin', 'apart', 'jwt', 'sign', 'check', 'batch'];
const PANELS = ['till', 'batch', 'attribution', 'admin', 'apart', 'which', 'jwt', 'tokens', 'sign', 'check', 'login', 'trust'];
const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

for (const name of BROWSERS) {
  describe(name, () => {
    let running;
    before(async () => { running = await startBrowser(name); });
    after(() => running?.close());

    for (const [width, viewport] of Object.entries(WIDTHS)) {
      // The driver has no command for Firefox's theme; what differs between the themes are colours, and Chromium has seen those.
      for (const theme of name === 'firefox' ? ['own'] : ['light', 'dark']) {
        test(`axe-core finds nothing: ${width}, ${theme} theme`, async () => {
          const admin = await AdminPage.open(running.browser, FROM_DISK, viewport);
          if (theme !== 'own') await admin.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
          const findings = [];
          // `evaluate` is the driver's own and not bound by the policy.
          await admin.page.evaluate(AXE);
          const look = async (state) => {
            await admin.page.evaluate(showEverything);
            const { violations, incomplete } = await admin.page.evaluate(() => window.axe.run({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } }));
            // Not able to tell is a finding too, but for what only lies under the edge of the list or beside a line that CSS draws.
            const untold = incomplete.map(({ id, nodes }) => ({ id, nodes: nodes.filter(({ any }) => !/obscured|pseudo element/.test(any[0]?.message)) })).filter(({ id, nodes }) => id === 'color-contrast' && nodes.length > 0);
            for (const { id, nodes } of [...violations, ...untold]) findings.push(`${state} ${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 90)} ${any[0]?.message ?? ''}`).join(' | ')}`);
          };
          await look('empty');
          for (const tool of FORMS) {
            await admin.choose(tool);
            await admin.submit(tool);
          }
          await look('errors');
          await admin.clear();
          await useEveryTool(admin);
          await look('results');
          assert.deepEqual(findings, []);
          await admin.close();
        });
      }
    }

    test('a screen of 320 pixels needs no scrolling sideways', async () => {
      const admin = await AdminPage.open(running.browser, FROM_DISK, { width: 320, height: 640 });
      await useEveryTool(admin);
      for (const panel of PANELS) {
        await admin.choose(panel);
        const wide = await admin.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${panel} is ${wide} pixels too wide`);
      }
      await admin.close();
    });

    test('the warning is above the fold; on a phone in one line, with the form right below it', async () => {
      for (const [width, viewport] of Object.entries(WIDTHS)) {
        const admin = await AdminPage.open(running.browser, FROM_DISK, viewport);
        const edges = (selector) => admin.page.$eval(selector, (part) => [part.getBoundingClientRect().top, part.getBoundingClientRect().bottom]);
        const [, bottom] = await edges(width === 'phone' ? '.brief' : '.rules');
        assert.ok(bottom <= viewport.height, `${bottom} > ${viewport.height}`);
        const [field] = await edges('#till-username');
        const [, button] = await edges('#till-form button.main');
        if (width === 'phone') {
          assert.ok(field > bottom && field < viewport.height / 2, `the form begins at ${field}`);
          assert.ok(button <= viewport.height, `its button ends at ${button}`);
          assert.ok(await admin.isShown('rules'), 'the whole warning stands below');
        }
        await admin.close();
      }
    });

    test('on a phone one list has every tool in sight, and folds away when one is chosen', async () => {
      const admin = await AdminPage.open(running.browser, FROM_DISK, WIDTHS.phone);
      assert.equal(await admin.isShown('tools'), false);
      assert.equal(await admin.text('menu-tool'), 'One till');
      await admin.press('#menu');
      const links = await admin.page.$$eval('#tools a', (all) => all.map((link) => {
        const { left, right, top, bottom } = link.getBoundingClientRect();
        return { tool: link.hash.slice(1), isInSight: left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight };
      }));
      assert.deepEqual(links.filter(({ isInSight }) => !isInSight), []);
      assert.deepEqual(links.map(({ tool }) => tool).sort(), [...PANELS].sort());
      await admin.press('#tools a[href="#check"]');
      await admin.page.waitForSelector('#check', { visible: true });
      assert.equal(await admin.isShown('tools'), false);
      assert.equal(await admin.page.$eval('#menu', (menu) => menu.getAttribute('aria-expanded')), 'false');
      assert.equal(await admin.text('menu-tool'), 'Check a notification');
      await admin.close();
    });

    test('a header by keyboard alone, from the top of the page to the copy', async () => {
      const admin = await AdminPage.open(running.browser);
      const { keyboard } = admin.page;
      const tabTo = async (id) => {
        for (let left = 60; left > 0; left--) {
          await keyboard.press('Tab');
          const isThere = await admin.page.evaluate((wanted) => document.activeElement.matches(wanted) && document.activeElement.matches(':focus-visible'), id);
          if (isThere) return;
        }
        throw new Error(`the keyboard does not reach ${id}`);
      };
      await tabTo('.skip');
      await keyboard.press('Enter');
      await tabTo('#till-username');
      await keyboard.type('store.server');
      await tabTo('#till-password');
      await keyboard.type('server123');
      await keyboard.press('Enter');
      await tabTo('#till-forms [data-form="fields"]');
      await keyboard.press('ArrowRight');
      assert.match(await admin.text('till-form-text'), /^curl /);
      await tabTo('[data-copies="till-form-text"]');
      await keyboard.press(' ');
      await admin.page.waitForFunction(() => document.getElementById('status').textContent === 'Copied');
      await admin.close();
    });

    test('choosing a tool by keyboard leads to its title, and Back leads back', async () => {
      const admin = await AdminPage.open(running.browser);
      // The window of a driver is narrow, and the list folded away there.
      if (await admin.isShown('menu')) await admin.press('#menu');
      await admin.page.focus('nav a[href="#jwt"]');
      await admin.page.keyboard.press('Enter');
      await admin.page.waitForSelector('#jwt', { visible: true });
      assert.equal(await admin.focusedId(), 'jwt-title');
      assert.equal(await admin.page.$eval('[aria-current]', (link) => link.hash), '#jwt');
      await admin.page.evaluate(() => history.back());
      await admin.page.waitForSelector('#till', { visible: true });
      await admin.close();
    });

    test('a result comes into sight', async () => {
      for (const viewport of Object.values(WIDTHS)) {
        const admin = await AdminPage.open(running.browser, FROM_DISK, viewport);
        await admin.use('till', { username: 'store.server', password: 'server123' });
        await admin.page.waitForFunction(() => document.getElementById('till-form-text').getBoundingClientRect().bottom <= innerHeight);
        await admin.close();
      }
    });

    test('every control is big enough for a finger', async () => {
      const admin = await AdminPage.open(running.browser, FROM_DISK, WIDTHS.phone);
      await useEveryTool(admin);
      const small = [];
      for (const panel of PANELS) {
        await admin.choose(panel);
        small.push(...await admin.page.$$eval('button, nav a, input:not([type=radio], [type=checkbox]), select, summary, label.pick', (all) => all
          .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 24)
          .map((control) => control.outerHTML.slice(0, 80))));
      }
      assert.deepEqual(small, []);
      await admin.close();
    });
  });
}

test('the first header comes soon after navigation', async (context) => {
  const { startPageServer } = await import(pathToFileURL(join(TOOLS, 'page', 'server.mjs')));
  const site = await startPageServer(join(PAGE_FOLDER, 'site'));
  const running = await startBrowser('chromium');
  const times = [];
  for (let visit = 0; visit < 5; visit++) {
    const page = await running.browser.newPage();
    await page.evaluateOnNewDocument(useAtOnce);
    await page.goto(site.url);
    times.push(await page.evaluate(() => window.firstHeader));
    await page.close();
  }
  await running.close();
  await site.close();
  assert.ok(times.every(Number.isFinite), String(times));
  context.diagnostic(`milliseconds from navigation to the first header, five visits: ${times.map(Math.round).join(', ')}`);
});

/** In the page, before anything else: fills the form in as soon as it works, and notes when the header is there. */
function useAtOnce() {
  document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('till-username').value = 'store.server';
    document.getElementById('till-password').value = 'server123';
    document.querySelector('#till-form button.main').click();
    if (document.getElementById('till-form-text').textContent.includes('Basic ')) window.firstHeader = performance.now();
  });
}

/** How Chromium is told that its user has chosen a theme: it numbers them. */
const THEME_FLAGS = { light: ['--blink-settings=preferredColorScheme=1'], dark: ['--force-dark-mode', '--blink-settings=preferredColorScheme=0'] };

for (const [theme, flags] of Object.entries(COMMERCE_AUTH_LONG ? THEME_FLAGS : {})) {
  test(`Lighthouse: accessibility and best practices 100, ${theme} theme`, async (context) => {
    const from = (path) => import(pathToFileURL(join(TOOLS, 'node_modules', path)));
    const [{ default: lighthouse }, { launch }] = await Promise.all([from('lighthouse/core/index.js'), from('chrome-launcher/dist/index.js')]);
    const { startPageServer } = await from('../page/server.mjs');
    const site = await startPageServer(join(PAGE_FOLDER, 'site'));
    const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', ...flags] });
    const { lhr } = await lighthouse(site.url, { port: chrome.port, output: 'json', logLevel: 'silent', onlyCategories: ['performance', 'accessibility', 'best-practices'] });
    chrome.kill();
    await site.close();
    const scores = Object.fromEntries(Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(score * 100)]));
    context.diagnostic(`Lighthouse: ${JSON.stringify(scores)}`);
    const lost = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode !== 'informative').map(({ id, score }) => `${id} ${score}`);
    context.diagnostic(`Lighthouse, not at their best: ${lost.join(', ') || 'none'}`);
    assert.deepEqual([scores.accessibility, scores['best-practices']], [100, 100], lost.join());
  });
}

/** In the page: every tool at once, and all that is folded. One look then sees what ten would, in its last colours. */
async function showEverything() {
  for (const panel of document.querySelectorAll('.panel')) panel.hidden = false;
  for (const details of document.querySelectorAll('details')) details.open = true;
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
}
