// Every public function of `commerce-auth` that takes text, with the places in its arguments where the text can stand.

import { createHmac } from "node:crypto";

import { HEADER, JWT, NOW, REFUSED, answer, asArguments, both, documents, inJson, inSegment, jwt, lines, options, parsed, pieces, segment } from "./places.mjs";
import { customerRequests } from "../vectors/customer-requests.mjs";

const SECRET = "a secret of merchants, 32 bytes long";
/** Signs whatever there is. */
const LOOSE = { incomplete: true };
const host = "x.example";

const STATUS = { success: true, code: 200, message: "SUCCESS" };
const CAPILLARY_TOKEN = { data: { accessToken: JWT, ttlSeconds: 300 }, errors: null };
const PLEDG_TOKEN = { access_token: JWT, token_type: "Bearer", expires_in: 600 };
const VALID = { ApiStatusCode: 100, ApiStatus: "IsValid", ApiStatusDescription: "Valid Operation" };
const LIFE = { StartDate: "2023-08-23T10:55:45.0645017Z", EndDate: "2033-09-22T10:55:45.0645017Z" };
const envelope = (model) => ({ Content: { Model: { ...VALID, ...model }, ExpectedResponses: ["IsValid"] } });
const SESSION = {
  status: STATUS,
  auth: { token: JWT, key: JWT },
  user: { role: "USER", sessionId: "s", appRegistered: false, userRegisteredForPassword: false },
};
const BACK = {
  created_at: "2019-04-04 12:20:34.97138",
  error: "",
  id: "tri_1",
  reference: "ref_1",
  sandbox: "true",
  status: "completed",
  signature: "0".repeat(64),
};

const till = { username: "till1", password: "a password" };
const lookup = { lookupType: "WECHAT", lookup: "id" };

/** Functions by the way to them from the root; what stands for `api` is the root. */
export const READERS = {
  basicAuthorization: asArguments({
    "the user name": lines((api, text) => api.basicAuthorization(text, "password")),
    "the password": lines((api, text) => api.basicAuthorization("user", text)),
  }),
  parseBasicAuthorization: {
    "the whole": lines((api, text) => api.parseBasicAuthorization(text)),
    "the pair": both((api, text) => api.parseBasicAuthorization(`Basic ${Buffer.from(text).toString("base64")}`)),
  },
  bearerAuthorization: asArguments({ "the token": lines((api, text) => api.bearerAuthorization(text)) }),
  md5Hex: {
    "the text": both((api, text) => api.md5Hex(text)),
    "the bytes": both((api, text) => api.md5Hex(Buffer.from(text))),
  },
  isWeakSecret: asArguments({ "the secret": lines((api, text) => api.isWeakSecret(text)) }),
  parseHost: { "the text": lines((api, text) => api.parseHost(text)), "the path": lines((api, text) => api.parseHost(`h.example/${text}`)) },
  nearestName: asArguments({
    "the name": lines((api, text) => api.nearestName(text, ["username", "password"])),
    "a name there is": lines((api, text) => api.nearestName("password", [text])),
    "two of a length": lines((api, text) => api.nearestName(text, [`${text.slice(1)}x`])),
    "many names": lines((api, text) => api.nearestName("password", pieces(text))),
    "a long name, and many": lines((api, text) => api.nearestName(text, pieces(text))),
  }),
  decodeJwt: jwt((api, token) => api.decodeJwt(token)),
  verifyJwtHs256: {
    ...jwt((api, token) => api.verifyJwtHs256(token, SECRET, { now: NOW })),
    ...signed("rightly signed: ", (api, token) => api.verifyJwtHs256(token, SECRET, { now: NOW })),
    ...asArguments({
      "the secret": both((api, text) => api.verifyJwtHs256(JWT, text, { now: NOW })),
      "many secrets": lines((api, text) => api.verifyJwtHs256(JWT, pieces(text), { now: NOW })),
    }),
  },
  signJwtHs256: asArguments({
    "the claims": documents((api, text) => api.signJwtHs256({ claims: parsed(text) ?? text }, SECRET)),
    "the header": documents((api, text) => api.signJwtHs256({}, SECRET, { header: { kid: parsed(text) ?? text } })),
    "the secret": both((api, text) => api.signJwtHs256({}, text)),
  }),
  "capillary.basicAuthorization": asArguments({
    "the user name": lines((api, text) => api.capillary.basicAuthorization(text, "password")),
    "the password": lines((api, text) => api.capillary.basicAuthorization("user", text)),
  }),
  "capillary.basicCredentials": asArguments({
    "the user name": lines((api, text) => api.capillary.basicCredentials(text, "password")),
    "the password": lines((api, text) => api.capillary.basicCredentials("user", text)),
  }),
  "capillary.basicHeaders": asArguments({
    ...options((api, given) => api.capillary.basicHeaders(given), till),
    ...options((api, given) => api.capillary.basicHeaders({ ...till, attribution: given }), lookup),
    "a digest": lines((api, text) => api.capillary.basicHeaders({ username: "till1", passwordMd5: text })),
    "an option that there is none of": both((api, text) => api.capillary.basicHeaders({ ...till, [text]: 1 })),
  }),
  "capillary.basicHeadersBatch": asArguments({
    "many tills": lines((api, text) => api.capillary.basicHeadersBatch(pieces(text).map((piece) => ({ username: piece, password: piece })))),
    "many tills, each with an attribution": lines((api, text) =>
      api.capillary.basicHeadersBatch(pieces(text).map((piece) => ({ ...till, attribution: { ...lookup, lookup: piece } }))),
    ),
    "one till": lines((api, text) => api.capillary.basicHeadersBatch([{ username: "till1", password: text }])),
  }),
  "capillary.oauthHeaders": {
    ...options((api, given) => api.capillary.oauthHeaders(given), { accessToken: JWT }),
    ...options((api, given) => api.capillary.oauthHeaders({ accessToken: JWT, attribution: given }), { entityType: "TILL", entityCode: "code" }),
  },
  "capillary.tokenRequest": options((api, given) => api.capillary.tokenRequest(given), { host, key: "key", secret: "secret" }),
  "capillary.readTokenResponse": answer((api, ...given) => api.capillary.readTokenResponse(...given), CAPILLARY_TOKEN, ["/data/accessToken"]),
  "capillary.classifyResponse": answer((api, response) => api.capillary.classifyResponse(response), { status: STATUS, ...REFUSED }),
  "capillary.readResponse": answer((api, ...given) => api.capillary.readResponse(...given), { status: STATUS, ...REFUSED }),
  "capillary.verifyWebhook": {
    "a field": lines((api, text) => api.capillary.verifyWebhook({ headers: { "X-Shop": text }, expected: { "X-Shop": "a value" } })),
    "a field's name": lines((api, text) => api.capillary.verifyWebhook({ headers: { [text]: "a", "X-Shop": "a value" }, expected: { "X-Shop": "a value" } })),
    "many fields": lines((api, text) => api.capillary.verifyWebhook({ headers: fieldsOf(text), expected: { "X-Shop": "a value" } })),
    // No platform hands on control characters in a field.
    "one field many times": lines((api, text) => api.capillary.verifyWebhook({ headers: { "X-Shop": pieces(text.replace(/\p{Cc}/gu, " ")) }, expected: { "X-Shop": "a value" } })),
    ...asArguments({
      "what is expected": lines((api, text) => api.capillary.verifyWebhook({ headers: { "X-Shop": "a" }, expected: { "X-Shop": text } })),
      "many values that are expected": lines((api, text) => api.capillary.verifyWebhook({ headers: { "X-Shop": "a" }, expected: { "X-Shop": pieces(text) } })),
      "many fields that are expected": lines((api, text) => api.capillary.verifyWebhook({ headers: { "X-Shop": "a" }, expected: fieldsOf(text) })),
      "as many of both": lines((api, text) => api.capillary.verifyWebhook({ headers: fieldsOf(text), expected: fieldsOf(text) })),
    }),
  },
  "capillary.staffTokenRequest": options((api, given) => api.capillary.staffTokenRequest(given), { host, ...till }),
  "capillary.readStaffTokenResponse": answer((api, ...given) => api.capillary.readStaffTokenResponse(...given), CAPILLARY_TOKEN, ["/data/accessToken"]),
  "capillary.staffHeaders": options((api, given) => api.capillary.staffHeaders(given), { accessToken: JWT }),
  "capillary.staffLogoutRequest": options((api, given) => api.capillary.staffLogoutRequest(given), { host, accessToken: JWT }),
  "capillary.adminHeaders": options((api, given) => api.capillary.adminHeaders(given), { ...till, authKey: "key", orgId: "1", entityId: "2" }),
  "capillary.recommend": asArguments({ "the scenario": lines((api, text) => api.capillary.recommend(text)) }),
  ...requestsOfCustomers(),
  "capillary.customer.readResponse": answer((api, ...given) => api.capillary.customer.readResponse(...given), SESSION, ["/auth/token", "/auth/key"]),
  "capillary.customer.headers": options((api, given) => api.capillary.customer.headers(given), { token: JWT, brand: "B", deviceId: "d", mobile: "1", identifierType: "EMAIL", identifierValue: "a@x.example" }),

  "pledg.basicHeaders": options((api, given) => api.pledg.basicHeaders(given), { email: "a@x.example", password: "p" }),
  "pledg.tokenRequest": options((api, given) => api.pledg.tokenRequest(given), { host, key: "key", secret: "secret" }),
  "pledg.readTokenResponse": answer((api, ...given) => api.pledg.readTokenResponse(...given), PLEDG_TOKEN, ["/access_token"]),
  "pledg.bearerHeaders": options((api, given) => api.pledg.bearerHeaders(given), { accessToken: JWT }),
  "pledg.signPurchase": asArguments({
    "a parameter": lines((api, text) => api.pledg.signPurchase({ title: text }, SECRET, LOOSE)),
    "many parameters": documents((api, text) => api.pledg.signPurchase(parsed(text), SECRET, LOOSE)),
    "a parameter of many": documents((api, text) => api.pledg.signPurchase({ metadata: parsed(text) }, SECRET, LOOSE)),
    "names that are meant": lines((api, text) => api.pledg.signPurchase({ title: "t" }, SECRET, { ...LOOSE, others: pieces(text) })),
    "as many names that are meant": lines((api, text) => {
      const names = [...new Set(pieces(text))];
      return api.pledg.signPurchase(Object.fromEntries(names.map((name) => [name, 1])), SECRET, { ...LOOSE, others: names });
    }),
    "settings of a link": documents((api, text) => api.pledg.signPurchase({ title: "t" }, SECRET, { ...LOOSE, purchaseLinkSettings: parsed(text) })),
    "many parameters without a form": lines((api, text) =>
      api.pledg.signPurchase(Object.fromEntries(pieces(text).map((_, at) => [`f${at}`, at % 2 ? undefined : () => {}])), SECRET, LOOSE),
    ),
  }),
  "pledg.readReturn": {
    "the address": lines((api, text) => api.pledg.readReturn(text, { secret: SECRET, now: NOW })),
    "many parameters": lines((api, text) => api.pledg.readReturn(`/back?${pieces(text).join("&")}`, { secret: SECRET, now: NOW })),
    "an error": documents((api, text) => api.pledg.readReturn(returned(text), { secret: null, now: NOW })),
    ...inAddress(renamed("signature: ", jwt((api, token) => api.pledg.readReturn(returned(JSON.stringify({ signature: token })), { secret: SECRET, now: NOW })))),
    ...inAddress(signed("signature, rightly signed: ", (api, token) => api.pledg.readReturn(returned(JSON.stringify({ signature: token })), { secret: SECRET, now: NOW }))),
  },
  "pledg.purchaseUrl": options((api, given) => api.pledg.purchaseUrl(given), { host, signature: JWT, path: "/purchase" }),
  "pledg.transferUrl": options((api, given) => api.pledg.transferUrl(given), { host, signature: JWT }),
  "pledg.purchaseLinkRequest": options((api, given) => api.pledg.purchaseLinkRequest(given), { host, signature: JWT }),
  "pledg.verifyNotification": {
    "the body": both((api, text) => api.pledg.verifyNotification(text, { secret: SECRET, now: NOW })),
    "the bytes of the body": both((api, text) => api.pledg.verifyNotification(Buffer.from(text), { secret: SECRET, now: NOW })),
    "the body, unsigned": documents((api, text) => api.pledg.verifyNotification(text, { secret: null, now: NOW })),
    "the parsed body": documents((api, text) => {
      const value = parsed(text);
      if (value !== undefined) api.pledg.verifyNotification(value, { secret: SECRET, now: NOW });
    }),
    "beside a signature": documents((api, text) => api.pledg.verifyNotification(`{"x":${text},${JSON.stringify(BACK).slice(1)}`, { secret: SECRET, now: NOW })),
    "behind a signature": documents((api, text) => api.pledg.verifyNotification(`${JSON.stringify(BACK).slice(0, -1)},"x":${text}}`, { secret: SECRET, now: NOW })),
    "the body, for many secrets": documents((api, text) => api.pledg.verifyNotification(text, { secret: ["a", "b", "c"], now: NOW })),
    ...Object.fromEntries(
      Object.keys(BACK).map((name) => [
        `the member ${name}`,
        inJson((api, text) => api.pledg.verifyNotification(JSON.stringify({ ...BACK, [name]: text }), { secret: SECRET, now: NOW })),
      ]),
    ),
    ...renamed("signature: ", jwt((api, token) => api.pledg.verifyNotification(JSON.stringify({ signature: token }), { secret: SECRET, now: NOW }))),
    ...signed("signature, rightly signed: ", (api, token) => api.pledg.verifyNotification(JSON.stringify({ signature: token }), { secret: SECRET, now: NOW })),
  },

  "caxton.registerRequest": options((api, given) => api.caxton.registerRequest(given), { host, username: "u", clientname: "c" }),
  "caxton.readRegisterResponse": answer((api, ...given) => api.caxton.readRegisterResponse(...given), envelope({ ClientPassword: "p", ...LIFE, PublicKey: "k" })),
  "caxton.tokenRequest": options((api, given) => api.caxton.tokenRequest(given), { host, username: "u", clientPassword: "p" }),
  "caxton.readTokenResponse": answer((api, ...given) => api.caxton.readTokenResponse(...given), { access_token: JWT, token_type: "bearer", expires_in: 1199 }, ["/access_token"]),
  "caxton.bearerHeaders": options((api, given) => api.caxton.bearerHeaders(given), { accessToken: JWT, identityNumber: "1", userApiToken: "t" }),
  "caxton.subsidiaryRequest": options((api, given) => api.caxton.subsidiaryRequest(given), { host, accessToken: JWT, companyName: "c", email: "a@x.example" }),
  "caxton.resetRequest": options((api, given) => api.caxton.resetRequest(given), { host, path: "clients/auth/reset", accessToken: JWT, identityNumber: "1" }),
  "caxton.readEnvelope": answer((api, ...given) => api.caxton.readEnvelope(...given), envelope({ Username: "u" })),
  "caxton.parseDateTime": { "the text": lines((api, text) => api.caxton.parseDateTime(text)) },
  "caxton.userPasswordDigest": asArguments({ "the password": lines((api, text) => api.caxton.userPasswordDigest(text)) }),
};

/** Functions and classes of the root that read no text of anybody's, each with why. */
export const READING_NOTHING = {
  AuthError: "a class: its text is the package's own",
  isAuthError: "looks at one mark of a value",
};

function signed(prefix, call) {
  // The signature is made by the platform, so that it is no part of the work.
  return renamed(prefix, {
    "the payload": inSegment((api, text) => call(api, signedJwt(HEADER, text))),
    "the header": inSegment((api, text) => call(api, signedJwt(segment(text), "{}"))),
    "a member of the header": inSegment((api, text) => call(api, signedJwt(segment(`{"alg":"HS256","x":${text}}`), "{}"))),
  });
}

const returned = (text) => new URLSearchParams({ pledg_error: text });

/** Places whose text is sent in an address, where a character can take nine bytes. */
function inAddress(places) {
  return Object.fromEntries(Object.entries(places).map(([name, { as = (text) => text, ...place }]) => [name, { ...place, as: (text) => String(returned(as(text))) }]));
}

/** Fields with names that a platform takes. */
const fieldsOf = (text) => Object.fromEntries(pieces(text).map((piece, at) => [`x-${at}`, piece]));

function renamed(prefix, places) {
  return Object.fromEntries(Object.entries(places).map(([name, place]) => [prefix + name, place]));
}

function signedJwt(header, payload) {
  const content = `${header}.${segment(payload)}`;
  return `${content}.${createHmac("sha256", SECRET).update(content).digest("base64url")}`;
}

/** Every option that a request of a customer is made with, in the last of its vectors that has it. */
function requestsOfCustomers() {
  const places = [...customerRequests].map(([name, vectors]) => {
    const call = (api, given) => api.capillary.customer[name](given);
    return [`capillary.customer.${name}`, Object.assign({}, ...vectors.map((vector) => options(call, vector.options)))];
  });
  return Object.fromEntries(places);
}
