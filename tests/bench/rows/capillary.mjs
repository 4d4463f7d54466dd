// Capillary: tills, API clients, staff, admins.

import { WITH_MD5, basic, md5, tillHeader } from "../by-hand/basic.mjs";
import { classifyCapillary, readCapillary } from "../by-hand/classification.mjs";
import { holdsFields } from "../by-hand/webhooks.mjs";
import { capillaryPlaces, readToken, staffPlaces, tokenParts } from "../by-hand/tokens.mjs";
import { KINDS_OF_ROWS, SIZES, answer, capillaryAnswer } from "../samples/answers.mjs";
import { flat } from "../samples/flat.mjs";
import { CARRIED, NOW, jwts } from "../samples/jwts.mjs";
import { letters, sequence } from "../samples/sequence.mjs";
import { tills } from "../samples/tills.mjs";
import { bySize, lookAt, lookAtRequest, row, timesByHand, timesOneHeader } from "./row.mjs";

const MANY = 32;
const JSON_FIELDS = { "Content-Type": "application/json", Accept: "application/json" };
const HOST = "eu.api.capillarytech.com";
const TILL_CODE = `${WITH_MD5}, Buffer`;

export function capillaryRows({ capillary }) {
  return [...tillRows(capillary), ...clientRows(capillary), ...answerRows(capillary), ...staffRows(capillary), ...adviceRows(capillary)];
}

function tillRows(capillary) {
  const sample = tills(64);
  const attribution = { lookupType: "WECHAT", lookup: "abc" };
  return [
    row({
      call: "capillary.basicAuthorization",
      about: "a till",
      inputs: sample,
      ours: ({ username, password }) => capillary.basicAuthorization(username, password),
      byHand: tillHeader,
      using: TILL_CODE,
    }),
    row({
      call: "capillary.basicCredentials",
      about: "a till",
      inputs: sample,
      ours: ({ username, password }) => capillary.basicCredentials(username, password),
      byHand: ({ username, password }) => ({ username, passwordMd5: md5(password) }),
      using: WITH_MD5,
      look: lookAt("passwordMd5"),
    }),
    row({
      call: "capillary.basicHeaders",
      about: "a till",
      inputs: sample,
      ours: ({ username, password }) => capillary.basicHeaders({ username, password }),
      byHand: (till) => ({ Authorization: tillHeader(till), ...JSON_FIELDS }),
      using: TILL_CODE,
      look: lookAt("Authorization"),
      bar: timesByHand(0.8),
    }),
    row({
      call: "capillary.basicHeaders",
      about: "a till's digest, with attribution",
      inputs: sample.map(({ username, password }) => ({ username, passwordMd5: md5(password) })),
      ours: ({ username, passwordMd5 }) => capillary.basicHeaders({ username, passwordMd5, attribution }),
      byHand: ({ username, passwordMd5 }) => ({
        Authorization: basic(username, passwordMd5),
        ...JSON_FIELDS,
        "X-CAP-API-ATTRIBUTION-LOOKUP-TYPE": attribution.lookupType,
        "X-CAP-API-ATTRIBUTION-LOOKUP": attribution.lookup,
      }),
      using: "Buffer",
      look: lookAt("Authorization"),
    }),
    row({
      call: "capillary.basicHeadersBatch",
      about: "100 tills",
      inputs: [tills(100)],
      ours: (list) => capillary.basicHeadersBatch(list),
      byHand: (list) => list.map((till) => ({ headers: { Authorization: tillHeader(till), ...JSON_FIELDS } })),
      using: TILL_CODE,
      look: (list) => list.reduce((sum, { headers }) => sum + headers.Authorization.charCodeAt(7), 0),
    }),
    row({
      call: "capillary.adminHeaders",
      about: "a user of InTouch",
      inputs: sample,
      ours: ({ username, password }) => capillary.adminHeaders({ username, password, authKey: "a-key", orgId: 1115 }),
      byHand: (till) => ({ Authorization: tillHeader(till), ...JSON_FIELDS, "X-CAP-API-AUTH-KEY": "a-key", "X-CAP-API-AUTH-ORG-ID": String(1115) }),
      using: TILL_CODE,
      look: lookAt("Authorization"),
    }),
  ];
}

function clientRows(capillary) {
  const tokens = jwts(MANY, 1_000);
  return [
    ...Object.entries(CARRIED).map(([about, inputs]) =>
      row({
        call: "capillary.oauthHeaders",
        about,
        inputs,
        ours: (accessToken) => capillary.oauthHeaders({ accessToken }),
        byHand: (accessToken) => ({ "X-CAP-API-OAUTH-TOKEN": accessToken, ...JSON_FIELDS }),
        using: "a record",
        look: lookAt("X-CAP-API-OAUTH-TOKEN"),
        bar: timesOneHeader(1.2),
      }),
    ),
    row({
      call: "capillary.oauthHeaders",
      about: "with attribution",
      inputs: tokens,
      ours: (accessToken) => capillary.oauthHeaders({ accessToken, attribution: { entityType: "STORE_CODE", entityCode: "london-1" } }),
      byHand: (accessToken) => ({
        "X-CAP-API-OAUTH-TOKEN": accessToken,
        ...JSON_FIELDS,
        "X-CAP-API-ATTRIBUTION-ENTITY-TYPE": "STORE_CODE",
        "X-CAP-API-ATTRIBUTION-ENTITY-CODE": "london-1",
      }),
      using: "a record",
      look: lookAt("X-CAP-API-OAUTH-TOKEN"),
      bar: timesOneHeader(1.2),
    }),
    row({
      call: "capillary.tokenRequest",
      about: "a client",
      inputs: tills(MANY),
      ours: ({ username, password }) => capillary.tokenRequest({ host: HOST, key: username, secret: password }),
      byHand: ({ username, password }) => ({
        method: "POST",
        url: new URL("/v3/oauth/token/generate", `https://${HOST}`).href,
        headers: { ...JSON_FIELDS },
        body: JSON.stringify({ key: username, secret: password }),
      }),
      using: "URL, JSON.stringify",
      look: lookAtRequest,
      bar: timesOneHeader(5),
    }),
  ];
}

/** The vendor's token answers, with rows beside the token where more bytes are wanted. */
function tokenAnswer(bytes, kind, seed) {
  const [token] = jwts(1, bytes >= 12_000 ? 1_500 : Math.min(1_500, bytes - 200), seed);
  if (bytes < 400) return { status: 200, body: flat(`{"data":{"accessToken":"${letters(sequence(seed), 40)}","ttlSeconds":3600},"errors":null}`) };
  return { status: 200, body: answer(bytes, kind, seed, (rows) => ({ data: { accessToken: token, ttlSeconds: 3_600, ...(rows.length > 0 && { rows }) }, errors: null })) };
}

const SAID = [
  ['{"errors":[{"status":false,"code":1529,"message":"Token has expired"}],"warnings":[]}', 200],
  ['{"response":{"status":{"success":"true","code":"498","message":"Token expired"}}}', 200],
  ['{"entity":null,"warnings":[],"errors":[{"code":4000,"message":"You are not allowed to"}]}', 403],
  ['{"data":null,"errors":[{"code":320001,"message":"Invalid client key or secret found"}]}', 200],
];

/** The fields of an event, as Node has them. */
const eventFields = (key) => ({ ...Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`x-field-${index}`, `value ${index}`])), "x-shop-key": key });

function answerRows(capillary) {
  const classify = (response) => capillary.classifyResponse(response);
  const bars = { "2 kB": timesByHand(1.2), "12 kB": timesByHand(0.9), "64 kB": timesByHand(0.8) };
  const ok = (bytes, kind, count) => Array.from({ length: count }, (_, seed) => ({ status: 200, body: capillaryAnswer(bytes, kind, seed + 1) }));
  return [
    row({
      call: "capillary.classifyResponse",
      about: "100 B",
      inputs: [...SAID.map(([body, status]) => ({ status, body: flat(body) })), ...ok(100, "customers", 4)],
      ours: classify,
      byHand: classifyCapillary,
      using: "JSON.parse",
    }),
    ...Object.entries(SIZES).filter(([size]) => size !== "100 B").flatMap(([size, bytes]) =>
      KINDS_OF_ROWS.map((kind) =>
        row({ call: "capillary.classifyResponse", about: `${size}, ${kind}`, inputs: ok(bytes, kind, 4), ours: classify, byHand: classifyCapillary, using: "JSON.parse", bar: bars[size] }),
      ),
    ),
    row({
      call: "capillary.classifyResponse",
      about: "12 kB, parsed already",
      inputs: ok(12_000, "customers", 4).map(({ status, body }) => ({ status, body: JSON.parse(body) })),
      ours: classify,
      byHand: classifyCapillary,
      using: "members looked up",
    }),
    row({
      call: "capillary.readResponse",
      about: "100 B",
      inputs: SAID.map(([body, status]) => ({ status, body: flat(body) })),
      ours: (response) => capillary.readResponse(response, { now: NOW }),
      byHand: readCapillary,
      using: "JSON.parse",
      same: ({ classification, errors, warnings }) => ({ classification, errors, warnings }),
      look: ({ errors }) => errors.length,
    }),
    row({
      call: "capillary.readResponse",
      about: "12 kB, customers",
      inputs: ok(12_000, "customers", 4),
      ours: (response) => capillary.readResponse(response, { now: NOW }),
      byHand: readCapillary,
      using: "JSON.parse",
      same: ({ classification, errors, warnings }) => ({ classification, errors, warnings }),
      look: ({ errors }) => errors.length,
    }),
    row({
      call: "capillary.verifyWebhook",
      about: "an event with twelve fields",
      inputs: tills(MANY).map(({ password }) => ({ headers: eventFields(password), expected: { "X-Shop-Key": [password, "the key before"] } })),
      ours: (event) => capillary.verifyWebhook(event) ?? "good",
      byHand: ({ headers, expected }) => holdsFields(headers, expected) && "good",
      using: "timingSafeEqual",
    }),
    ...bySize({
      call: "capillary.readTokenResponse",
      make: tokenAnswer,
      ours: (response) => capillary.readTokenResponse(response, { now: NOW }),
      byHand: (response) => readToken(response, NOW, capillaryPlaces),
      using: "JSON.parse of the answer and of the JWT's parts",
      same: tokenParts,
      look: ({ claims }) => claims,
      bars: { "100 B": timesByHand(3), "2 kB": timesByHand(3), "12 kB": timesByHand(3), "64 kB": timesByHand(3) },
    }),
  ];
}

function staffRows(capillary) {
  const tokens = Array.from({ length: MANY }, (_, seed) => letters(sequence(seed + 1), 40));
  const staffAnswer = (bytes, kind, seed) => {
    const entity = letters(sequence(seed), 40);
    const body = bytes < 400 ? flat(JSON.stringify({ entity, warnings: [], errors: [], success: true })) : answer(bytes, kind, seed, (rows) => ({ entity, warnings: [], errors: [], rows, success: true }));
    return { status: 200, body };
  };
  return [
    row({
      call: "capillary.staffTokenRequest",
      about: "a staff user",
      inputs: tills(MANY),
      ours: ({ username, password }) => capillary.staffTokenRequest({ host: HOST, username, password }),
      byHand: (till) => ({ method: "POST", url: new URL("/v2/staff/accessToken", `https://${HOST}`).href, headers: { ...JSON_FIELDS, Authorization: tillHeader(till) } }),
      using: `${TILL_CODE}, URL`,
      look: lookAtRequest,
      bar: timesOneHeader(5),
    }),
    ...bySize({
      call: "capillary.readStaffTokenResponse",
      make: staffAnswer,
      ours: (response) => capillary.readStaffTokenResponse(response, { now: NOW }),
      byHand: (response) => readToken(response, NOW, staffPlaces),
      using: "JSON.parse",
      same: tokenParts,
      look: ({ claims }) => claims,
    }),
    row({
      call: "capillary.staffHeaders",
      about: "an opaque token",
      inputs: tokens,
      ours: (accessToken) => capillary.staffHeaders({ accessToken }),
      byHand: (accessToken) => ({ "X-CAP-API-ACCESS-TOKEN": accessToken, ...JSON_FIELDS }),
      using: "a record",
      look: lookAt("X-CAP-API-ACCESS-TOKEN"),
    }),
    row({
      call: "capillary.staffLogoutRequest",
      about: "an opaque token",
      inputs: tokens,
      ours: (accessToken) => capillary.staffLogoutRequest({ host: HOST, accessToken }),
      byHand: (accessToken) => ({ method: "GET", url: new URL("/v2/staff/logout", `https://${HOST}`).href, headers: { "X-CAP-API-ACCESS-TOKEN": accessToken, ...JSON_FIELDS } }),
      using: "URL, a record",
      look: lookAtRequest,
      bar: timesOneHeader(5),
    }),
  ];
}

function adviceRows(capillary) {
  const advice = new Map(capillary.scenarios.map(({ id }) => [id, { ...capillary.recommend(id) }]));
  return [
    row({
      call: "capillary.recommend",
      about: "a scenario",
      inputs: [...advice.keys()],
      ours: (scenario) => capillary.recommend(scenario),
      byHand: (scenario) => advice.get(scenario),
      using: "Map.get",
    }),
  ];
}
