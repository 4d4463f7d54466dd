// A token in JavaScript's hands: it shows itself to nobody who does not ask for its value.

import assert from "node:assert/strict";
import test from "node:test";
import { format, inspect, isDeepStrictEqual } from "node:util";

import { runModule } from "./child.mjs";
import { freshCopy, imported } from "./installed.mjs";
import { assertNoLeak, capillary, oauthAt, startVendor } from "./vendor.mjs";

const { bearerAuthorization, decodeJwt } = await imported("commerce-auth");

const VALUE = "eyJraWQiOiJrMSJ9.eyJzdWIiOiJBbm5hIEtvd2Fsc2tpIn0.UGxhbnRlZA";
const BODY = { data: { accessToken: VALUE, ttlSeconds: 300 } };
const token = () => capillary.readTokenResponse({ status: 200, body: BODY }, { now: 1_700_000_000_000 });

const WAYS_TO_SHOW = {
  inspect: (value) => inspect(value, { showHidden: true, getters: false, depth: 9 }),
  "inspect inside something": (value) => inspect({ a: [value] }, { depth: 9 }),
  "JSON.stringify": (value) => JSON.stringify({ value }),
  String: (value) => String(value),
  "a template literal": (value) => `${value}`,
  "the format of console.log": (value) => format("%s %o %O %j", value, value, value, value),
  "String.concat": (value) => "".concat(value),
  "an error's message": (value) => new Error(value).message,
  "a header of fetch": (value) => new Headers({ a: encodeURIComponent(value) }).get("a"),
};

const WAYS_TO_ASK = {
  "inspect, hidden members and getters included": { showHidden: true, getters: true, depth: 9 },
  "inspect without the token's own": { showHidden: true, getters: true, customInspect: false, depth: 9 },
  "console.dir as it is told": { showHidden: true, getters: "get", customInspect: false, depth: 9, showProxy: true },
};

/** What a customer who logs in gets: a session id that nobody sees, and a token in it. */
const session = (sessionId = "PlantedSession") =>
  capillary.customer.readResponse({ status: 200, body: { status: { success: true, code: 200 }, auth: { token: VALUE, key: `${VALUE}k` }, user: { sessionId, role: "USER" } } }, { now: 1 });

for (const [what, options] of Object.entries(WAYS_TO_ASK)) {
  test(`${what} shows neither token nor claim nor session`, () => {
    for (const value of [token(), { a: [token()] }, session()]) {
      assertNoLeak(inspect(value, options), [VALUE, ...VALUE.split("."), "Anna", "PlantedSession"]);
    }
  });
}

test("two tokens are deeply equal where they are the same token, and only there", () => {
  const other = capillary.readTokenResponse({ status: 200, body: { data: { ...BODY.data, accessToken: `${VALUE}x` } } }, { now: 1_700_000_000_000 });
  assert.equal(isDeepStrictEqual(token(), token()), true);
  assert.equal(isDeepStrictEqual(token(), other), false);
  assert.equal(isDeepStrictEqual({ ...token() }, { ...other }), false);
  assert.equal(isDeepStrictEqual([session("one")], [session("one")]), true);
  assert.equal(isDeepStrictEqual([session("one")], [session("two")]), false);
  assertNoLeak(Object.getOwnPropertySymbols(token()).map((name) => token()[name]), [VALUE]);
});

for (const [what, show] of Object.entries(WAYS_TO_SHOW)) {
  test(`${what} shows «redacted» and no claim`, () => {
    const shown = show(token());
    assert.match(decodeURIComponent(shown), /«redacted»/);
    assertNoLeak(shown, [VALUE, ...VALUE.split("."), "Anna"]);
  });
}

test("a copy by spread, Object.assign, structuredClone or JSON holds no token", () => {
  for (const copy of [{ ...token() }, Object.assign({}, token()), structuredClone(token()), JSON.parse(JSON.stringify(token()))]) {
    assertNoLeak(copy, [VALUE, "Anna"]);
    assert.equal(copy.expiresAt, 1_700_000_300_000);
  }
});

test("nothing that can be reached from a token shows it", () => {
  assertNoLeak(token(), [VALUE, ...VALUE.split(".")]);
  assert.deepEqual(Object.keys(token()).sort(), ["expiresAt", "lifetimeSeconds", "obtainedAt", "problems"]);
});

test("value and claims are there for who asks, and cannot be changed", () => {
  const held = token();
  assert.equal(held.value, VALUE);
  assert.deepEqual(held.claims, { sub: "Anna Kowalski" });
  assert.ok(Object.isFrozen(held));
  for (const name of ["value", "claims", "expiresAt", "other"]) {
    assert.throws(() => {
      "use strict";
      held[name] = "changed";
    }, TypeError);
  }
  assert.equal(held.value, VALUE);
});

test("a token stands wherever its text can", async () => {
  const other = await freshCopy("index.js");
  const ofAnotherCopy = other.capillary.readTokenResponse({ status: 200, body: BODY });
  for (const held of [token(), ofAnotherCopy, VALUE]) {
    assert.equal(capillary.oauthHeaders({ accessToken: held })["X-CAP-API-OAUTH-TOKEN"], VALUE);
    assert.equal(bearerAuthorization(held), `Bearer ${VALUE}`);
    assert.deepEqual(decodeJwt(held).claims, { sub: "Anna Kowalski" });
  }
});

test("the token of an authenticator is one like it", async (t) => {
  const vendor = await startVendor(t);
  const held = await oauthAt(t, vendor).token();
  assertNoLeak([held, String(held), inspect(held), { ...held }, structuredClone(held)], held.value);
  assert.equal(held.claims.token_use, "token_access");
  assert.equal(held.expiresAt - held.obtainedAt, 300_000);
  assert.equal(capillary.oauthHeaders({ accessToken: held })["X-CAP-API-OAUTH-TOKEN"], held.value);
});

test("console.log in a process of its own shows no token", async () => {
  const { code, stdout, stderr } = await runModule(`
    import { capillary } from "commerce-auth";
    const token = capillary.readTokenResponse({ status: 200, body: ${JSON.stringify(BODY)} });
    console.log(token, [token], "%s", token);
    console.dir(token, { showHidden: true });
    console.table([token]);
    console.error({ token });`);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /«redacted»/);
  assertNoLeak([stdout, stderr], [VALUE, "Anna"]);
});
