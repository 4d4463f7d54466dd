// Whatever a caller passes, an `AuthError` is thrown: not what a getter or a proxy of the caller's throws, nor what the platform
// says of a proxy that was revoked.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "./installed.mjs";

const [root, headers, server] = [await imported("commerce-auth"), await imported("commerce-auth/headers"), await imported("commerce-auth/server")];

const PLANTED = "PlantedSecret";

function fail() {
  throw new RangeError(PLANTED);
}

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const UNREADABLE = {
  "a revoked proxy": revoked({}),
  "a revoked proxy of a list": revoked([]),
  "a proxy that throws at everything": new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail }),
  "a proxy that throws at what it holds": new Proxy({}, { get: fail }),
  "an object whose getter throws": { get value() { return fail(); } },
};

const client = { host: "https://eu.api.example", key: "key", secret: "secret" };
const fetch = async (url) => (url.includes("token") ? Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } }) : new Response("{}"));

function functionsOf(object, name) {
  return Object.entries(object).flatMap(([key, value]) => {
    if (typeof value === "function" && !/^[A-Z]/.test(key)) return [[`${name}.${key}`, value]];
    return typeof value === "object" && value !== null && ["capillary", "pledg", "caxton", "customer"].includes(key) ? functionsOf(value, `${name}.${key}`) : [];
  });
}

/** What a call comes to, which is no error but an `AuthError`. */
async function messageOf(call) {
  try {
    await call();
    return "";
  } catch (error) {
    assert.ok(root.isAuthError(error), `${error?.stack}`);
    assert.doesNotMatch(JSON.stringify(error), new RegExp(PLANTED));
    return error.message;
  }
}

for (const [name, call] of [...functionsOf(root, "root"), ...functionsOf(headers, "headers"), ...functionsOf(server, "server")]) {
  test(`${name} of what cannot be read is an AuthError, or an answer`, async () => {
    let unread = 0;
    for (const value of Object.values(UNREADABLE)) {
      for (const given of [[value], ["x", value], ["x", "x", value], [{ ...client, attribution: value, accessToken: value }], [[value]]]) {
        if (/cannot be read/.test(await messageOf(() => call(...given)))) unread += 1;
      }
    }
    // These take nothing but text, bytes, a JSON text, or any value.
    const takesNone = /basicAuthorization|basicCredentials|isAuthError|parseBasic|md5Hex|parseHost|isWeakSecret|recommend|parseDateTime|userPasswordDigest|Profile$/i.test(name);
    assert.ok(takesNone || unread > 0, "nothing was said of reading");
  });
}

test("a member that cannot be read is refused, in the fast path of a header too, and spoils no other row of a batch", async () => {
  const row = { username: "till", get password() { return fail(); } };
  for (const { basicHeaders, basicHeadersBatch } of [root.capillary, headers.capillary]) {
    assert.throws(() => basicHeaders(row), { code: "invalid_argument", field: "options" });
    const [bad, good] = basicHeadersBatch([row, { username: "till", password: "word" }]);
    assert.deepEqual([bad.error.code, Object.keys(good)], ["invalid_argument", ["headers"]]);
    assert.throws(() => basicHeadersBatch(revoked([])), { code: "invalid_argument", field: "list" });
  }
});

test("isAuthError and instanceof never throw", () => {
  for (const value of Object.values(UNREADABLE)) assert.deepEqual([root.isAuthError(value), headers.isAuthError(value), value instanceof root.AuthError], [false, false, false]);
});

for (const late of [false, true]) {
  test(`the methods of an authenticator whose credentials are given ${late ? "late" : "at once"} reject with an AuthError`, async () => {
    const { host, ...credentials } = client;
    const api = server.capillaryOAuth(late ? { host, fetch, credentials: () => credentials } : { ...client, fetch });
    let unread = 0;
    for (const value of Object.values(UNREADABLE)) {
      for (const call of [
        () => api.headers(value),
        () => api.headers({ attribution: value }),
        () => api.headers({ signal: value }),
        () => api.token(value),
        () => api.token({ signal: value }),
        () => api.fetch(value),
        () => api.fetch("/x", value),
        () => api.fetch("/x", { attribution: value }),
        () => api.fetch("/x", { signal: value }),
        async () => api.invalidate(value),
      ]) {
        if (/cannot be read/.test(await messageOf(call))) unread += 1;
      }
    }
    assert.ok(unread >= 20, `${unread} were not read`);
    await api.close();
  });
}
