// Authenticators, their stores and adapters. These rows are awaited, but for those with `isSync`; the three parts of a
// call of an authenticator's `fetch` are in fetch.mjs.

import { tillHeader } from "../by-hand/basic.mjs";
import { authenticatorByHand, tokenByHand } from "../by-hand/authenticators.mjs";
import { readRegistration } from "../by-hand/envelopes.mjs";
import { mapStore, sealingStore, textStore } from "../by-hand/stores.mjs";
import { tills } from "../samples/tills.mjs";
import { SHOP } from "./profiles.mjs";
import { row } from "./row.mjs";

const LOOPBACK = { dangerouslyAllowInsecureHttp: "loopback" };
const CLIENT = { key: "a-key", secret: "a-secret" };
const JSON_FIELDS = { "Content-Type": "application/json", Accept: "application/json" };
const AT_MOST_A_MICROSECOND = { limit: 1_000, over: "", unit: "ns" };

/** Authenticators of every vendor that ask the loopback server. */
export function authenticatorsAt(server, origin) {
  const host = { host: origin, ...LOOPBACK };
  const [{ username, password }] = tills(1);
  return {
    capillaryOAuth: () => server.capillaryOAuth({ ...host, ...CLIENT }),
    capillaryBasic: () => server.capillaryBasic({ ...host, username, password }),
    pledgAccessToken: () => server.pledgAccessToken({ ...host, ...CLIENT }),
    pledgBasic: () => server.pledgBasic({ ...host, email: username, password }),
    caxtonAccount: () => server.caxtonAccount({ ...host, username, clientPassword: password }),
    profileAuthenticator: () => server.profileAuthenticator(SHOP, { host: origin, clientId: "an-id", clientSecret: "a-secret" }, LOOPBACK),
  };
}

/** `server` and `adapters` are the entries; `open` collects what has to be closed. */
export async function serverRows({ server, adapters, at, Keyv }, open) {
  const make = authenticatorsAt(server, at.origin);
  const api = make.capillaryOAuth();
  const basic = make.capillaryBasic();
  open.push(api, basic);
  const fields = await api.headers();
  return [
    ...methodRows(api, basic, fields, await api.token()),
    ...factoryRows(make, at.origin, fields),
    ...callRows(server, make, at),
    ...(await storeRows(server, Keyv)),
    ...adapterRows(adapters, api),
  ];
}

function methodRows(api, basic, fields, token) {
  const [till] = tills(1);
  const tillFields = { Authorization: tillHeader(till) };
  const inputs = [null];
  const status = { name: "ours", hasToken: true, calling: false, ageMs: 0, tokenCalls: 1, failedCalls: 0, rejections: 0 };
  return [
    row({
      call: "Authenticator.headers",
      about: "a fresh token",
      inputs,
      ours: () => api.headers(),
      byHand: async () => ({ ...fields }),
      using: "an async function that copies a record",
      bar: AT_MOST_A_MICROSECOND,
    }),
    row({
      call: "Authenticator.headers",
      about: "Basic",
      inputs,
      ours: () => basic.headers(),
      byHand: async () => ({ ...tillFields }),
      using: "an async function that copies a record",
      same: ({ Authorization }) => Authorization,
      bar: AT_MOST_A_MICROSECOND,
    }),
    row({
      call: "Authenticator.token",
      about: "a fresh token",
      inputs,
      ours: () => api.token(),
      byHand: async () => token,
      using: "an async function",
      same: ({ value }) => value,
    }),
    row({
      call: "Authenticator.status",
      about: "a fresh token",
      inputs,
      ours: () => api.status(),
      byHand: () => ({ ...status, ageMs: Date.now() }),
      using: "a record",
      same: ({ hasToken, calling }) => ({ hasToken, calling }),
    }),
    row({
      call: "Authenticator.invalidate",
      about: "another token",
      inputs: ["an-older-token"],
      ours: (rejected) => api.invalidate(rejected),
      byHand: (rejected) => void (rejected === token.value),
      using: "===",
    }),
  ].map((made) => ({ ...made, isSync: /status|invalidate/.test(made.call) }));
}

function factoryRows(make, origin, fields) {
  return Object.entries(make).map(([name, made]) =>
    row({
      call: name,
      about: "made and closed",
      inputs: [null],
      ours: async () => {
        const api = made();
        await api.close();
        return api;
      },
      byHand: async () => {
        const api = authenticatorByHand(origin, fields);
        await api.close();
        return api;
      },
      using: "two closures, no renewal",
      same: ({ headers, fetch }) => [typeof headers, typeof fetch],
    }),
  );
}

function callRows(server, make, at) {
  const url = `${at.origin}/v3/oauth/token/generate`;
  const registration = { host: at.origin, username: "a-name", clientname: "a-client", ...LOOPBACK };
  return [
    row({
      call: "capillaryOAuth",
      about: "made, a token obtained, closed",
      inputs: [null],
      async ours() {
        const api = make.capillaryOAuth();
        const fields = await api.headers();
        await api.close();
        return fields;
      },
      byHand: () => tokenByHand(url, { headers: JSON_FIELDS, body: JSON.stringify(CLIENT) }, ({ data }) => ({ "X-CAP-API-OAUTH-TOKEN": data.accessToken, ...JSON_FIELDS })),
      using: "fetch, JSON.parse",
    }),
    row({
      call: "registerCaxtonClient",
      about: "one call",
      inputs: [null],
      ours: () => server.registerCaxtonClient(registration),
      byHand: () =>
        tokenByHand(
          `${at.origin}/api/clients/auth/register`,
          { headers: { accept: "application/json", "content-type": "text/json" }, body: JSON.stringify({ Username: "a-name", Clientname: "a-client" }) },
          (body) => readRegistration({ status: 200, body }),
        ),
      using: "fetch, JSON.parse",
    }),
  ];
}

const KEY = "5e884898da28047151d0e56f8dc6292773603d0d6aabbd62a11ef721d1542d8";
const RECORD = { value: JSON.stringify({ token: "x".repeat(1_000) }), version: 1_760_000_000_000 };

async function storeRows(server, Keyv) {
  const seal = new Uint8Array(32).fill(7);
  const redis = redisInMemory();
  const keyv = new Keyv();
  const stores = {
    memoryStore: [server.memoryStore(), mapStore(), "a Map"],
    keyvStore: [server.keyvStore(keyv), textStore({ get: (key) => keyv.get(key), set: (key, text, ttl) => keyv.set(key, text, ttl) }), "Keyv, JSON"],
    redisStore: [server.redisStore(redis), textStore({ get: redis.get, set: (key, text) => redis.set(key, text, { PX: 1 }) }), "the client's get and set, JSON"],
    sealedStore: [server.sealedStore(server.memoryStore(), [seal]), await sealingStore(mapStore(), seal), "WebCrypto, a Map"],
  };
  return Object.entries(stores).map(([name, [ours, byHand, using]]) =>
    row({ call: name, about: "a record of 1 kB written and read", inputs: [null], ours: writtenAndRead(ours), byHand: writtenAndRead(byHand), using }),
  );
}

const writtenAndRead = (store) => async () => {
  await store.write(KEY, RECORD, 60_000);
  return store.read(KEY);
};

/** A client of node-redis as far as the store needs it, in memory: what is measured is the store. */
function redisInMemory() {
  const entries = new Map();
  return {
    EVAL: () => {},
    // What a client of callbacks lacks.
    connect: () => {},
    get: async (key) => entries.get(key),
    set: async (key, value) => void entries.set(key, value),
    // The script that writes: version, text, lifetime.
    eval: async (script, { keys: [key], arguments: [, text] }) => void entries.set(key, text),
  };
}

const INSTRUMENT = { add: () => {}, record: () => {} };
const METER = { createCounter: () => INSTRUMENT, createHistogram: () => INSTRUMENT };

function adapterRows(adapters, api) {
  const calling = (input, init) => api.fetch(input, init);
  const row_ = (name, byHand, same) => ({
    ...row({ call: name, about: "made", inputs: [null], ours: () => adapters[name](api), byHand, using: "a record with a closure", same }),
    isSync: true,
  });
  const fetches = ({ fetch, env }) => typeof (fetch ?? env?.fetch);
  return [
    row_("axiosOptions", () => ({ adapter: "fetch", env: { fetch: calling } }), fetches),
    row_("gotOptions", () => ({ followRedirect: false, hooks: { beforeRequest: [calling] } }), ({ followRedirect }) => followRedirect),
    row_("kyOptions", () => ({ fetch: calling, retry: 0 }), fetches),
    row_("ofetchOptions", () => ({ fetch: calling }), fetches),
    row_("openapiFetchOptions", () => ({ fetch: calling }), fetches),
    { ...row_("playwrightRequest", () => ({ fetch: calling }), fetches), ours: () => adapters.playwrightRequest(api, {}) },
    row_("undiciInterceptor", () => (dispatch) => dispatch, (made) => typeof made),
    { ...row_("telemetry", () => () => {}, (made) => typeof made), ours: () => adapters.telemetry({ meter: METER }) },
  ];
}
