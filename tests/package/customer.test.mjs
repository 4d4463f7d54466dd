// Capillary's end customers, as far as JavaScript has a part in them; what requests and answers hold is in the vectors.

import assert from "node:assert/strict";
import test from "node:test";
import { format, inspect } from "node:util";

import { customerRequests } from "../vectors/customer-requests.mjs";
import { AuthError, assertNoLeak, capillary } from "./vendor.mjs";

const { customer } = capillary;
const NOW = 1_700_000_000_000;
const jwt = (claims) => `${encoded({ idv: ["MOBILE|1"], dev: null, org: "B", alg: "HS256" })}.${encoded(claims)}.cGxhbnRlZFNpZ25hdHVyZQ`;
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const TOKEN = jwt({ uid: "planted-user", exp: 1_700_000_090, iat: 1_700_000_000, rol: "USER" });
const KEY = jwt({ uid: "planted-user", iat: 1_700_000_000, rol: "AUTH" });
const SESSION = "D-12c177af-dac7-4383-a0fb-6c09e148af8e";
const PASSWORD = "Planted pass'word";

const answer = (role, { token = TOKEN, key = KEY, sessionId = SESSION, ...user } = {}) => ({
  status: 200,
  body: {
    status: { success: true, code: 200, message: "SUCCESS" },
    auth: { token, key },
    user: { role, sessionId, appRegistered: false, userRegisteredForPassword: false, ...user },
  },
});
const read = (role, parts) => customer.readResponse(answer(role, parts), { now: NOW });
const page = { channel: "web", host: "x.example", brand: "B", mobile: "1" };

function thrownBy(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof AuthError, `${error}`);
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

test("a session gives its tokens as tokens", () => {
  const { loggedIn, next, role, token, key, sessionId } = read("USER");
  assert.deepEqual({ loggedIn, next, role, sessionId }, { loggedIn: true, next: "none", role: "USER", sessionId: SESSION });
  assert.deepEqual([token.value, token.obtainedAt, token.expiresAt, token.claims.uid], [TOKEN, NOW, NOW + 90_000, "planted-user"]);
  assert.deepEqual([key.value, key.expiresAt, key.claims.rol], [KEY, null, "AUTH"]);
});

test("a VIEW token is not a login", () => {
  const { loggedIn, next, token } = read("VIEW", { key: null });
  assert.deepEqual([loggedIn, next, token.value], [false, "otp", TOKEN]);
  assert.deepEqual([read("VIEW", { userRegisteredForPassword: true }).next, read("MFA_PENDING").next], ["password", "mfa"]);
  assert.deepEqual([read("MFA_PENDING").loggedIn, read("MFA_PENDING").key.value], [false, KEY]);
});

test("an answer that is only a status is no login", () => {
  const session = customer.readResponse({ status: 200, body: '{"status":{"success":true,"code":200,"message":"SUCCESS"}}' });
  const { loggedIn, next, token, key, sessionId } = session;
  assert.deepEqual({ loggedIn, next, token, key, sessionId }, { loggedIn: false, next: null, token: null, key: null, sessionId: null });
  assert.equal(JSON.parse(JSON.stringify(session)).sessionId, null);
});

test("G11: a session prints neither its tokens nor its id", () => {
  const session = read("USER");
  const planted = [TOKEN, KEY, ...TOKEN.split(".").slice(1), SESSION, "planted-user"];
  assertNoLeak(session, planted);
  assertNoLeak([inspect(session, { showHidden: true, depth: 9 }), format("%s %o %j", session, session, session), `${session}`, { ...session }], planted);
  assert.deepEqual(JSON.parse(JSON.stringify(session)).sessionId, "«redacted»");
  assert.match(inspect(session), /CustomerSession .*loggedIn: true/s);
});

test("a session cannot be changed", () => {
  const session = read("VIEW");
  assert.throws(() => {
    session.loggedIn = true;
  }, TypeError);
  assert.throws(() => {
    session.sessionId = "another";
  }, TypeError);
});

test("the runtime's clock counts where now is left out", () => {
  const before = Date.now();
  const { token } = customer.readResponse(answer("USER"));
  assert.ok(token.obtainedAt >= before && token.obtainedAt <= Date.now());
});

const TAKERS = {
  "the key of an app": (token) => customer.regenerateRequest({ ...page, channel: "mobile", deviceId: "d", key: token }).body,
  "the expired token of a web page": (token) => customer.regenerateRequest({ ...page, expiredToken: token }).body,
  "the token of a first factor": (token) => customer.tokenRequest({ ...page, channel: "mfa", authorizedToken: token }).body,
  "the token of a change": (token) => customer.passwordChangeRequest({ ...page, password: "o", newPassword: "n", confirmPassword: "n", token }).body,
  "the token of an end": (token) => customer.expireRequest({ ...page, channel: "mfa", token }).body,
  "the token of a call": (token) => JSON.stringify(customer.headers({ token, brand: "B" })),
};

for (const [what, take] of Object.entries(TAKERS)) {
  test(`${what} may be what readResponse gave`, () => {
    const { token } = read("USER");
    assert.ok(take(token).includes(`"${TOKEN}"`));
    assert.equal(take(token), take(TOKEN));
  });
}

test("options are left as they are", () => {
  const { token } = read("USER");
  const options = Object.freeze({ ...page, expiredToken: token });
  customer.regenerateRequest(options);
  assert.equal(options.expiredToken, token);
});

test("a request goes out as fetch takes it", async () => {
  const request = customer.expireRequest({ ...page, channel: "mfa", token: TOKEN });
  const sent = new Request(request.url, request);
  assert.deepEqual([sent.method, sent.url, sent.headers.get("content-type")], ["DELETE", "https://x.example/auth/v1/mfa/token/expire", "application/json"]);
  assert.deepEqual(await sent.json(), { mobile: "1", brand: "B", token: TOKEN });
});

const CALLS = Object.keys(customer).filter((name) => name.endsWith("Request"));

test("every call has vectors, and every vector a call", () => {
  assert.ok(CALLS.length >= 9);
  assert.deepEqual(CALLS.toSorted(), [...customerRequests.keys()].toSorted());
});

for (const name of CALLS) {
  const call = customer[name];
  const person = name === "updateIdentifierRequest" ? { host: "x.example", brand: "B", identifierType: "MOBILE", identifierValue: "1" } : { ...page, channel: "mfa" };

  test(`${name} refuses an unknown option by name`, () => {
    const { code, field, message } = thrownBy(() => call({ ...person, brnad: "B" }));
    assert.deepEqual([code, field], ["unknown_option", "brnad"]);
    assert.match(message, /Did you mean brand\?/);
  });

  for (const options of [undefined, null, "mobile", 7, [], () => {}]) {
    test(`${name} refuses ${JSON.stringify(options) ?? typeof options} for options`, () => {
      assert.deepEqual([thrownBy(() => call(options)).code, thrownBy(() => call(options)).field], ["invalid_argument", "options"]);
    });
  }

  test(`G11: ${name} shows nothing of what it refuses`, () => {
    const secrets = { password: PASSWORD, newPassword: PASSWORD, confirmPassword: PASSWORD, otp: `${PASSWORD}\n`, sessionId: SESSION, token: `${TOKEN}\n`, key: KEY, expiredToken: KEY, authorizedToken: KEY };
    for (const [field, value] of Object.entries(secrets)) {
      for (const bad of [value, `${value}\n`, [value], { value }]) {
        const options = { ...person, [field]: bad, brand: "" };
        assertNoLeak(thrownBy(() => call(options)), [PASSWORD, SESSION, TOKEN, KEY]);
      }
    }
  });
}

test("a message says what to do, and the code stays the vendor's", () => {
  const refused = (code) => thrownBy(() => customer.readResponse({ status: 400, body: { status: { success: false, code, message: "as it came" } } }));
  const { code, vendorCode, vendorMessage, vendor, status, retryable, message } = refused(1530);
  assert.deepEqual({ code, vendorCode, vendorMessage, vendor, status, retryable }, { code: "rate_limited", vendorCode: "1530", vendorMessage: "as it came", vendor: "capillary", status: 400, retryable: false });
  assert.match(message, /passwordForgetRequest/);
  assert.match(refused(1518).message, /tokenRequest/);
  assert.match(refused(1529).message, /regenerateRequest/);
  assert.match(refused(1537).message, /otpRequest/);
});

test("G11: no error of an answer shows what is in its body", () => {
  const bodies = [
    answer("USER", { token: `${TOKEN}\n` }).body,
    answer("USER", { key: `${KEY} ` }).body,
    answer(null).body,
    answer("USER", { sessionId: [SESSION] }).body,
    JSON.stringify(answer("USER").body).slice(0, -4),
    { ...answer("USER").body, status: { success: false, code: 1506, message: "m" } },
  ];
  for (const body of bodies) assertNoLeak(thrownBy(() => customer.readResponse({ status: 200, body })), [TOKEN, KEY, SESSION]);
});

test("a number for a one-time password is told why not", () => {
  assert.match(thrownBy(() => customer.otpValidateRequest({ ...page, sessionId: SESSION, otp: 7689 })).message, /leading zeros/);
});

test("a Response passed whole is refused with the word that helps", () => {
  assert.match(thrownBy(() => customer.readResponse(Response.json(answer("USER").body))).message, /await response\.text\(\)/);
});
