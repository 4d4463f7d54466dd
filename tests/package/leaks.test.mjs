// G11: no secret shows, whatever happens, in any encoding.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { format, inspect } from "node:util";

import { runModule } from "./child.mjs";
import { CREATE, LOOK_UP, assertNoLeak, basicAt, manualClock, oauthAt, startVendor, until } from "./vendor.mjs";

const KEY = "PlantedKeyOfTwentyFiveXyz";
const SECRET = 'PlantedSecret "With/+&= and more 0123456789';
const USERNAME = "planted.till";
const PASSWORD = "Planted pass'word \u00e9";
const DIGEST = createHash("md5").update(PASSWORD).digest("hex");
const PAIR = Buffer.from(`${USERNAME}:${DIGEST}`).toString("base64");
const TOKEN = "eyJraWQiOiJrMSJ9.eyJzdWIiOiJQbGFudGVkIn0.UGxhbnRlZFNpZ25hdHVyZQ";
const PLANTED = [KEY, SECRET, PASSWORD, DIGEST, PAIR, TOKEN, ...TOKEN.split(".").slice(1)];

async function world(t, options) {
  const vendor = await startVendor(t, { clients: [{ key: KEY, secret: SECRET }], tills: [{ username: USERNAME, password: PASSWORD }] });
  const oauth = oauthAt(t, vendor, { timeoutMs: 150, ...options });
  return { vendor, oauth, basic: basicAt(t, vendor, options) };
}

/** Everything one can look at. */
function checkViews(...values) {
  for (const value of values) {
    assertNoLeak([value, inspect(value, { showHidden: true, depth: 9 }), format("%s %o %j", value, value, value)], PLANTED);
    assertNoLeak([value?.stack, value?.message, inspect(value?.cause, { depth: 9 })], PLANTED);
  }
}

const said = (text) => ({ body: { data: null, errors: [{ code: 320001, message: text }] } });

const QUOTED = {
  "as it is": (text) => `"${text}"`,
  "as JSON": (text) => JSON.stringify({ key: text }),
  "percent-encoded": encodeURIComponent,
  "in base64": (text) => Buffer.from(`x:${text}`).toString("base64"),
  "in hex": (text) => Buffer.from(text).toString("hex"),
  "in small letters": (text) => text.toLowerCase(),
  "in capitals": (text) => text.toUpperCase(),
  "as entities": (text) => [...text].map((letter) => `&#x${letter.codePointAt(0).toString(16)};`).join(""),
  "in escapes": (text) => [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  "cut by its first letter": (text) => text.slice(1),
  "cut by its last letter": (text) => text.slice(0, -1),
};

const ANSWERS = {
  "a vendor that repeats the secret": said(SECRET),
  "a vendor that repeats the key": said(`unknown client ${KEY}`),
  "a vendor that repeats the request": said(JSON.stringify({ key: KEY, secret: SECRET })),
  "a vendor whose code is the secret": { body: { errors: [{ code: SECRET, message: "m" }] } },
  "a vendor whose code is the key": { body: { errors: [{ code: KEY, message: "m" }] } },
  "a vendor who names the exchange by the key": { status: 500, headers: { "X-Cap-Requestid": KEY } },
  "a token in a bad answer": { body: { data: { accessToken: `${TOKEN}\n`, ttlSeconds: 300 } } },
  "a token and a bad lifetime": { body: { data: { accessToken: TOKEN, ttlSeconds: TOKEN } } },
  "a token in an error": { status: 400, body: { data: { accessToken: TOKEN }, errors: [{ code: 1, message: "m" }] } },
  "a page of errors": { status: 500, body: `<html>${SECRET}</html>`, headers: { "Content-Type": "text/html" } },
  "a redirect with the secret": { status: 302, headers: { Location: `https://x.example/?secret=${encodeURIComponent(SECRET)}` } },
  "a reset": { reset: true },
  "a hang": { hang: true },
  "a cut": { truncate: true },
};

for (const [what, fault] of Object.entries(ANSWERS)) {
  test(`G11: ${what} shows nothing`, async (t) => {
    const { vendor, oauth } = await world(t);
    // Jitter can shut the window at once: then the next call meets the same fault.
    vendor.fault({ on: "token", times: Infinity, ...fault });
    const errors = await Promise.allSettled([oauth.headers(), oauth.token(), oauth.fetch(LOOK_UP)]);
    const later = await Promise.allSettled([oauth.headers()]);
    assert.ok([...errors, ...later].every(({ status }) => status === "rejected"));
    checkViews(...[...errors, ...later].map(({ reason }) => reason), oauth.status(), oauth);
  });
}

for (const [how, quote] of Object.entries(QUOTED)) {
  test(`G11: a vendor's words that hold a credential ${how} are dropped whole`, async (t) => {
    for (const credential of [SECRET, KEY]) {
      const { vendor, oauth } = await world(t, { timeoutMs: 10_000 });
      vendor.fault({ on: "token", ...said(`hello ${quote(credential)}`) });
      const [{ reason }] = await Promise.allSettled([oauth.headers()]);
      checkViews(reason);
      assert.deepEqual([reason.vendorMessage, reason.vendorCode], [undefined, "320001"]);
    }
  });
}

test("G11: an authenticator shows nothing of what it holds", async (t) => {
  const { oauth, basic } = await world(t);
  checkViews(oauth, basic, oauth.status(), basic.status(), { oauth, basic });
  const token = await oauth.token();
  const [header, payload, signature] = token.value.split(".");
  for (const api of [oauth, basic]) {
    await (await api.fetch(LOOK_UP)).text();
    assertNoLeak([api, api.status(), inspect(api, { showHidden: true, depth: 9 }), JSON.stringify(api), String(api)], [...PLANTED, token.value, header, payload, signature]);
  }
});

test("G11: errors of a call show nothing of the token, the secret or the body", async (t) => {
  const { vendor, oauth, basic } = await world(t);
  const token = (await oauth.token()).value;
  const calls = [
    (api) => api.fetch("https://evil.example/"),
    (api) => api.fetch(`https://user:${PASSWORD}@127.0.0.1/`),
    (api) => api.fetch("http://[bad"),
    (api) => api.fetch(LOOK_UP, { headers: { Authorization: `Basic\n${PAIR}` } }),
    (api) => api.fetch(LOOK_UP, { headers: { [SECRET]: "x" } }),
    (api) => api.fetch(LOOK_UP, { method: SECRET }),
    (api) => api.fetch(CREATE, { method: "POST", body: "{}", attribution: { lookup: PASSWORD } }),
    (api) => api.headers({ [SECRET]: 1 }),
    (api) => api.headers({ attribution: { [PASSWORD]: 1 } }),
    (api) => api.headers({ attribution: `${PASSWORD}` }),
  ];
  for (const call of calls) {
    for (const api of [oauth, basic]) {
      const [{ status, reason }] = await Promise.allSettled([call(api)]);
      assert.equal(status, "rejected");
      checkViews(reason);
      assertNoLeak(reason, token);
    }
  }
  for (const fault of [{ reset: true }, { reset: true, delayMs: 10 }]) {
    vendor.fault({ on: "api", ...fault, times: 2 });
    for (const api of [oauth, basic]) {
      const [{ reason }] = await Promise.allSettled([api.fetch(CREATE, { method: "POST", body: JSON.stringify({ PASSWORD }) })]);
      checkViews(reason);
      assertNoLeak(reason, token);
    }
  }
});

test("G11: rejections, renewals and closing show nothing", async (t) => {
  const clock = manualClock();
  const { vendor, oauth } = await world(t, { now: clock.now });
  const first = await oauth.token();
  vendor.capillary.expireTokens();
  await (await oauth.fetch(LOOK_UP)).text();
  const second = await oauth.token();
  clock.advance(250_000);
  vendor.fault({ on: "token", ...said(`${SECRET} ${second.value}`) });
  await oauth.headers();
  await until(() => oauth.status().failedCalls > 0);
  const status = oauth.status();
  assert.equal(status.lastError, "bad_credentials");
  vendor.fault({ on: "token", hang: true });
  oauth.invalidate(second);
  clock.advance(60_000);
  const closed = oauth.headers().catch((error) => error);
  await oauth.close();
  checkViews(status, await closed, oauth, oauth.status());
  assertNoLeak([status, await closed, oauth, first, second], [first.value, second.value]);
});

test("G11: a process that fails in every way prints no secret", async (t) => {
  const { vendor } = await world(t);
  vendor.fault({ on: "token", ...said(SECRET) });
  vendor.fault({ on: "token", reset: true });
  vendor.fault({ on: "token", body: { data: { accessToken: TOKEN, ttlSeconds: -1 } } });
  const { code, stdout, stderr } = await runModule(`
    import { capillary } from "commerce-auth";
    import { capillaryBasic, capillaryOAuth } from "commerce-auth/server";
    const planted = ${JSON.stringify({ key: KEY, secret: SECRET })};
    const at = { host: "${vendor.url}", dangerouslyAllowInsecureHttp: "loopback" };
    for (let round = 0; round < 3; round += 1) {
      const api = capillaryOAuth({ ...at, ...planted });
      await api.headers().catch((error) => console.error(error));
      console.log(api, api.status());
    }
    for (const call of [
      () => capillary.basicAuthorization("a:b", ${JSON.stringify(PASSWORD)}),
      () => capillary.basicHeaders({ username: "a", passwordMd5: ${JSON.stringify(PASSWORD)} }),
      () => capillary.oauthHeaders({ accessToken: "Bearer ${TOKEN}" }),
      () => capillary.tokenRequest({ host: "http://x.example", ...planted }),
      () => capillaryBasic({ ...at, username: "a", pasword: ${JSON.stringify(PASSWORD)} }),
    ]) {
      try { call(); } catch (error) { console.error(error); console.log("%o", error); }
    }
    const api = capillaryOAuth({ ...at, ...planted });
    const token = await api.token();
    console.log(token, "%o", token);
    await api.fetch("https://evil.example/");`);
  assert.equal(code, 1, "an error nobody caught ends the process, with its text on stderr");
  assert.match(stderr, /foreign_origin/);
  const issued = JSON.parse(vendor.requests.at(-1).responseBody).data.accessToken;
  assertNoLeak([stdout, stderr], [...PLANTED, issued]);
});
