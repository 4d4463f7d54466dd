// Every public reader, fed with text from outside: `put(value)` makes what the reader is given of a hostile JSON value.

import { flat } from "../samples/flat.mjs";
import { NOW, SIGNING_SECRET, jwts, signedText } from "../samples/jwts.mjs";
import { SHOP } from "./profiles.mjs";

const [TOKEN] = jwts(1, 600);
const SECRET = "the-secret-key-of-the-merchant-dashboard";
const base64url = (text) => Buffer.from(text).toString("base64url");
const SIGNATURE = base64url("s".repeat(32));
const BACK = `"created_at":"2024-04-04T12:20:34","error":"","id":"pur_1","reference":"order-1","sandbox":"true","status":"completed","signature":"${"A".repeat(64)}"`;

const ok = (body) => ({ status: 200, body: flat(body) });
const parsed = (members) => (value) => JSON.parse(`{${members},"more":${value}}`);
const answered = (members) => (value) => ({ status: 200, body: parsed(members)(value) });
const beside = (members) => (value) => ok(`{${members},"more":${value}}`);

/**
 * Readers of text: `{ reader, put, read }`, `share`, what of its length is left to the hostile value, and `longest`, where
 * less than 1 MB is taken.
 */
export function readersOfText({ capillary, pledg, caxton, decodeJwt, verifyJwtHs256, parseBasicAuthorization, parseHost }) {
  const notified = (secret) => (body) => pledg.verifyNotification(body, { secret });
  const envelope = (value) => ok(`{"Content":{"Model":{"ApiStatus":"IsValid","more":${value}},"ExpectedResponses":["IsValid"]}}`);
  return [
    { reader: "capillary.classifyResponse", put: beside('"entity":[],"errors":[]'), read: capillary.classifyResponse },
    { reader: "capillary.classifyResponse, as errors", put: (value) => ok(`{"errors":${value}}`), read: capillary.classifyResponse },
    { reader: "capillary.readResponse", put: (value) => ok(`{"errors":${value}}`), read: capillary.readResponse },
    // A field's value, which no platform lets control characters into.
    {
      reader: "capillary.verifyWebhook",
      put: (value) => flat(value.replace(/\p{Cc}/gu, " ")),
      read: (text) => capillary.verifyWebhook({ headers: { "X-Shop-Key": text }, expected: { "X-Shop-Key": "the key" } }),
    },
    { reader: "capillary.readTokenResponse", put: beside(`"data":{"accessToken":"${TOKEN}","ttlSeconds":3600}`), read: capillary.readTokenResponse },
    { reader: "capillary.readStaffTokenResponse", put: beside('"entity":"6F0-ZTOYwp4P7b6ngXx5","success":true,"errors":[]'), read: capillary.readStaffTokenResponse },
    {
      reader: "capillary.customer.readResponse",
      put: beside(`"status":{"success":true,"code":200},"auth":{"token":"${TOKEN}","key":null},"user":{"sessionId":"D-1","role":"VIEW"}`),
      read: capillary.customer.readResponse,
    },
    { reader: "pledg.readTokenResponse", put: beside(`"access_token":"${TOKEN}","token_type":"Bearer","expires_in":600`), read: pledg.readTokenResponse },
    { reader: "pledg.verifyNotification, back mode", put: (value) => flat(`{${BACK},"more":${value}}`), read: notified(SECRET) },
    { reader: "pledg.verifyNotification, as bytes", put: (value) => Buffer.from(`{${BACK},"more":${value}}`), read: notified(SECRET) },
    { reader: "pledg.verifyNotification, unsigned", put: (value) => flat(`{"reference":"order-1","purchase_state":"failed","more":${value}}`), read: notified(null) },
    {
      reader: "pledg.verifyNotification, a JWT",
      share: 3 / 4,
      put: (value) => flat(JSON.stringify({ signature: `${base64url('{"alg":"HS256"}')}.${base64url(`{"more":${value}}`)}.${SIGNATURE}` })),
      read: notified(SECRET),
    },
    { reader: "pledg.readReturn", share: 1 / 2, put: (value) => flat(`/back?${new URLSearchParams({ pledg_error: value })}`), read: (url) => pledg.readReturn(url, { secret: SECRET }) },
    { reader: "caxton.readTokenResponse", put: beside(`"access_token":"${TOKEN}","token_type":"bearer","expires_in":600`), read: caxton.readTokenResponse },
    { reader: "caxton.readEnvelope", put: envelope, read: caxton.readEnvelope },
    { reader: "caxton.readRegisterResponse", put: envelope, read: caxton.readRegisterResponse },
    { reader: "decodeJwt, its header", share: 3 / 4, put: (value) => flat(`${base64url(`{"alg":"HS256","more":${value}}`)}.e30.${SIGNATURE}`), read: decodeJwt },
    { reader: "decodeJwt, its payload", share: 3 / 4, put: (value) => flat(`${base64url('{"alg":"HS256"}')}.${base64url(`{"more":${value}}`)}.${SIGNATURE}`), read: decodeJwt },
    { reader: "decodeJwt, no JWT at all", put: (value) => value, read: decodeJwt },
    {
      reader: "verifyJwtHs256, its header",
      share: 3 / 4,
      put: (value) => flat(`${base64url(`{"alg":"HS256","more":${value}}`)}.e30.${SIGNATURE}`),
      read: (token) => verifyJwtHs256(token, SIGNING_SECRET),
    },
    {
      // Whoever has the secret can send it; it is here to see the claims read.
      reader: "verifyJwtHs256, signed",
      share: 3 / 4,
      put: (value) => signedText(`{"more":${value}}`, SIGNING_SECRET),
      read: (token) => verifyJwtHs256(token, SIGNING_SECRET, { now: NOW }),
    },
    { reader: "parseBasicAuthorization", share: 3 / 4, put: (value) => flat(`Basic ${Buffer.from(value).toString("base64")}`), read: parseBasicAuthorization },
    { reader: "parseHost", put: (value) => flat(`api.shop.example/${value}`), read: parseHost },
    { reader: "caxton.parseDateTime", put: (value) => value, read: caxton.parseDateTime },
  ];
}

/** Readers of an authenticator, whose `read` is awaited; none of them opens a connection. */
export function readersOfAnswers(server) {
  const headers = { "content-type": "application/json" };
  const respond = (body) => new Response(body, { headers });
  const options = (more) => ({ host: "api.shop.example", key: "a-key", secret: "a-secret", retry: false, ...more });
  const tokenAnswer = (more) => `{"data":{"accessToken":"${TOKEN}","ttlSeconds":3600}${more}}`;
  const asked = async (api) => {
    try {
      return await api.headers();
    } finally {
      await api.close();
    }
  };
  const isTokenCall = (url) => url.endsWith("/oauth/token/generate");
  return [
    {
      reader: "Authenticator.fetch",
      longest: 64_000,
      put(value) {
        const body = flat(`{"entity":[],"more":${value}}`);
        const api = server.capillaryOAuth(options({ fetch: async (url) => respond(isTokenCall(url) ? tokenAnswer("") : body) }));
        return async () => (await api.fetch("/v2/customers")).text();
      },
      read: (fetched) => fetched(),
    },
    {
      reader: "Authenticator.headers, the token's answer",
      longest: 64_000,
      put: (value) => options({ fetch: async () => respond(tokenAnswer(`,"more":${value}`)) }),
      read: (made) => asked(server.capillaryOAuth(made)),
    },
    {
      reader: "Authenticator.headers, a store's record",
      put(value) {
        // Made when its key is known, and once.
        let record;
        const written = (key) => `{"form":"commerce-auth/1","key":"${key}","token":"${TOKEN}","obtainedAt":${Date.now()},"expiresAt":${Date.now() + 3_600_000},"more":${value}}`;
        const read = async (key) => (record ??= { value: flat(written(key)), version: Date.now() });
        const store = { read, write: async () => {}, remove: async () => {} };
        return options({ store, fetch: async () => respond(tokenAnswer("")) });
      },
      read: (made) => asked(server.capillaryOAuth(made)),
    },
  ];
}

/** Readers of what was parsed already, for values that JSON.parse takes. */
export function readersOfValues({ capillary, pledg, caxton }) {
  return [
    { reader: "capillary.classifyResponse, parsed", put: answered('"entity":[]'), read: capillary.classifyResponse },
    { reader: "pledg.verifyNotification, parsed", put: parsed(BACK), read: (body) => pledg.verifyNotification(body, { secret: SECRET }) },
    { reader: "caxton.readEnvelope, parsed", put: (value) => ({ status: 200, body: { Content: { Model: { ApiStatus: "IsValid", more: JSON.parse(value) }, ExpectedResponses: ["IsValid"] } } }), read: caxton.readEnvelope },
  ];
}

/** The same for a profile, which the server entry reads: of text. */
export function profileReadersOfText({ defineProfile }) {
  const shop = defineProfile(SHOP);
  return [
    { reader: "Profile.readTokenResponse", put: beside(`"access_token":"${TOKEN}","token_type":"Bearer","expires_in":600`), read: (response) => shop.readTokenResponse(response) },
    { reader: "Profile.classifyResponse", put: beside('"code":0'), read: (response) => shop.classifyResponse(response) },
  ];
}

/** And of values. */
export function profileReadersOfValues({ defineProfile }) {
  const shop = defineProfile(SHOP);
  return [
    { reader: "defineProfile", put: (value) => ({ ...SHOP, response: { ...SHOP.response, errors: JSON.parse(value) } }), read: defineProfile },
    { reader: "Profile.readTokenResponse, parsed", put: answered(`"access_token":"${TOKEN}","expires_in":600`), read: (response) => shop.readTokenResponse(response) },
  ];
}
