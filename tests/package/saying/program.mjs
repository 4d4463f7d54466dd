// Says all it can: every authenticator, every sort of failure, all that can be printed, written, thrown and emitted.
// The secrets that come up on the way go to the parent by a channel of their own, as nothing else does.
//
// Not printed, since the caller asked for it and gets it: the fields of `headers()`, `.value` of a token, requests that
// were built (headers, body), a parsed password, single fields of the emulator's log; nor the answers of an API, which
// are the caller's and stand in that log, so that those of this program hold no secret.

import { format, inspect } from "node:util";

import { imported } from "../installed.mjs";
import { CAPILLARY, CAXTON, EMULATOR, PACKAGE, PLEDG, PLEDG_USER, SEALING_KEY, SIGNING_SECRET, TILL, TOKEN, secretPartsOf } from "./planted.mjs";

const { basicAuthorization, bearerAuthorization, capillary, caxton, decodeJwt, parseBasicAuthorization, pledg, signJwtHs256 } = await imported("commerce-auth");
const server = await imported("commerce-auth/server");
const { defineProfile } = server;
const { axiosOptions, gotOptions, kyOptions, ofetchOptions, openapiFetchOptions, playwrightRequest, undiciInterceptor } = await imported("commerce-auth/adapters");
const { startEmulator } = await imported("commerce-auth/testing");

const EVERYTHING = { showHidden: true, depth: 12, maxStringLength: Infinity, maxArrayLength: Infinity };
const secrets = new Set();

const vendor = await startEmulator({
  capillary: { clients: [CAPILLARY], tills: [TILL] },
  pledg: { clients: [PLEDG], users: [PLEDG_USER] },
  caxton: { account: CAXTON },
});

function say(...values) {
  for (const value of values) {
    console.log(value);
    console.log("%s %o %j", value, value, value);
    console.error(inspect(value, EVERYTHING));
    if (value instanceof Error) console.error(value.stack, inspect(value.cause, EVERYTHING));
    say(...(value instanceof Error && value.cause ? [value.cause] : []));
  }
}

/** Says how a call ends; what it gives is said only if it is no answer to "give me the secret". */
async function attempt(call, { isSecret = true } = {}) {
  try {
    const value = await call();
    if (!isSecret) say(value);
  } catch (error) {
    say(error);
  }
}

const profile = defineProfile({
  name: "by hand",
  request: { url: "{host}/v3/oauth/token/generate", encoding: "json", clientAuthentication: "body", fields: { key: "{key}", secret: "{secret}" } },
  response: { token: "/data/accessToken", lifetimeSeconds: "/data/ttlSeconds" },
  header: { name: "X-CAP-API-OAUTH-TOKEN" },
  rejected: { status: [401] },
});

const MAKERS = {
  capillaryOAuth: (common) => server.capillaryOAuth({ host: vendor.url, ...CAPILLARY, ...common }),
  capillaryBasic: (common) => server.capillaryBasic({ host: vendor.url, ...TILL, ...common }),
  pledgAccessToken: (common) => server.pledgAccessToken({ host: vendor.pledg.url, ...PLEDG, ...common }),
  pledgBasic: (common) => server.pledgBasic({ host: vendor.pledg.url, ...PLEDG_USER, ...common }),
  caxtonAccount: (common) => server.caxtonAccount({ host: vendor.caxton.url, username: CAXTON.username, clientPassword: CAXTON.clientPassword, ...common }),
  profileAuthenticator: (common) => server.profileAuthenticator(profile, { host: vendor.url, ...CAPILLARY }, common),
};

const ALL_SECRETS = [...Object.values(CAPILLARY), TILL.password, ...Object.values(PLEDG), CAXTON.clientPassword].join(" ");

/** What can go wrong, with a vendor who says this. */
const faults = (words) => [
  { status: 503 },
  { status: 429, headers: { "Retry-After": "120", "X-Cap-Requestid": encodeURIComponent(words) } },
  { status: 302, headers: { Location: `https://x.example/?s=${encodeURIComponent(words)}` } },
  { status: 500, body: `<html>${words}</html>`, headers: { "Content-Type": "text/html" } },
  { body: { data: null, errors: [{ code: 320001, message: words }] } },
  { status: 400, body: { error: "invalid_client", error_description: encodeURIComponent(words) } },
  { body: { data: { accessToken: `${words}\n`, ttlSeconds: words }, access_token: `${words}\n`, expires_in: words } },
  { reset: true },
  { truncate: true },
  { hang: true },
];
// What it sees nowhere else, an authenticator cannot know for a token: not in a vendor's words, but where a token stands.
const BAD_TOKEN = { body: { data: { accessToken: `${TOKEN}\n`, ttlSeconds: TOKEN }, access_token: `${TOKEN}\n`, expires_in: TOKEN } };
const TOKEN_FAULTS = [...faults(ALL_SECRETS), BAD_TOKEN];
const API_FAULTS = [{ status: 401, body: { errors: [{ code: 401, message: "hello" }] } }, ...faults("hello").filter(({ hang }) => !hang)];

const PATHS = { pledgAccessToken: "/api/purchases/pur_1", pledgBasic: "/api/purchases/pur_1", caxtonAccount: "webhooks/endpoints" };

for (const [name, make] of Object.entries(MAKERS)) {
  const path = PATHS[name] ?? "/v2/customers/lookup";
  const kept = server.memoryStore();
  const store = server.sealedStore(recording(kept), SEALING_KEY, { onUnreadable: say });
  const common = { dangerouslyAllowInsecureHttp: "loopback", timeoutMs: 300, retry: { maxRetries: 1, maxDelayMs: 5 }, onEvent: say, store };
  const api = make(common);
  say(api, { api });
  await attempt(() => api.headers());
  const token = api.token && (await api.token().catch(say));
  if (token) {
    for (const part of secretPartsOf(token.value)) secrets.add(part);
    say(token, { token }, `${token}`);
  }
  await attempt(async () => (await api.fetch(path)).status, { isSecret: false });
  for (const options of [axiosOptions(api), gotOptions(api), kyOptions(api), ofetchOptions(api), openapiFetchOptions(api), playwrightRequest(api, {}), undiciInterceptor(api)]) say(options);
  await callsThatAreRefused(api, path);
  for (const fault of API_FAULTS) {
    vendor.fault({ on: "api", ...fault });
    await attempt(async () => (await api.fetch(path)).status, { isSecret: false });
    vendor.clearFaults();
  }
  for (const fault of TOKEN_FAULTS) await attemptRenewal(make, { ...common, store: undefined }, fault);
  say(api.status(), store, kept);
  await api.close();
  say(api, api.status());
  await attempt(() => api.headers());
  await attemptRenewal(make, { ...common, store: undefined, fetch: thrower }, {});
  await attemptRenewal(make, { ...common, store: brokenStore() }, {});
}

/** Another authenticator, whose first token call meets the fault. */
async function attemptRenewal(make, common, fault) {
  if (Object.keys(fault).length > 0) for (const on of ["token", "pledg.token", "caxton.token"]) vendor.fault({ on, ...fault, times: 2 });
  const api = make(common);
  await attempt(() => api.headers());
  say(api.status());
  vendor.clearFaults();
  await api.close();
}

async function callsThatAreRefused(api, path) {
  const held = Object.values(await api.headers().catch(() => ({})))[0];
  await attempt(() => api.fetch("https://elsewhere.example/"));
  await attempt(() => api.fetch(`https://user:${encodeURIComponent(TILL.password)}@127.0.0.1/`));
  await attempt(() => api.fetch("http://[bad"));
  await attempt(() => api.fetch(path, { headers: { Authorization: `${held}\n` } }));
  await attempt(() => api.fetch(path, { headers: { [CAPILLARY.secret]: "x" } }));
  await attempt(() => api.headers({ attribution: { [TILL.password]: 1 } }));
  await attempt(() => api.invalidate({ [CAPILLARY.secret]: 1 }));
}

/** A fetch whose error quotes all it was called with. */
async function thrower(url, init) {
  const text = `cannot send ${inspect(init, EVERYTHING)} to ${url}`;
  throw Object.assign(new TypeError(text, { cause: Object.assign(new Error(text), { code: "ECONNREFUSED" }) }), { init });
}

/** Shows what a store is given: by a sealed store, nothing that anybody can read. */
function recording(store) {
  const shown = (name) => (...given) => {
    console.log("store %s %j", name, given);
    return store[name](...given);
  };
  return { read: shown("read"), write: shown("write"), remove: shown("remove"), lock: shown("lock"), unlock: shown("unlock") };
}

/** Fails with all that it was given. */
function brokenStore() {
  const fail = async (...given) => {
    throw new Error(`cannot keep ${JSON.stringify(given)}`);
  };
  return { read: async () => ({ value: `not a record ${ALL_SECRETS}`, version: 1 }), write: fail, remove: fail };
}

const at = { host: vendor.url, dangerouslyAllowInsecureHttp: "loopback" };
for (const call of [
  () => basicAuthorization("a:b", TILL.password),
  () => basicAuthorization("a", `${TILL.password}\n`),
  () => parseBasicAuthorization(`Basic ${Buffer.from(`u:${TILL.password}`).toString("base64")}*`),
  () => bearerAuthorization(`Bearer ${TOKEN}`),
  () => decodeJwt(`${TOKEN}!`),
  () => signJwtHs256({ a: 1 }, ""),
  () => signJwtHs256({ a: 1n }, SIGNING_SECRET),
  () => capillary.basicHeaders({ username: "a", passwordMd5: TILL.password }),
  () => capillary.basicHeaders({ username: "a", [TILL.password]: 1 }),
  () => capillary.oauthHeaders({ accessToken: `Bearer ${TOKEN}` }),
  () => capillary.tokenRequest({ host: "http://x.example", ...CAPILLARY }),
  () => capillary.tokenRequest({ host: `https://u:${CAPILLARY.secret}@x.example`, ...CAPILLARY }),
  () => pledg.tokenRequest({ environment: PLEDG.secret, ...PLEDG }),
  () => caxton.tokenRequest({ environment: "sandbox", username: "u", clientPassword: `${CAXTON.clientPassword}\r\n` }),
  () => capillary.readTokenResponse({ status: 200, body: { data: { accessToken: `${TOKEN} `, ttlSeconds: 1 } } }),
  () => server.capillaryBasic({ ...at, username: "a", pasword: TILL.password }),
  () => server.capillaryOAuth({ ...at, ...CAPILLARY, timeoutMs: CAPILLARY.secret }),
  () => server.sealedStore(server.memoryStore(), SEALING_KEY.subarray(1)),
  () => server.profileAuthenticator(profile, { host: vendor.url, ...CAPILLARY, [CAPILLARY.secret]: "x" }),
]) {
  await attempt(async () => call());
}
await attempt(() => server.registerCaxtonClient({ ...at, host: vendor.caxton.url, username: CAXTON.username, clientname: "another" }));

for (const { responseBody } of vendor.requests) for (const token of responseBody.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? []) secretPartsOf(token).forEach((part) => secrets.add(part));
process.emitWarning(format("%o", await MAKERS.capillaryOAuth({ dangerouslyAllowInsecureHttp: "loopback" }).fetch("http://[bad").catch((error) => error)));
// A warning is printed a little later.
await new Promise((resolve) => setImmediate(resolve));
console.log(EMULATOR);
console.error(EMULATOR);
say(vendor, vendor.faults, vendor.requests.at(-1));
await vendor.close();
console.log(PACKAGE);
console.error(PACKAGE);
process.send({ secrets: [...secrets] });
process.disconnect();
// The last words: an error that nobody catches.
await Promise.reject(await Promise.resolve().then(() => server.capillaryOAuth({ ...at, ...CAPILLARY, secrte: CAPILLARY.secret })).catch((error) => error));
