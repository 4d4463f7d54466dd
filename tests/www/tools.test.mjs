// Every tool, with right and with wrong input, in both browsers.

import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';

import { AdminPage } from './admin-page.mjs';
import { BROWSERS, startBrowser } from './browsers.mjs';

const V1 = '8a16a6b70505eb1f1ff7cdc0cd5559a7';
const V2 = 'Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3';
const V4 = 'Basic c3RvcmUxMjM6YmRjODdiOWM4OTRkYTUxNjgwNTllMDBlYmZmYjkwNzc=';
const V5 = 'Basic c3RvcmUxMjM6MmYyM2ZhMzU3OWYzZjc1MTc1NzkzNjQ5MTE1YzFiMjU=';
const V7 = 'Basic dGlsbDE6IDIwMmNiOTYyYWM1OTA3NWI5NjRiMDcxNTJkMjM0Yjcw';
const V9 = 'Basic dGlsbC7DqTo4ZTE4NDMwMzNhMGY2ZWU1MmUyZjYxOGFhOGViYmVmNA==';
const V14 = {
  created_at: '2019-04-04T12:20:34.97138Z', error: '', id: 'test-valid', reference: 'PLEDG_1086986786391', sandbox: 'true',
  status: 'completed', metadata: { plugin: 'x' }, signature: 'B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359',
};
const V25 = 'eyJraWQiOiJrMSIsImFsZyI6IlJTMjU2In0.eyJpc3MiOiJDYXBpbGxhcnkiLCJleHAiOjE1NzUyNzAyNzAsImp0aSI6IjJaX2FqUjcwYzJABChVUjlDVTVpUlEiLCJpYXQiOjE1NzUyNjk5NzAsInN1YiI6Im5hbWVfODQzNjIwODIwMSIsImNsaWVudF9pZCI6MjEsIm9yZ19pZCI6MTExNSwidG9rZW5fdXNlIjoidG9rZW5fYWNjZXNzIn0.c2ln';

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
function jwt(claims, secret) {
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
const inSeconds = (offset) => Math.floor(Date.now() / 1000) + offset;

for (const name of BROWSERS) {
  describe(name, () => {
    let running;
    let admin;
    before(async () => {
      running = await startBrowser(name);
      admin = await AdminPage.open(running.browser);
    });
    after(() => running?.close());
    beforeEach(() => admin.clear());


    test('what is secret is named before anything is typed', async () => {
      const warning = await admin.page.$eval('.may-not', ({ textContent }) => textContent);
      for (const words of [/till’s password/, /InTouch user with an authentication key/, /user of Pledg’s dashboard/, /API keys and client secrets/, /secret of a Pledg merchant/, /tell Pledg at once/]) assert.match(warning, words);
    });

    test('Pledg’s Basic, unhashed, for either environment', async () => {
      await admin.use('login', { email: 'random@domain.com', password: 'john123' });
      const header = 'Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==';
      assert.equal(await admin.text('login-form-text'), `Authorization: ${header}`);
      await admin.tick('#login-forms [data-form="postman"]');
      await admin.page.select('#login-host', 'https://back.ecard.pledg.co');
      const { item: [{ name, request }] } = JSON.parse(await admin.text('login-form-text'));
      assert.deepEqual([name, request.url, request.header], ['Pledg', 'https://back.ecard.pledg.co/', [{ key: 'Authorization', value: header }]]);
    });

    test('an admin’s headers, by a user or a token, and for whom', async () => {
      await admin.use('admin', { username: 'ann@example.com', password: 'server123', authKey: 'my-key', orgId: '1115' });
      const lines = (await admin.text('admin-form-text')).split('\n');
      assert.equal(lines[0], `Authorization: Basic ${btoa(`ann@example.com:${V1}`)}`);
      assert.deepEqual(lines.filter((line) => line.startsWith('X-')), ['X-CAP-API-AUTH-KEY: my-key', 'X-CAP-API-AUTH-ORG-ID: 1115']);
      await admin.pick('admin', 'kind', 'token');
      await admin.use('admin', { accessToken: 'a-token-of-mine', authKey: '', orgId: '', entityId: '7' });
      const text = await admin.text('admin-form-text');
      assert.match(text, /X-CAP-API-OAUTH-TOKEN: a-token-of-mine/);
      assert.match(text, /X-CAP-API-AUTH-ENTITY-ID: 7/);
      assert.doesNotMatch(text, /Basic|AUTH-KEY|ORG-ID/);
      await admin.fill('admin-entityId', '');
      assert.match(await admin.errorAt('admin-authKey'), /at least one/);
    });

    test('the bare value of a header is there to copy', async () => {
      await admin.use('till', { username: 'store.server', password: 'server123' });
      await admin.tick('#till-forms [data-form="value"]');
      assert.equal(await admin.text('till-form-text'), V2);
      assert.equal(await admin.isShown('till-host'), false);
      await admin.tick('#till-forms [data-form="fields"]');
    });

    test('an address of one’s own goes into the call, and none of http', async () => {
      await admin.use('till', { username: 'store.server', password: 'server123' });
      await admin.tick('#till-forms [data-form="curl"]');
      assert.equal(await admin.isShown('till-ownHost'), false);
      await admin.page.select('#till-host', '');
      assert.equal(await admin.isShown('till-ownHost'), true);
      assert.equal(await admin.text('till-form-text'), '');
      for (const address of ['gateway.example/capillary', 'https://gateway.example/capillary/']) {
        await admin.fill('till-ownHost', address);
        assert.match(await admin.text('till-form-text'), /^curl 'https:\/\/gateway\.example\/capillary\/v2\/customers\/lookup\?/);
        assert.equal(await admin.errorAt('till-ownHost'), '');
      }
      for (const address of ['http://gateway.example', 'gate way', 'https://a@b.example']) {
        await admin.fill('till-ownHost', address);
        assert.equal(await admin.text('till-form-text'), '', address);
        assert.match(await admin.errorAt('till-ownHost'), /no https address/);
      }
      await admin.tick('#till-forms [data-form="fields"]');
      await admin.clear();
      assert.equal(await admin.page.$eval('#till-ownHost', (field) => field.value), '');
    });

    describe('one till', () => {
      test('the vendor’s example, with every step', async () => {
        await admin.use('till', { username: 'store.server', password: 'server123' });
        const steps = await admin.page.$$eval('#till-steps code', (codes) => codes.map((code) => code.textContent));
        assert.deepEqual(steps, [V1, `store.server:${V1}`, V2.slice(6), `Authorization: ${V2}`]);
        assert.equal(await admin.text('till-form-text'), `Authorization: ${V2}\nContent-Type: application/json\nAccept: application/json`);
        assert.equal(await admin.text('till-digest'), V1, 'for tools that ask for user name and password');
      });

      test('Enter in a field makes the header', async () => {
        await admin.choose('till');
        await admin.type('till-username', 'store.server');
        await admin.type('till-password', 'server123');
        assert.equal(await admin.answered(() => admin.page.keyboard.press('Enter')), 'Done: the result follows.');
        assert.ok((await admin.text('till-form-text')).includes(V2));
      });

      test('a digest in capital letters', async () => {
        await admin.choose('till');
        await admin.pick('till', 'kind', 'passwordMd5');
        assert.equal(await admin.isShown('till-password'), false);
        await admin.use('till', { username: 'store.server', passwordMd5: V1.toUpperCase() });
        assert.ok((await admin.text('till-form-text')).includes(V2));
      });

      test('letters beyond ASCII are taken as UTF-8', async () => {
        await admin.use('till', { username: 'till.é', password: 'pässword' });
        assert.ok((await admin.text('till-form-text')).includes(V9));
      });

      test('the misprinted example gets the right header and a word about it', async () => {
        await admin.use('till', { username: 'store123', password: 'Pass123' });
        assert.ok((await admin.text('till-form-text')).includes(V5));
        assert.match(await admin.text('till-notes'), /password1234/);
        assert.ok(await admin.page.$eval('#till .finding', (finding) => finding.textContent.includes('bdc87b9c894da5168059e00ebffb9077')));
      });

      test('empty fields are named, and the first has the focus', async () => {
        await admin.use('till', {});
        assert.equal(await admin.errorAt('till-username'), 'Fill this in.');
        assert.equal(await admin.errorAt('till-password'), 'Fill this in.');
        assert.equal(await admin.focusedId(), 'till-username');
        assert.equal(await admin.isShown('till-result'), false);
      });

      test('a colon in the till id is refused beside its field, with its place', async () => {
        await admin.use('till', { username: 'till:1', password: 'server123' });
        assert.match(await admin.errorAt('till-username'), /holds a colon.*At byte 4/s);
        assert.equal(await admin.errorAt('till-password'), '');
      });

      test('a digest in place of the password is refused, unless it really is the password', async () => {
        await admin.use('till', { username: 'store.server', password: V1 });
        assert.match(await admin.errorAt('till-password'), /looks like an MD5 digest/);
        await admin.tick('#till-really');
        assert.equal(await admin.errorAt('till-password'), '');
        // V10, the digest of the digest.
        assert.equal(await admin.page.$eval('#till-steps code', (code) => code.textContent), '63fb38f9dccb12f2c22c83def58fb241');
      });

      test('a space at an edge of the password is pointed out', async () => {
        await admin.use('till', { username: 'till1', password: 'secret ' });
        assert.match(await admin.text('till-notes'), /begins or ends with a space/);
      });

      test('another till or campaign goes along; half of it is refused', async () => {
        await admin.choose('till');
        await admin.press('#till-form summary');
        await admin.use('till', { username: 'store.server', password: 'server123', lookupType: 'WECHAT' });
        assert.match(await admin.errorAt('till-lookup'), /both or neither/);
        await admin.fill('till-lookup', 'Abc');
        assert.match(await admin.text('till-form-text'), /X-CAP-API-ATTRIBUTION-LOOKUP-TYPE: WECHAT\nX-CAP-API-ATTRIBUTION-LOOKUP: Abc/);
      });

      test('the result follows what is typed', async () => {
        await admin.use('till', { username: 'store.serve', password: 'server123' });
        await admin.type('till-username', 'r');
        assert.ok((await admin.text('till-form-text')).includes(V2));
        await admin.type('till-username', ':');
        assert.equal(await admin.isShown('till-result'), false);
        assert.match(await admin.errorAt('till-username'), /colon/);
      });

      test('a password is dotted until it is shown', async () => {
        await admin.choose('till');
        const type = () => admin.page.$eval('#till-password', (field) => field.type);
        assert.equal(await type(), 'password');
        await admin.press('[data-shows="till-password"]');
        assert.equal(await type(), 'text');
        await admin.clear();
        assert.equal(await type(), 'password');
      });
    });

    describe('attribution', () => {
      test('of a call with a token', async () => {
        await admin.use('attribution', { entityCode: 'store.1' });
        assert.equal(await admin.text('attribution-headers'), 'X-CAP-API-ATTRIBUTION-ENTITY-TYPE: TILL\nX-CAP-API-ATTRIBUTION-ENTITY-CODE: store.1');
      });

      test('of a call with Basic', async () => {
        await admin.choose('attribution');
        await admin.pick('attribution', 'kind', 'basic');
        await admin.use('attribution', { lookupType: 'MOBILE_TRIGGER', lookup: 'x' });
        assert.equal(await admin.text('attribution-headers'), 'X-CAP-API-ATTRIBUTION-LOOKUP-TYPE: MOBILE_TRIGGER\nX-CAP-API-ATTRIBUTION-LOOKUP: x');
      });

      test('what no header can carry is refused', async () => {
        await admin.use('attribution', { entityCode: 'störe' });
        assert.match(await admin.errorAt('attribution-entityCode'), /^The code holds .*At byte 2/);
        await admin.fill('attribution-entityCode', '');
        await admin.submit('attribution');
        assert.equal(await admin.errorAt('attribution-entityCode'), 'Fill this in.');
      });
    });

    describe('a header taken apart', () => {
      const verdicts = () => admin.items('apart-verdicts');

      test('as Capillary expects it, with its password', async () => {
        await admin.use('apart', { value: V2, password: 'server123' });
        assert.match(await admin.text('apart-parts'), new RegExp(`store\\.server.*${V1}`));
        assert.deepEqual(await verdicts(), ['The password part is an MD5 digest, as Capillary expects it.', 'It was made from this password, in the right way.']);
      });

      test('a whole header line, and the wrong password', async () => {
        await admin.use('apart', { value: `Authorization: ${V2}`, password: 'server124' });
        assert.equal((await verdicts()).at(-1), 'It was not made from this password.');
      });

      test('hashed twice', async () => {
        await admin.use('apart', { value: `Basic ${btoa('till1:63fb38f9dccb12f2c22c83def58fb241')}`, password: 'server123' });
        assert.match((await verdicts()).at(-1), /hashed twice/);
      });

      test('not hashed', async () => {
        await admin.use('apart', { value: `Basic ${btoa('till1:server123')}`, password: 'server123' });
        assert.match((await verdicts()).join(), /not an MD5 digest.*in clear/);
      });

      test('a name with many spaces in it', async () => {
        await admin.use('apart', { value: `Basic ${btoa(` till${' '.repeat(300_000)}1 :server123`)}`, password: 'server123' });
        assert.match((await verdicts()).join(), /not an MD5 digest/);
        assert.deepEqual(await admin.page.$$eval('#apart-parts mark', (marks) => marks.map(({ textContent }) => textContent)), ['␣', '␣']);
      });

      test('the vendor’s misprints', async () => {
        await admin.use('apart', { value: V7 });
        assert.match((await verdicts()).join(), /space after the colon/);
        assert.match(await admin.text('apart-parts'), /␣202cb962ac59075b964b07152d234b70/);
        await admin.use('apart', { value: V4 });
        assert.match((await verdicts()).join(), /password1234/);
      });

      for (const [what, value, words] of [
        ['no scheme', 'c3RvcmU=', /does not begin with the scheme/],
        ['no base64', 'Basic ###', /not base64/],
        ['no colon', `Basic ${btoa('till1')}`, /no colon/],
        ['a Bearer token', 'Bearer eyJh', /Bearer token, not Basic/],
      ]) {
        test(`${what} is said beside the field`, async () => {
          await admin.use('apart', { value });
          assert.match(await admin.errorAt('apart-value'), words);
          assert.equal(await admin.isShown('apart-result'), false);
        });
      }
    });

    test('which authentication: every scenario has an answer and the vendor’s page', async () => {
      await admin.choose('which');
      const scenarios = await admin.page.$$eval('#which-scenarios input', (radios) => radios.map(({ value }) => value));
      const types = [];
      for (const scenario of scenarios) {
        await admin.tick(`#which-scenarios input[value="${scenario}"]`);
        types.push((await admin.text('which-type')).split(/\W/)[0]);
        assert.match(await admin.page.$eval('#which-page', (link) => link.href), /^https:\/\/(docs|developer)\.capillarytech\.com\//);
      }
      assert.deepEqual(types, ['Basic', 'OAuth', 'OAuth', 'OAuth', 'OAuth', 'The', 'Basic', 'The', 'Basic']);
    });

    describe('a token', () => {
      test('the vendor’s own sample: expired, and broken at byte 54', async () => {
        await admin.use('jwt', { token: V25 });
        assert.match(await admin.text('jwt-countdown'), /^Expired [\d,]+ days/);
        const [problem] = await admin.items('jwt-problems');
        assert.match(problem, /^In the claims, byte 54/);
        assert.equal(await admin.page.$eval('#jwt-problems mark', (mark) => mark.textContent), '\\u0004');
        const claims = await admin.table('jwt-claims');
        assert.deepEqual(claims[1], ['exp', '1575270270', 'expires 2019-12-02 07:04:30 UTC']);
      });

      test('a page of control characters in one is told of in sixteen lines', async () => {
        const claims = `{"a":"${'\u0001'.repeat(21_000)}"}`;
        await admin.use('jwt', { token: `${base64url({ alg: 'HS256' })}.${Buffer.from(claims).toString('base64url')}.c2ln` });
        assert.equal((await admin.items('jwt-problems')).length, 16);
      });

      test('a good one counts down', async () => {
        await admin.use('jwt', { token: jwt({ exp: inSeconds(3665) }, 'secret') });
        assert.match(await admin.text('jwt-countdown'), /^Expires in 1 hour 1 minute$/);
        await admin.use('jwt', { token: jwt({ exp: inSeconds(40) }, 'secret') });
        const first = await admin.text('jwt-countdown');
        assert.match(first, /^Expires in \d+ seconds$/);
        await admin.page.waitForFunction((words) => document.getElementById('jwt-countdown').textContent !== words, {}, first);
        assert.deepEqual(await admin.items('jwt-problems'), ['Nothing is wrong with its form.']);
      });

      test('it is verified with the secret, and a weak secret is called weak', async () => {
        const token = jwt({ exp: inSeconds(60) }, 'secret');
        await admin.use('jwt', { token, secret: 'secret' });
        assert.equal(await admin.text('jwt-verified'), 'The signature fits the secret.');
        assert.match(await admin.text('jwt-notes'), /under 32 bytes/);
        await admin.use('jwt', { token, secret: 'another secret, of more than 32 bytes' });
        assert.match(await admin.text('jwt-verified'), /^Not verified: /);
        assert.equal(await admin.text('jwt-notes'), '');
        await admin.use('jwt', { token: jwt({ exp: 1 }, 'secret'), secret: 'secret' });
        assert.match(await admin.text('jwt-verified'), /fits the secret, but the token is expired/);
      });

      test('what is cut off or no token at all is located', async () => {
        await admin.use('jwt', { token: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4' });
        assert.match((await admin.items('jwt-problems')).join('\n'), /In the token, byte 33[^]*In the claims, byte 9/);
        await admin.use('jwt', { token: 'e#J9.e30.c2ln' });
        assert.match((await admin.items('jwt-problems')).join(), /In the header, byte 1/);
        assert.equal(await admin.page.$eval('#jwt-problems mark', (mark) => mark.textContent), '#');
        await admin.use('jwt', { token: '' });
        assert.equal(await admin.errorAt('jwt-token'), 'Fill this in.');
      });
    });

    describe('Pledg', () => {
      const purchase = JSON.stringify({ merchantUid: 'mer_test', title: 'Chaise é', reference: 'ref_1', amountCents: 2000 });
      const V24 = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJkYXRhIjp7Im1lcmNoYW50VWlkIjoibWVyX3Rlc3QiLCJ0aXRsZSI6IkNoYWlzZSDDqSIsInJlZmVyZW5jZSI6InJlZl8xIiwiYW1vdW50Q2VudHMiOjIwMDB9fQ.akJ25m2Zl3q_O4EuZnauFgbZnYSYYiPDyNRk5l392Uo';

      test('a purchase is signed, with its addresses', async () => {
        await admin.use('sign', { parameters: purchase, secret: 'secret' });
        assert.equal(await admin.text('sign-signature'), V24);
        assert.equal(await admin.text('sign-purchase'), `https://staging.front.ecard.pledg.co/purchase?signature=${V24}`);
        assert.equal(await admin.text('sign-transfer'), `https://staging.back.ecard.pledg.co/api/payment_by_transfer?signature=${V24}`);
        assert.match((await admin.items('sign-covered')).join(), /does not expire/);
      });

      test('expiry, environment and what is left out are said', async () => {
        await admin.choose('sign');
        await admin.page.select('#sign-environment', 'production');
        await admin.page.select('#sign-expiry', 'day');
        await admin.use('sign', { parameters: '{"merchantUid":"m","reference":"r","amountCents":1,"container":"#pay"}', secret: 'a secret of 32 bytes or more ....' });
        assert.match(await admin.text('sign-purchase'), /^https:\/\/front\.ecard\.pledg\.co\//);
        assert.match((await admin.items('sign-covered')).join(), /Left out[^]*container[^]*expires on 20/);
        assert.equal(await admin.text('sign-notes'), '');
      });

      test('the example in the page can be signed', async () => {
        await admin.choose('sign');
        await admin.press('#sign-example');
        await admin.fill('sign-secret', 'secret');
        await admin.submit('sign');
        assert.equal((await admin.text('sign-signature')).split('.').length, 3);
      });

      test('parameters that cannot be signed are refused beside them', async () => {
        await admin.use('sign', { parameters: '{"a":', secret: 'secret' });
        assert.match(await admin.errorAt('sign-parameters'), /^This is not JSON/);
        await admin.use('sign', { parameters: '[1]', secret: 'secret' });
        assert.match(await admin.errorAt('sign-parameters'), /JSON object/);
        await admin.use('sign', { parameters: '{"amountCents":20.15}', secret: 'secret' });
        assert.match(await admin.errorAt('sign-parameters'), /integer of cents/);
        await admin.use('sign', { parameters: '{}', secret: '' });
        assert.equal(await admin.errorAt('sign-secret'), 'Fill this in.');
      });

      const colour = (id) => admin.page.$eval(`#${id}`, (place) => [...place.classList].filter((name) => name !== 'trust').join(' '));
      const back = (changed) => {
        const { signature, metadata, ...values } = { ...V14, ...changed };
        const signed = Object.keys(values).sort().map((name) => `${name}=${values[name]}`).join('SECRET');
        return JSON.stringify({ ...values, signature: createHash('sha256').update(signed).digest('hex').toUpperCase() });
      };

      test('only a payment that was made is green', async () => {
        const cases = [
          [{ sandbox: 'false' }, /^Paid\.$/, 'good'],
          [{ sandbox: 'true' }, /sandbox: no money has moved/, 'bad'],
          [{ sandbox: 'false', status: 'failed', error: 'refused' }, /NOT paid|does not say/, 'bad'],
          [{ sandbox: 'true', status: 'failed', error: 'refused' }, /sandbox/, 'bad'],
          [{ sandbox: 'false', status: 'completed', error: 'x' }, /does not say that anything was paid/, 'bad'],
        ];
        for (const [changed, words, weight] of cases) {
          await admin.use('check', { body: back(changed), secret: 'SECRET', reference: '', amountCents: '' });
          assert.match(await admin.text('check-payment'), words);
          assert.equal(await colour('check-payment'), weight, JSON.stringify(changed));
          assert.equal(await colour('check-trust'), weight === 'good' ? 'good' : '');
        }
      });

      test('a standard notification: what is covered and what is not', async () => {
        await admin.use('check', { body: JSON.stringify(V14), secret: 'SECRET', reference: V14.reference });
        assert.match(await admin.text('check-trust'), /^Standard notification, signed/);
        // The vendor's example is of the sandbox.
        assert.match(await admin.text('check-payment'), /sandbox: no money has moved/);
        assert.deepEqual([await colour('check-trust'), await colour('check-payment')], ['', 'bad']);
        assert.deepEqual((await admin.table('check-verified')).map(([key]) => key), ['created_at', 'error', 'id', 'reference', 'sandbox', 'status']);
        assert.deepEqual(await admin.table('check-unverified'), [['metadata', '{"plugin":"x"}']]);
        assert.match((await admin.items('check-explained')).join(), /no amount[^]*act once for each id/);
      });

      test('a transfer and an error', async () => {
        const transfer = jwt({ reference: 'r', transfer_order_item_uid: 'tri_1', amount_cents: 2000 }, 'secret');
        await admin.use('check', { body: JSON.stringify({ signature: transfer }), secret: 'secret', amountCents: '2000' });
        assert.match(await admin.text('check-trust'), /^Notification of a transfer, signed/);
        await admin.fill('check-amountCents', '2001');
        assert.match(await admin.errorAt('check-amountCents'), /The amount differs/);
        const failure = jwt({ reference: 'r', purchase_state: 'PRIMARY_KO' }, 'secret');
        await admin.use('check', { body: JSON.stringify({ signature: failure }), secret: 'secret', amountCents: '' });
        assert.match(await admin.text('check-trust'), /^Notification of an error, signed/);
        assert.match(await admin.text('check-payment'), /NOT paid|does not say/);
        assert.equal(await colour('check-payment'), 'bad');
      });

      test('without a secret nothing is proved, and it says so', async () => {
        const clear = { reference: 'r', transfer_order_item_uid: 'tri_1', amount_cents: 2000 };
        await admin.use('check', { body: JSON.stringify(clear), secret: 'secret' });
        assert.match(await admin.errorAt('check-body'), /Do not act on it/);
        await admin.tick('#check-noSecret');
        assert.match(await admin.text('check-trust'), /unsigned: proves nothing/);
        assert.deepEqual(await admin.table('check-verified'), [['Nothing.']]);
      });

      for (const [what, fields, field, words] of [
        ['a wrong secret', { body: JSON.stringify(V14), secret: 'WRONG' }, 'body', /does not match this content and secret/],
        ['a changed value', { body: JSON.stringify({ ...V14, status: 'refused' }), secret: 'SECRET' }, 'body', /does not match/],
        ['a purchase of one’s own', { body: JSON.stringify({ signature: jwt({ data: { reference: 'r' } }, 'secret') }), secret: 'secret' }, 'body', /not a notification/],
        ['another reference', { body: JSON.stringify(V14), secret: 'SECRET', reference: 'other' }, 'reference', /another purchase/],
        ['an amount of a standard notification', { body: JSON.stringify(V14), secret: 'SECRET', amountCents: '2000' }, 'amountCents', /does not vouch for one/],
        ['a fraction of a cent', { body: JSON.stringify(V14), secret: 'SECRET', amountCents: '20.15' }, 'amountCents', /Whole cents/],
        ['no JSON', { body: 'status=completed', secret: 'SECRET' }, 'body', /not JSON/],
        ['no secret', { body: JSON.stringify(V14) }, 'secret', /Fill this in/],
      ]) {
        test(`${what} is refused beside its field`, async () => {
          await admin.use('check', fields);
          assert.match(await admin.errorAt(`check-${field}`), words);
          assert.equal(await admin.isShown('check-result'), false);
        });
      }
    });

    test('nothing was written to the console, and nothing failed', () => {
      assert.deepEqual(admin.written, []);
    });
  });
}
