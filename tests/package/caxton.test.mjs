// Caxton, as far as JavaScript has a part in it; what requests and answers look like is in the vectors.

import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { imported } from "./installed.mjs";
import { AuthError, assertNoLeak } from "./vendor.mjs";
import { UNKNOWN, WINDOW, WORKER, inWebRealm } from "./web-realm.mjs";

const { caxton, capillary } = await imported("commerce-auth");

const PASSWORD = "Planted client password 0123";
const TOKEN = "PlantedTokenOfTheMainAccount-._~+/==";
const USER_TOKEN = "PlantedTokenOfAUser/1";
const PLANTED = [PASSWORD, TOKEN, USER_TOKEN];
const NOW = 1_700_000_000_000;

const names = { username: "my-username", clientname: "cxtnclient" };
const VALID = { ApiStatusCode: 100, ApiStatus: "IsValid", ApiStatusDescription: "Valid Operation" };
const LIFE = { StartDate: "2023-08-23T10:55:45.0645017Z", EndDate: "2023-09-22T10:55:45.0645017Z" };
const envelope = (model) => ({ Content: { Model: { ...VALID, ...model }, ExpectedResponses: ["IsValid"] } });
const REGISTERED = envelope({ ClientPassword: PASSWORD, ...LIFE, PublicKey: "key" });

/** An access token as a reader of another vendor gives it: what a caller holds is the class, not the vendor. */
const asAccessToken = (value) => capillary.readTokenResponse({ status: 200, body: { data: { accessToken: value, ttlSeconds: 300 } } });

function thrownBy(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
    assertNoLeak([error, inspect(error, { showHidden: true }), error.stack], PLANTED);
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

const codeAndField = (call) => {
  const { code, field } = thrownBy(call);
  return [code, field];
};

test("the environments are a table that nobody can change, the same at every look", () => {
  assert.deepEqual(Object.keys(caxton.environments), ["sandbox", "staging", "production"]);
  assert.ok(Object.isFrozen(caxton.environments));
  assert.equal(caxton.environments, caxton.environments);
  assert.ok(Object.isFrozen(caxton));
});

test("an environment's address serves as host", () => {
  for (const [environment, host] of Object.entries(caxton.environments)) {
    assert.deepEqual(caxton.registerRequest({ host, ...names }), caxton.registerRequest({ environment, ...names }));
  }
});

test("an option that is undefined is one left out", () => {
  const request = caxton.registerRequest({ environment: "sandbox", host: undefined, ...names });
  assert.equal(request.url, "https://sandbox.caxton.io/api/clients/auth/register");
  const headers = caxton.bearerHeaders({ accessToken: TOKEN, identityNumber: undefined, userApiToken: undefined });
  assert.deepEqual(Object.keys(headers), ["Authorization"]);
});

test("fetch takes a request as it is", () => {
  const request = caxton.registerRequest({ environment: "sandbox", ...names });
  const sent = new Request(request.url, request);
  assert.equal(sent.headers.get("content-type"), "text/json");
  assert.equal(sent.headers.get("accept"), "application/json");
  const reset = caxton.resetRequest({ environment: "sandbox", path: "a/b", accessToken: TOKEN });
  assert.equal(new Request(reset.url, reset).method, "PUT");
  assert.ok(!("body" in reset));
});

for (const [what, token] of [["text", TOKEN], ["an AccessToken", asAccessToken(TOKEN)]]) {
  test(`a token as ${what} is sent bare behind its scheme`, () => {
    const at = { environment: "sandbox", accessToken: token };
    const requests = [
      { headers: caxton.bearerHeaders({ accessToken: token }) },
      caxton.subsidiaryRequest({ ...at, companyName: "demo45", email: "a@demo45.example" }),
      caxton.resetRequest({ ...at, path: "a/b" }),
    ];
    for (const { headers } of requests) assert.equal(headers.Authorization, `Bearer ${TOKEN}`);
  });
}

const BODIES = { "its text": JSON.stringify(REGISTERED), "its parsed value": REGISTERED };
for (const [what, body] of Object.entries(BODIES)) {
  test(`a registration as ${what} is a plain record that holds the password`, () => {
    const registration = caxton.readRegisterResponse({ status: 200, headers: new Headers({ "content-type": "application/json" }), body }, { now: NOW });
    assert.deepEqual(registration, { clientPassword: PASSWORD, startsAt: 1_692_788_145_064, endsAt: 1_695_380_145_064, publicKey: "key" });
    assert.equal(new Date(registration.endsAt).toISOString(), "2023-09-22T10:55:45.064Z");
  });
}

test("a reader needs no clock of the caller's", () => {
  const { code, retryAfterMs } = thrownBy(() => caxton.readEnvelope({ status: 429, headers: { "Retry-After": new Date(Date.now() + 60_000).toUTCString() }, body: "" }));
  assert.equal(code, "rate_limited");
  assert.ok(retryAfterMs > 50_000 && retryAfterMs <= 60_000, `${retryAfterMs}`);
  assert.equal(caxton.readRegisterResponse({ status: 200, body: REGISTERED }).publicKey, "key");
});

test("an instant without a zone is UTC wherever the process stands", () => {
  const zone = process.env.TZ;
  process.env.TZ = "Pacific/Auckland";
  try {
    const body = envelope({ ClientPassword: PASSWORD, StartDate: "2023-11-21T00:00:00", EndDate: "2023-12-21T00:00:00" });
    assert.equal(caxton.readRegisterResponse({ status: 200, body }).startsAt, Date.UTC(2023, 10, 21));
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test("a Response passed whole is refused with the word that helps", () => {
  const whole = Response.json(REGISTERED);
  for (const read of [caxton.readRegisterResponse, caxton.readEnvelope]) {
    assert.deepEqual(codeAndField(() => read(whole)), ["invalid_argument", "response.body"]);
    assert.deepEqual(codeAndField(() => read(null)), ["invalid_argument", "response"]);
  }
});

test("what stands in the envelope comes as values, and only what stands there", () => {
  const body = { ...envelope({ Rows: [{ At: "2023-11-21T00:00:00" }] }), AuthorisedClientModel: { ClientId: "c" } };
  const answer = caxton.readEnvelope({ status: 200, body });
  assert.deepEqual(answer, { model: body.Content.Model, authorisedClient: { ClientId: "c" } });
  assert.ok(!("authorisedUser" in answer));
});

test("a member called __proto__ stays a member", () => {
  const body = '{"Content":{"Model":{"ApiStatus":"IsValid","__proto__":{"polluted":true}},"ExpectedResponses":["IsValid"]}}';
  const { model } = caxton.readEnvelope({ status: 200, body });
  assert.equal(model.polluted, undefined);
  assert.equal({}.polluted, undefined);
});

test("the steps of a sub-account fit together: its answer names it, and it registers with these names", () => {
  const { model } = caxton.readEnvelope({ status: 200, body: envelope({ Username: "sub-username", Name: "demo45" }) });
  const request = caxton.registerRequest({ environment: "sandbox", username: model.Username, clientname: model.Name });
  assert.deepEqual(JSON.parse(request.body), { Username: "sub-username", Clientname: "demo45" });
});

test("the digest of a user's password is base64 of hexadecimal digits", () => {
  const digest = caxton.userPasswordDigest("Admin@123");
  assert.equal(Buffer.from(digest, "base64").toString(), "0e7517141fb53f21ee439b355b5a1d0a");
});

const NOT_STRINGS = { nothing: undefined, null: null, "a number": 7, "an object": {}, "an array": [], "a symbol": Symbol(PASSWORD), "a function": () => PASSWORD };
for (const [what, value] of Object.entries(NOT_STRINGS)) {
  test(`${what} is no name, no token, no path and no password`, () => {
    const at = { environment: "sandbox" };
    const invalid = (field) => ["invalid_argument", field];
    assert.deepEqual(codeAndField(() => caxton.registerRequest({ ...at, username: value, clientname: "c" })), invalid("username"));
    assert.deepEqual(codeAndField(() => caxton.registerRequest({ ...at, username: "u", clientname: value })), invalid("clientname"));
    assert.deepEqual(codeAndField(() => caxton.bearerHeaders({ accessToken: value })), invalid("accessToken"));
    assert.deepEqual(codeAndField(() => caxton.resetRequest({ ...at, path: value, accessToken: TOKEN })), invalid("path"));
    assert.deepEqual(codeAndField(() => caxton.subsidiaryRequest({ ...at, accessToken: TOKEN, companyName: "c", email: value })), invalid("email"));
    assert.deepEqual(codeAndField(() => caxton.userPasswordDigest(value)), invalid("password"));
  });
}

const CALLS = {
  registerRequest: { environment: "sandbox", ...names },
  bearerHeaders: { accessToken: TOKEN },
  subsidiaryRequest: { environment: "sandbox", accessToken: TOKEN, companyName: "c", email: "e" },
  resetRequest: { environment: "sandbox", accessToken: TOKEN, path: "a/b" },
};
for (const [name, options] of Object.entries(CALLS)) {
  test(`caxton.${name} names the option it does not know, and what was meant`, () => {
    const misspelt = Object.keys(options).at(-1);
    const error = thrownBy(() => caxton[name]({ ...options, [`${misspelt}x`]: PASSWORD }));
    assert.deepEqual([error.code, error.field], ["unknown_option", `${misspelt}x`]);
    assert.match(error.message, new RegExp(`Did you mean ${misspelt}\\?`));
  });

  test(`caxton.${name} takes nothing but an object`, () => {
    for (const value of [undefined, null, 7, PASSWORD, [options]]) {
      assert.deepEqual(codeAndField(() => caxton[name](value)), ["invalid_argument", "options"]);
    }
  });
}

test("an environment there is not is refused with those there are", () => {
  const { code, field, message } = thrownBy(() => caxton.registerRequest({ environment: PASSWORD, ...names }));
  assert.deepEqual([code, field], ["invalid_argument", "environment"]);
  for (const known of ["sandbox", "staging", "production"]) assert.match(message, new RegExp(known));
});

const BAD_ANSWERS = {
  "a good password without an end": envelope({ ClientPassword: PASSWORD }),
  "a password that is also the code": { Content: { Model: { ...REGISTERED.Content.Model, ApiStatus: "No", ApiStatusCode: PASSWORD }, ExpectedResponses: ["IsValid"] } },
  "words that repeat the password": { Content: { Model: { ...REGISTERED.Content.Model, ApiStatus: "No", ApiStatusDescription: `not ${PASSWORD}` }, ExpectedResponses: ["IsValid"] } },
  "words that repeat a user's token": { Content: { Model: { ApiToken: USER_TOKEN, ApiStatus: USER_TOKEN }, ExpectedResponses: [] } },
  "a cut": JSON.stringify(REGISTERED).slice(0, 120),
  "the password alone": PASSWORD,
  "a date that is the password": envelope({ ClientPassword: PASSWORD, StartDate: PASSWORD, EndDate: PASSWORD }),
};
for (const [what, body] of Object.entries(BAD_ANSWERS)) {
  test(`G11: ${what} shows nothing`, () => {
    for (const status of [200, 400, 401, 500]) {
      thrownBy(() => caxton.readRegisterResponse({ status, body }));
      if (status >= 400) thrownBy(() => caxton.readEnvelope({ status, body }));
    }
  });
}

test("G11: no refusal of an argument shows it", () => {
  for (const secret of PLANTED) {
    thrownBy(() => caxton.bearerHeaders({ accessToken: `${secret}\n` }));
    thrownBy(() => caxton.bearerHeaders({ accessToken: TOKEN, userApiToken: `${secret}\n` }));
    thrownBy(() => caxton.bearerHeaders({ accessToken: TOKEN, identityNumber: `${secret}\n` }));
    thrownBy(() => caxton.bearerHeaders({ accessToken: TOKEN, [secret]: secret }));
    thrownBy(() => caxton.resetRequest({ environment: "sandbox", accessToken: TOKEN, path: `?${secret}` }));
    thrownBy(() => caxton.registerRequest({ host: `https://u:${encodeURIComponent(secret)}@h.example`, ...names }));
    thrownBy(() => caxton.userPasswordDigest(`${secret}\n`));
  }
});

for (const [what, prepare] of Object.entries({ "a page": WINDOW, "a worker of a page": WORKER })) {
  test(`${what} registers no client, and gets everything else`, () => {
    const page = inWebRealm("index.cjs", prepare).caxton;
    assert.throws(() => page.registerRequest({ environment: "sandbox", ...names }), (error) => {
      assertNoLeak(error, PLANTED);
      assert.match(error.message, /caxton\.registerRequest .*on your server/);
      return error.code === "server_only";
    });
    assert.equal(page.bearerHeaders({ accessToken: TOKEN }).Authorization, `Bearer ${TOKEN}`);
    assert.equal(page.environments.sandbox, "https://sandbox.caxton.io/api/");
    assert.equal(page.readEnvelope({ status: 200, body: envelope({ A: 1 }) }).model.A, 1);
    assert.equal(page.resetRequest({ environment: "sandbox", accessToken: TOKEN, path: "a" }).method, "PUT");
    assert.equal(page.userPasswordDigest("Admin@123"), "MGU3NTE3MTQxZmI1M2YyMWVlNDM5YjM1NWI1YTFkMGE=");
  });
}

test("a runtime nobody knows registers a client", () => {
  const { caxton: somewhere } = inWebRealm("index.cjs", UNKNOWN);
  assert.equal(somewhere.registerRequest({ environment: "sandbox", ...names }).method, "POST");
});

test("the slim entry says what is missing before it has been started", async () => {
  const slim = inWebRealm("slim.cjs", UNKNOWN);
  assert.throws(() => slim.caxton.environments, { code: "internal", message: /init/ });
});
