// Many tills: tables in every form, ten thousand rows without a frozen page, and a file that is safe to open.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { AdminPage } from './admin-page.mjs';
import { BROWSERS, startBrowser } from './browsers.mjs';

const md5 = (text) => createHash('md5').update(text).digest('hex');
const NO_HEADING = 'The first line names no column and was taken as a till: if it is a heading, call its columns username and password.';
const header = (username, password) => `Basic ${Buffer.from(`${username}:${md5(password)}`).toString('base64')}`;

for (const name of BROWSERS) {
  describe(name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'commerce-auth-tables-'));
    let running;
    let admin;
    before(async () => {
      running = await startBrowser(name);
      admin = await AdminPage.open(running.browser);
      await admin.choose('batch');
    });
    after(async () => {
      rmSync(folder, { recursive: true });
      await running?.close();
    });
    beforeEach(() => admin.clear());

    const made = async (table) => {
      await admin.fill('batch-input', table);
      await admin.submit('batch');
      return admin.table('batch-rows');
    };
    const refusal = async (table) => {
      await admin.fill('batch-input', table);
      await admin.submit('batch');
      assert.equal(await admin.isShown('batch-result'), false);
      return admin.errorAt('batch-input');
    };
    const chosen = async (file, content) => {
      const path = join(folder, file);
      writeFileSync(path, content);
      const input = await admin.page.$('#batch-file');
      await input.uploadFile(path);
    };
    // Chromium has to be told what a key stands for when it runs without a window.
    const press = async (key, command) => {
      await admin.page.keyboard.down('Control');
      await admin.page.keyboard.press(key, name === 'chromium' ? { commands: [command] } : {});
      await admin.page.keyboard.up('Control');
    };
    const downloaded = async () => {
      for (const file of readdirSync(running.downloads)) rmSync(join(running.downloads, file));
      await admin.press('#batch-download');
      for (let left = 600; left > 0; left--) {
        const [file, ...others] = readdirSync(running.downloads);
        if (file?.endsWith('.csv') && others.length === 0) {
          const text = readFileSync(join(running.downloads, file), 'utf8');
          if (text.endsWith('\r\n')) return { file, text };
        }
        await sleep(50);
      }
      throw new Error(`nothing was downloaded: ${readdirSync(running.downloads)}`);
    };

    test('rows without a heading', async () => {
      assert.deepEqual(await made('till1,123\nstore.server,server123\n'), [
        ['1', 'till1', header('till1', '123')],
        ['2', 'store.server', header('store.server', 'server123')],
      ]);
      assert.equal(await admin.text('batch-summary'), `2 headers, no errors. ${NO_HEADING}`);
    });

    test('digests in the second column', async () => {
      await admin.pick('batch', 'kind', 'passwordMd5');
      assert.deepEqual(await made(`till1,${md5('123').toUpperCase()}`), [['1', 'till1', header('till1', '123')]]);
    });

    test('names that no column has are told, since they may be a heading', async () => {
      assert.equal((await made('Kasse,Kennwort\ntill1,123')).length, 2);
      assert.equal(await admin.text('batch-summary'), `2 headers, no errors. ${NO_HEADING}`);
      await made('username,password\ntill1,123');
      assert.equal(await admin.text('batch-summary'), '1 header, no errors.');
    });

    for (const [what, table, expected] of [
      ['semicolons', 'Till ID;Password\ntill1;a,b', header('till1', 'a,b')],
      ['tabs', 'password\tusername\n123\ttill1', header('till1', '123')],
      ['quotation marks, doubled ones and line breaks', '"username","password"\r\n"till1","a ""b"", c"\r\n', header('till1', 'a "b", c')],
      ['separators within quotation marks', '"till;1","a;b;c"', header('till;1', 'a;b;c')],
      ['words after a closing quotation mark', '"till"1,123', header('till1', '123')],
      ['lines that end with a carriage return alone', 'username,password\rtill1,123\r', header('till1', '123')],
      ['a byte order mark', '\ufeffusername,password\ntill1,123', header('till1', '123')],
      ['a heading with a digest', `username,password_md5\ntill1,${md5('123')}`, header('till1', '123')],
    ]) {
      test(`${what} are read`, async () => assert.equal((await made(table))[0][2], expected));
    }

    test('columns for acting on behalf, and one that is not used', async () => {
      const rows = await made('store,username,password,lookup_type,lookup\nnorth,till1,123,WECHAT,Abc\nnorth,till2,123,WECHAT,');
      assert.match(rows[1][2], /both or neither/);
      assert.match(await admin.text('batch-summary'), /^1 header, 1 row with an error\. Columns not used: store\.$/);
      const { text } = await downloaded();
      assert.equal(text.split('\r\n')[1], `2,till1,${header('till1', '123')},WECHAT,Abc,,`);
    });

    test('a bad row spoils no other, and can be looked at alone', async () => {
      const rows = await made(`till1,123\ntill:2,123\ntill3\ntill4,${md5('x')}\ntill5, 123\n\ntill6,123`);
      assert.equal(rows.length, 6);
      assert.equal(rows[0][2], header('till1', '123'));
      assert.match(rows[1][2], /holds a colon.*At byte 4/);
      assert.equal(rows[2][2], 'no password in this line');
      assert.match(rows[3][2], /looks like an MD5 digest/);
      assert.equal(rows[4][2], `${header('till5', ' 123')}begins or ends with a space, which was kept`);
      assert.deepEqual(rows[5], ['7', 'till6', header('till6', '123')]);
      assert.equal(await admin.text('batch-summary'), `3 headers, 3 rows with an error, 1 with a note. ${NO_HEADING}`);
      await admin.tick('#batch-onlyBad');
      assert.deepEqual((await admin.table('batch-rows')).map(([line]) => line), ['2', '3', '4', '5']);
      assert.equal(await admin.text('batch-range'), '1–4 of 4');
    });

    test('what is no table is refused beside it', async () => {
      assert.match(await refusal('  '), /Paste a table/);
      assert.match(await refusal('username,store\ntill1,north'), /no column with a password/);
      assert.match(await refusal('password,md5\n123,x'), /no column with till ids/);
      assert.match(await refusal('kassa,password\ntill1,123'), /no column with till ids/);
      assert.match(await refusal('till1,"123\ntill2,456'), /opened in line 1 is never closed/);
      assert.equal(await admin.focusedId(), 'batch-input');
    });

    test('a file that is no text in UTF-8 is refused', async () => {
      await chosen('latin1.csv', Buffer.from('till1,p\xe4ss', 'latin1'));
      await admin.submit('batch');
      assert.match(await admin.errorAt('batch-input'), /UTF-8/);
    });

    test('the file to download opens in a spreadsheet without running anything', async () => {
      await made('=1+1,123\n+a,123\n-a,123\n@SUM(A1),123\n"\t=a",123\n"a;b ""c""",123\ntillé,123\n  =1,123\n＝1,123\n\u200b=1,123\n"a;=1",123\na-b,123');
      const { file, text } = await downloaded();
      assert.equal(file, 'till-headers.csv');
      assert.ok(text.startsWith('\ufeffline,username,authorization,error,note\r\n'));
      const cells = text.split('\r\n').slice(1, -1);
      assert.equal(cells[0], `1,'=1+1,${header('=1+1', '123')},,`);
      assert.equal(cells[1], `2,'+a,${header('+a', '123')},,`);
      assert.equal(cells[2], `3,'-a,${header('-a', '123')},,`);
      assert.equal(cells[3], `4,'@SUM(A1),${header('@SUM(A1)', '123')},,`);
      assert.match(cells[4], /^5,"'\t=a",,"?The till id holds a control character/);
      assert.equal(cells[5], `6,"a;b ""c""",${header('a;b "c"', '123')},,`);
      assert.equal(cells[6], `7,tillé,${header('tillé', '123')},,`);
      assert.equal(cells[7], `8,'  =1,${header('  =1', '123')},,"begins or ends with a space, which was kept"`);
      assert.equal(cells[8], `9,'＝1,${header('＝1', '123')},,`);
      assert.equal(cells[9], `10,'\u200b=1,${header('\u200b=1', '123')},,`);
      assert.equal(cells[10], `11,"a;'=1",${header('a;=1', '123')},,`);
      assert.equal(cells[11], `12,a-b,${header('a-b', '123')},,`);
      assert.ok(!text.includes('123,'), 'the file holds a password');
    });

    describe('ten thousand rows', () => {
      const COUNT = 10_000;
      const rows = Array.from({ length: COUNT }, (_, index) => [`store${index}.till`, index === 7_000 ? '' : `secret-${index}`]);
      const table = `username,password\n${rows.map((row) => row.join()).join('\n')}\n`;
      const checked = async () => {
        assert.equal(await admin.text('batch-summary'), '9,999 headers, 1 row with an error.');
        const { text } = await downloaded();
        const lines = text.split('\r\n').slice(1, -1);
        assert.equal(lines.length, COUNT);
        assert.equal(lines[0], `2,store0.till,${header('store0.till', 'secret-0')},,`);
        assert.equal(lines[9_999], `10001,store9999.till,${header('store9999.till', 'secret-9999')},,`);
        assert.equal(lines[7_000], '7002,store7000.till,,no password in this line,');
      };

      test('from a file, with a page that answers all the while', async (context) => {
        await chosen('tills.csv', table);
        assert.match(await admin.text('batch-taken'), /tills\.csv/);
        await admin.page.evaluate(watchThePage);
        await admin.submit('batch');
        const { longest, gap, milliseconds } = await admin.page.evaluate(() => window.watched());
        // Browsers that tell of long tasks begin at 50 ms.
        const told = longest === undefined ? 'not told by this browser' : longest === 0 ? 'under 50 ms' : `${longest.toFixed(0)} ms`;
        context.diagnostic(`${name}: ${COUNT} rows in ${milliseconds.toFixed(0)} ms; longest task ${told}, longest time without an answer ${gap.toFixed(0)} ms`);
        await checked();
      });

      test('pages of the result', async () => {
        await chosen('tills.csv', table);
        await admin.submit('batch');
        assert.equal((await admin.table('batch-rows')).length, 50);
        assert.equal(await admin.page.$eval('#batch-previous', (button) => button.disabled), true);
        await admin.press('#batch-next');
        assert.equal(await admin.text('batch-range'), '51–100 of 10,000');
        assert.equal((await admin.table('batch-rows'))[0][1], 'store50.till');
      });

      test('pasted: kept aside, not put into the text area', async () => {
        await admin.fill('batch-input', table);
        await admin.focus('#batch-input');
        for (const [key, command] of [['a', 'SelectAll'], ['c', 'Copy'], ['v', 'Paste']]) await press(key, command);
        assert.match(await admin.text('batch-taken'), /^Pasted table, \d+ kB/);
        assert.equal(await admin.page.$eval('#batch-input', (area) => area.value), '');
        await admin.submit('batch');
        await checked();
      });

      test('dropped', async () => {
        await admin.page.evaluate(drop, table);
        assert.match(await admin.text('batch-taken'), /dropped\.csv/);
        await admin.submit('batch');
        await checked();
      });

      test('stopped by clearing, nothing comes afterwards', async () => {
        await chosen('tills.csv', table.repeat(3).replaceAll('\nusername,password', ''));
        await admin.page.evaluate(() => {
          document.querySelector('#batch-form button.main').click();
          setTimeout(() => document.getElementById('clear').click(), 40);
        });
        await sleep(600);
        assert.equal(await admin.isShown('batch-result'), false);
        assert.equal(await admin.text('batch-summary'), '');
        assert.equal(await admin.isShown('batch-taken'), false);
      });
    });

    test('long work shows how far it is, and can be stopped', async () => {
      const rows = Array.from({ length: 600_000 }, (_, index) => `store${index}.till,secret-${index}`).join('\n');
      await chosen('many.csv', rows);
      await admin.press('#batch-form button.main');
      const shown = await admin.page.evaluate(stopOnceItRuns);
      assert.match(shown, /^[\d,]+ rows$/);
      assert.equal(await admin.isShown('batch-running'), false);
      assert.equal(await admin.text('status'), 'Stopped.');
    });

    test('nothing was written to the console, and nothing failed', () => {
      assert.deepEqual(admin.written, []);
    });
  });
}

/** In the page: `window.watched()` tells the longest task, where the browser does, and the longest time without an answer. */
function watchThePage() {
  const start = performance.now();
  let [last, gap, longest] = [start, 0, undefined];
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: 'longtask' });
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
    setTimeout(() => port2.postMessage(null), 1);
  };
  port2.postMessage(null);
  const done = new Promise((resolve) => {
    new MutationObserver(() => resolve(performance.now() - start)).observe(document.getElementById('batch-summary'), { childList: true });
  });
  window.watched = async () => {
    const milliseconds = await done;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { longest, gap, milliseconds };
  };
}

/** In the page: what a browser does when a file is dropped. */
function drop(text) {
  const data = new DataTransfer();
  data.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
  document.getElementById('batch-form').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}

/** In the page: waits until the progress is in sight and has begun, presses the button, and tells what was shown. */
function stopOnceItRuns() {
  const [button, progress, done] = ['batch-cancel', 'batch-progress', 'batch-done'].map((id) => document.getElementById(id));
  return new Promise((resolve) => {
    const look = setInterval(() => {
      if (!button.checkVisibility() || progress.value <= 0) return;
      clearInterval(look);
      resolve(done.textContent);
      button.click();
    }, 1);
  });
}
