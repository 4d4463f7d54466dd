// E1: to write a default out changes nothing. For every profile there is here, and for any choice of its defaults, the profile with
// them written out asks, reads, carries and judges as the one without.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { credentialsOf } from "../catalogue/by-hand.mjs";
import { CANNOT, profileOf } from "../catalogue/profiles.mjs";
import { imported } from "./installed.mjs";
import { SEED, chance } from "./random.mjs";

const { AuthError } = await imported("commerce-auth");
const { defineProfile, profileAuthenticator } = await imported("commerce-auth/server");
const shipped = await imported("commerce-auth/profiles");

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const DESCRIBED = readdirSync(new URL("../profiles/", import.meta.url)).filter((name) => name.endsWith(".json")).map((name) => read(`../profiles/${name}`));
const CATALOGUED = read("../catalogue/apis.json")
  .filter(({ name }) => !Object.hasOwn(CANNOT, name))
  .map((api) => ({ profile: profileOf(api), api }))
  .filter(({ profile }) => profile.request.assertion === undefined)
  .map(({ profile, api }) => ({ profile, credentials: credentialsOf(api, profile.oneOf) }));
/** Those of the package that ask for a token. */
const SHIPPED = Object.entries(shipped)
  .filter(([, { request }]) => request)
  .map(([name, profile]) => ({ profile, credentials: read(`../profiles/ready/${name}.json`).credentials }));
const PROFILES = [...DESCRIBED, ...CATALOGUED, ...SHIPPED];

const RFC_6749 = {
  pointer: "",
  code: "error",
  message: "error_description",
  unknownCode: "error-unless-success",
  meanings: {
    access_denied: "forbidden",
    insufficient_scope: "forbidden",
    invalid_client: "bad_credentials",
    invalid_grant: "bad_credentials",
    invalid_token: "token_invalid",
    server_error: "retry_later",
    temporarily_unavailable: "retry_later",
    unauthorized_client: "forbidden",
  },
};

/** Each writes one default out, where the profile leaves it to be understood. */
const DEFAULTS = [
  ({ request }) => (request.method ??= "POST"),
  ({ request }) => (request.encoding ??= "form"),
  ({ request }) => request.clientAuthentication === "basic" && (request.basicEncoding ??= "raw"),
  ({ request }) => (request.headers ??= {}),
  ({ request }) => (request.fields ??= {}),
  ({ response }) => (response.as ??= "json"),
  ({ response }) => (response.keep ??= {}),
  ({ response }) => (response.errors ??= [RFC_6749]),
  ({ response }) => response.errors?.forEach((entry) => (entry.code ??= "code")),
  ({ response }) => response.errors?.forEach((entry) => (entry.message ??= "message")),
  ({ response }) => response.errors?.forEach((entry) => (entry.meanings ??= {})),
  ({ response }) => response.errors?.forEach((entry) => (entry.unknownCode ??= entry.pointer === "" ? "error-unless-success" : "error")),
  (profile) => profile.header && (profile.header.format ??= "{token}"),
  (profile) => {
    if (!profile.header && !/[{:(]token[}:)]/.test(JSON.stringify([profile.headers, profile.query]))) profile.headers = { ...profile.headers, Authorization: "Bearer {token}" };
  },
  (profile) => (profile.rejected ??= {}),
  (profile) => profile.rejected && (profile.rejected.status ??= [401, 498]),
  (profile) => profile.rejected && (profile.rejected.body ??= []),
  (profile) => (profile.public ??= []),
  (profile) => (profile.oneOf ??= {}),
  (profile) => (profile.query ??= {}),
  (profile) => JSON.stringify(profile).includes("{host}") && (profile.hosts ??= ["host"]),
];

const BODIES = [
  {},
  { error: "invalid_client", error_description: "no" },
  { error: "auth_failed" },
  { error: "invalid_token" },
  { code: 401, message: "m" },
  { errors: [{ code: 17 }] },
  { errcode: 40001, errmsg: "m" },
  { success: false, code: "x" },
];
const STATUSES = [200, 400, 401, 403, 404, 408, 419, 429, 498, 500];
const NOW = 1_700_000_000_000;

function outcome(run) {
  try {
    return run();
  } catch (error) {
    assert.ok(error instanceof AuthError, String(error));
    return error.toJSON();
  }
}

/** What a profile makes of everything that it is asked. */
function behaviour(data, { credentials, headers }) {
  const profile = defineProfile(data);
  const answers = STATUSES.flatMap((status) => BODIES.map((body) => ({ status, body: JSON.stringify(body) })));
  const tokens = [{ access_token: "abc", expires_in: 60 }, { access_token: "abc", token_type: "mac" }, { data: { token: "abc" } }];
  const token = headers?.token ?? "abc";
  return {
    names: [...profile.credentialNames].sort(),
    request: outcome(() => profile.tokenRequest(credentials)),
    meanings: answers.map((answer) => profile.classifyResponse(answer)),
    read: [...answers, ...tokens.map((body) => ({ status: 200, body }))].map((answer) => outcome(() => profile.readTokenResponse(answer, { now: NOW }).value)),
    headers: Object.entries(outcome(() => profile.headers(token, credentials))).sort(),
  };
}

/** How often each of these answers of an API makes it ask for another token. */
async function renewals(data, credentials) {
  const counted = [];
  for (const status of [401, 403, 498]) {
    for (const body of BODIES.slice(1, 3)) {
      let tokens = 0;
      const token = { ...Object.fromEntries(["access_token", "token", "jwt"].map((name) => [name, "abc"])), instance_url: "https://a.salesforce.com" };
      const fetch = async (url, init) => {
        if (url.includes("orders-of-a-call")) return Response.json(body, { status });
        tokens += 1;
        return Response.json(token);
      };
      const api = profileAuthenticator(data, credentials, { fetch, retry: false });
      await api.fetch("orders-of-a-call").catch(() => {});
      counted.push(tokens);
      await api.close();
    }
  }
  return counted;
}

for (const api of PROFILES) {
  test(`E1: ${api.profile.name} with its defaults written out is the same, by seed ${SEED}`, async () => {
    const below = chance();
    const expected = behaviour(api.profile, api);
    const counted = await renewals(api.profile, api.credentials);
    for (let round = 0; round < 12; round += 1) {
      const written = structuredClone(api.profile);
      // All of them once, and then any of them.
      for (const write of DEFAULTS) if (round === 0 || below(2) === 0) write(written);
      assert.deepEqual(behaviour(written, api), expected, JSON.stringify(written));
      if (round < 2) assert.deepEqual(await renewals(written, api.credentials), counted, JSON.stringify(written));
    }
  });
}

test("E1: a profile that gives an error of the token endpoint a meaning renews a token that an API rejects by that word", async () => {
  const profile = {
    name: "shop",
    request: { url: "https://auth.shop.example/t", clientAuthentication: "none", fields: { s: "{s}" } },
    response: { token: "/access_token", errors: [{ pointer: "", code: "error", meanings: { auth_failed: "bad_credentials", invalid_client: "bad_credentials" } }] },
  };
  assert.deepEqual(await renewals(profile, { s: "secret" }), [2, 2, 1, 1, 2, 2]);
  assert.deepEqual(await renewals({ ...profile, rejected: { status: [403] } }, { s: "secret" }), [1, 1, 2, 2, 1, 1]);
  assert.deepEqual(await renewals({ ...profile, rejected: { status: [] } }, { s: "secret" }), [1, 1, 1, 1, 1, 1]);
});
