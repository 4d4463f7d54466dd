// Authenticators over a fetch that answers from a list: what they send, what becomes of the token's answer, of a record in a
// store and of the answers of the API. Nothing waits, so a call is as long as its promises.

import { answers, givenTo, goodAnswers, profiles } from "./samples.mjs";
import { damaged, written } from "./json-texts.mjs";
import { bodyText, fieldList, status } from "./responses.mjs";
import { anyText } from "./texts.mjs";
import { anyToken, NOW } from "./tokens.mjs";
import { profileData } from "./profiles.mjs";
import { changed, wrongKind } from "./values.mjs";

/** What an authenticator of each kind is made of, and whose answers its token has. */
const KINDS = {
  capillaryOAuth: { options: { host: "eu.api.capillarytech.com", key: "my-key", secret: "my-secret-0123456789" }, own: "capillary.readTokenResponse", api: "capillary.classifyResponse" },
  capillaryBasic: { options: { host: "eu.api.capillarytech.com", username: "store.server", password: "server123" }, api: "capillary.classifyResponse" },
  pledgAccessToken: { options: { environment: "staging", key: "your_key", secret: "your_secret" }, own: "pledg.readTokenResponse" },
  pledgBasic: { options: { environment: "production", email: "random@domain.com", password: "john123" } },
  caxtonAccount: { options: { environment: "sandbox", username: "my-username", clientPassword: "my-password" }, own: "caxton.readTokenResponse", api: "caxton.readEnvelope" },
};

const BODILESS = new Set([101, 103, 204, 205, 304]);

/** An answer that a `Response` of the platform can be. */
function answer(chance, own) {
  const sample = chance.of(answers.get(own) ?? answers.get("any"));
  const drawn = chance.percent(60) ? sample.status : status(chance);
  const code = Number.isInteger(drawn) && drawn >= 200 && drawn <= 599 ? drawn : 200;
  const fields = chance.percent(60) ? [["content-type", "application/json"]] : fieldList(chance).filter(([, value]) => /^[\t\x20-\x7e]*$/.test(value));
  const body = chance.percent(55) && sample.body !== undefined ? (typeof sample.body === "string" ? sample.body : written(chance, sample.body)) : bodyText(chance, answers.get(own));
  return { status: code, fields: chance.percent(15) ? [...fields, ...fieldList(chance).filter(([, value]) => /^[\t\x20-\x7e]*$/.test(value))] : fields, body: BODILESS.has(code) ? null : String(body) };
}

/** A good answer of the kind, so that there is a token to go on with. */
function goodAnswer(chance, own) {
  const good = goodAnswers.get(own)?.filter(({ status: code, body }) => code === 200 && body !== undefined);
  if (!(good?.length > 0)) return answer(chance, own);
  const { body } = chance.of(good);
  return { status: 200, fields: [["content-type", "application/json"]], body: typeof body === "string" ? body : JSON.stringify(body) };
}

const CODES = ["ENOTFOUND", "ECONNRESET", "DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_HAS_EXPIRED", "UND_ERR_SOCKET", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "not a code: secret", undefined];

/** What becomes of a request that gets no answer: what fetch rejects with, or resolves to that is no response. */
function noAnswer(chance) {
  if (chance.percent(20)) return { fields: [], resolves: chance.of([undefined, null, {}, { ok: true, json: "mock" }, "text"]) };
  const code = chance.of(CODES);
  const inner = Object.assign(new Error(chance.of(["failed", "self-signed certificate", "connect ECONNREFUSED 127.0.0.1:1"])), code && { code });
  return { fields: [], rejects: chance.weighted([[70, new TypeError("fetch failed", { cause: inner })], [20, inner], [10, chance.of([undefined, "text", null, 5])]]) };
}

/** A record as a store may give it: `key` stands for the key it is asked for. */
function stored(chance) {
  const record = { form: "commerce-auth/1", key: "«key»", token: anyToken(chance), obtainedAt: NOW - 1_000, expiresAt: NOW + 300_000, lifetimeSeconds: 301, tokenType: "Bearer", refreshToken: "refresh-1" };
  const kept = Object.fromEntries(Object.entries(record).filter(() => chance.percent(92)));
  const value = chance.percent(50) ? kept : changed(chance, kept, true);
  const text = chance.percent(85) ? written(chance, value) : damaged(chance, written(chance, value));
  return chance.weighted([[88, { value: text, version: NOW - 1_000 }], [4, null], [4, { value: text, version: chance.of([NaN, "1", undefined]) }], [4, wrongKind(chance)]]);
}

const STEPS = ["token", "headers", "fetch", "fetch", "status", "invalidate", "tokenTwice"];

function script(chance, kind, options, own, api) {
  const isOver = chance.percent(50);
  return {
    kind,
    options: chance.percent(10) ? changed(chance, options) : options,
    tokens: Array.from({ length: 3 }, () => (chance.percent(4) ? noAnswer(chance) : isOver || chance.percent(30) ? answer(chance, own) : goodAnswer(chance, own))),
    apis: Array.from({ length: 4 }, () => (chance.percent(4) ? noAnswer(chance) : answer(chance, chance.percent(80) ? api : "any"))),
    stored: chance.percent(25) ? stored(chance) : undefined,
    steps: ["token", ...Array.from({ length: chance.between(1, 4) }, () => chance.of(STEPS))],
    request: requestOf(chance),
  };
}

/** Whom calls that write act for. */
const ATTRIBUTIONS = {
  capillaryOAuth: [{ entityType: "TILL", entityCode: "till-1" }, { entityCode: "till-2" }],
  capillaryBasic: [{ lookupType: "MOBILE_TRIGGER", lookup: "7" }],
};

function requestOf(chance) {
  return {
    path: chance.percent(80) ? chance.of(["/v2/customers", "customers?x=1", "https://eu.api.capillarytech.com/v2/x"]) : chance.of(["https://other.example/", "http://eu.api.capillarytech.com/", "//x.example", "", anyText(chance)]),
    init: chance.percent(60) ? {} : chance.of([{ method: "POST", body: '{"a":1}' }, { method: "GET", headers: { accept: "text/plain" } }, { method: "PUT", body: "x", headers: { "Content-Type": "text/plain" } }, { method: "DELETE" }, { method: "PATCH", body: "{}" }, { method: "delete", attribution: null }, { attribution: null }, { attribution: { entityCode: "till-1" } }, { attribution: { entityType: "STORE_CODE", entityCode: "a" } }, { attribution: 5 }]),
  };
}

const account = (kind) => (chance) => {
  const { options, own, api } = KINDS[kind];
  const attribution = chance.percent(30) ? chance.of(ATTRIBUTIONS[kind] ?? [undefined]) : undefined;
  return [script(chance, kind, attribution === undefined ? options : { ...options, attribution }, own, api)];
};

function profileScript(chance) {
  const { profile, credentials, answers: rows = [] } = chance.of(profiles);
  const data = chance.percent(75) ? profile : profileData(chance);
  const made = script(chance, "profileAuthenticator", credentials, "profile", "profile");
  const good = rows.map(({ response }) => ({ status: response.status, fields: [["content-type", "application/json"]], body: typeof response.body === "string" ? response.body : JSON.stringify(response.body) }));
  return [{ ...made, profile: data, tokens: made.tokens.map((one) => (good.length > 0 && chance.percent(60) ? chance.of(good) : one)) }];
}

function registration(chance) {
  const [options] = chance.of(givenTo.get("caxton.registerRequest"));
  return [{ kind: "registerCaxtonClient", options: chance.percent(80) ? { environment: "sandbox", username: "u", clientname: "c" } : options, tokens: [chance.percent(5) ? noAnswer(chance) : chance.percent(50) ? goodAnswer(chance, "caxton.readRegisterResponse") : answer(chance, "caxton.readRegisterResponse")], apis: [], steps: [], request: {} }];
}

/** As in functions.mjs: each with its share of all calls. */
export const SERVER_FUNCTIONS = {
  ...Object.fromEntries(Object.keys(KINDS).map((kind) => [`server.${kind}`, [/Basic/.test(kind) ? 0.1 : 0.2, account(kind)]])),
  "server.profileAuthenticator": [0.3, profileScript],
  "server.registerCaxtonClient": [0.1, registration],
};

/** Exports of `commerce-auth/server` that are not called here, each with the reason. */
export const NOT_CALLED = {
  checkProfile: "the earlier version has none",
  keyvStore: "reads nothing: what it holds comes through an authenticator's store",
  memoryStore: "reads nothing: what it holds comes through an authenticator's store",
  redisStore: "is held against a real Redis in tests/stores",
  sealedStore: "its key is random for each record; tests/stores opens what it seals",
};
