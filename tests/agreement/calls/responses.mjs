// Answers of vendors: status, header fields, and a body as text or as the value it was parsed to.

import { damaged, FAITHFUL, heavy, written } from "./json-texts.mjs";
import { answers, found, parsedOrNothing } from "./samples.mjs";
import { anyToken, NOW } from "./tokens.mjs";
import { changed, changedString, nested, wrongKind } from "./values.mjs";

const STATUSES = [200, 200, 200, 200, 200, 200, 201, 202, 204, 299, 301, 302, 304, 307, 308, 400, 401, 401, 402, 403, 404, 405, 408, 409, 415, 418, 422, 425, 429, 429, 498, 499, 500, 500, 501, 502, 503, 504, 599];
const ODD_STATUSES = [0, 99, 100, 101, 199, 600, 999, 1_000, 70_000, -1, 200.5, NaN, "200", "401", null, undefined, true, 2 ** 31, 2 ** 53, 1e300, 10n];

const HTML = ["<html><body>Bad gateway</body></html>", "<!DOCTYPE html>", "Service Unavailable", "upstream connect error", "Unauthorized", "error code: 1020"];
const SCALAR_BODIES = ["null", "true", "0", "401", "498", '"text"', '"498"', "[]", "{}", "[{}]", "[[]]", "[null]", '[{"code":498}]', "", " ", "\n", "\ufeff", "\ufeff{}", "\ufeff{\"code\":498}"];

/** Names that decide what an answer means, for the small answers made from nothing. */
const PLACES = ["code", "status", "success", "error", "errors", "error_code", "message", "response", "data", "item_status", "warnings", "entity", "access_token", "expires_in", "token_type", "error_description", "accessToken", "ttlSeconds", "Content", "Model", "ApiStatus", "ApiStatusCode", "ExpectedResponses", "ApiStatusDescription", "auth", "user", "token", "role", "key", "sessionId"];
const VALUES = [200, 300, 401, 403, 404, 498, 500, 1_529, 4_000, 4_001, 320_001, "200", "401", "498", "1529", "320001", "true", "false", true, false, null, "", "invalid_client", "invalid_grant", "invalid_token", "IsValid", "NotValid", "PasswordExpired", "Token expired", "USER", "VIEW", 3_600, "3600", "abc", -1, 1.5, 1e30];

const DATES = ["Tue, 14 Nov 2023 22:13:20 GMT", "Tue, 14 Nov 2023 22:15:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Tuesday, 14-Nov-23 22:20:00 GMT", "Tue Nov 14 22:20:00 2023", "Wed, 15 Nov 2023 22:13:21 GMT", "Mon, 31 Feb 2023 00:00:00 GMT", "not a date", "Tue, 14 Nov 2023 22:13:20 +0100"];
const FIELDS = [
  ["Content-Type", ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "text/json", "application/problem+json", "text/html", "text/plain", "", "application/json, application/json", "application/xml", "application/jsonp", " application/json ", "application/vnd.api+json;x=y"]],
  ["Retry-After", ["0", "1", "120", "300", "301", "99999999999", "-1", "1.5", "abc", "", " 5 ", "1e3", "00010", "18446744073709551616", ...DATES]],
  ["Date", DATES],
  ["X-Request-ID", ["req-1", "", "a b", "x".repeat(300), "é", "req\u0001", "secret-like-0123456789abcdef"]],
  ["X-CAP-REQUEST-ID", ["cap-1", "0c5cd7e0-8dbd"]],
  ["x-cap-api-request-id", ["cap-2"]],
  ["Request-Id", ["r-1"]],
  ["X-Amzn-RequestId", ["amz-1"]],
  ["X-Correlation-ID", ["corr-1"]],
  ["Location", ["https://other.example/", "/login", ""]],
  ["WWW-Authenticate", ['Bearer error="invalid_token"', "Basic realm=x", 'Bearer error="insufficient_scope"']],
  ["Content-Length", ["0", "10", "99999999"]],
];

function anyCase(chance, name) {
  return chance.weighted([[50, name], [25, name.toLowerCase()], [15, name.toUpperCase()], [10, [...name].map((letter) => (chance.percent(50) ? letter.toLowerCase() : letter.toUpperCase())).join("")]]);
}

/** Header fields as a list of names and values, some of them twice. */
export function fieldList(chance) {
  const fields = [];
  for (let count = chance.weighted([[40, 0], [30, 1], [20, 2], [10, 5]]); count > 0; count -= 1) {
    const [name, values] = chance.percent(30) ? chance.of(FIELDS.slice(0, 2)) : chance.of(FIELDS);
    fields.push([anyCase(chance, name), chance.of(values)]);
    if (chance.percent(20)) fields.push([anyCase(chance, name), chance.of(values)]);
  }
  return fields;
}

/** Header fields in any of the forms an answer may have them in. */
function headers(chance) {
  const fields = fieldList(chance);
  switch (chance.below(14)) {
    case 0:
      return asHeaders(fields);
    case 1:
      return new Map(fields);
    case 2:
      return Object.assign(Object.create(null), Object.fromEntries(fields));
    case 3:
      return changed(chance, Object.fromEntries(fields));
    case 4:
      return chance.percent(40) ? wrongKind(chance) : fields;
    default:
      return Object.fromEntries(fields);
  }
}

export function asHeaders(fields) {
  const all = new Headers();
  for (const [name, value] of fields) if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) all.append(name, value);
  return all;
}

/** A body of few members, at the places and with the values that mean something. */
function small(chance, depth = 0) {
  const value = () => (depth < 3 && chance.percent(45) ? small(chance, depth + 1) : chance.of(VALUES));
  if (depth > 0 && chance.percent(20)) return Array.from({ length: chance.below(4) }, value);
  return Object.fromEntries(Array.from({ length: chance.between(0, 3) }, () => [chance.of(PLACES), value()]));
}

/** The value of a body: one of the vendors' own, bred with others and changed. */
function bodyValue(chance, own) {
  const from = chance.percent(88) && own?.length > 0 ? own : answers.get("any");
  const { body } = chance.of(from);
  let value = typeof body === "string" ? parsedOrNothing(body) : body;
  if (value === undefined || chance.percent(12)) value = small(chance);
  if (chance.percent(25)) value = withTokens(chance, value);
  if (chance.percent(15)) value = mixed(chance, value);
  for (let changes = chance.weighted([[45, 0], [35, 1], [12, 2], [8, 4]]); changes > 0; changes -= 1) value = changed(chance, value, true);
  return chance.percent(3) ? withRows(chance, value) : value;
}

/** Other tokens in the places of those that are there. */
function withTokens(chance, value) {
  if (typeof value === "string" && value.length > 20) return anyToken(chance);
  if (Array.isArray(value)) return value.map((one) => withTokens(chance, one));
  if (typeof value !== "object" || value === null) return value;
  const replaced = (name, member) => (/token$/i.test(name) && typeof member === "string" ? anyToken(chance) : withTokens(chance, member));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaced(name, member)]));
}

/** The members of two bodies in one. */
function mixed(chance, value) {
  const { body } = chance.of(answers.get("any"));
  const other = typeof body === "string" ? parsedOrNothing(body) : body;
  return typeof value === "object" && typeof other === "object" && !Array.isArray(value) ? { ...value, ...other } : value;
}

/** A body as long as those of real lists. */
function withRows(chance, value) {
  const row = { id: 1, name: "a name", tags: ["x", "y"], nested: { a: null, b: 1.5e3 }, code: chance.of(VALUES) };
  const rows = Array.from({ length: chance.percent(90) ? chance.between(1, 6) : chance.between(7, 60) }, () => (chance.percent(90) ? row : small(chance)));
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { rows, ...value, more: rows.slice(0, 3) } : rows;
}

const textOf = (body) => (typeof body === "string" ? body : (JSON.stringify(body) ?? ""));

export function bodyText(chance, own) {
  switch (chance.below(24)) {
    case 0:
      return chance.of(HTML);
    case 1:
      return chance.of(SCALAR_BODIES);
    case 2:
      return damaged(chance, written(chance, bodyValue(chance, own)));
    case 3:
      return chance.percent(15) ? heavy(chance) : `\ufeff${written(chance, bodyValue(chance, own))}`;
    case 4:
      return changedString(chance, textOf(chance.of(own ?? answers.get("any")).body));
    default:
      return written(chance, bodyValue(chance, own));
  }
}

function body(chance, own) {
  if (chance.percent(72)) return bodyText(chance, own);
  if (chance.percent(94)) return bodyValue(chance, own);
  return chance.weighted([[20, nested(chance)], [50, wrongKind(chance)], [30, undefined]]);
}

export const status = (chance) => (chance.percent(96) ? chance.of(STATUSES) : chance.of(ODD_STATUSES));

/** An answer that is probably read without an error, in another dress than it came in. */
function goodResponse(chance, good) {
  const sample = chance.of(good);
  const value = typeof sample.body === "string" ? parsedOrNothing(sample.body) : sample.body;
  const made = { status: sample.status };
  if (sample.headers !== undefined) made.headers = sample.headers;
  else if (chance.percent(35)) made.headers = chance.percent(25) ? asHeaders(fieldList(chance)) : Object.fromEntries(fieldList(chance));
  made.body = value === undefined ? sample.body : dressed(chance, value);
  return made;
}

function dressed(chance, value) {
  const withOthers = chance.percent(20) && !Array.isArray(value) && typeof value === "object" ? { ...value, [chance.of(found.names)]: chance.of(found.scalars) } : value;
  const body = chance.percent(35) ? withTokens(chance, withOthers) : withOthers;
  return chance.percent(25) ? body : written(chance, body, chance.of(FAITHFUL));
}

/** An answer for a reader; `own` are the answers of its vendor, `good` those of them that are read without an error. */
export function response(chance, own, good) {
  if (good?.length > 0 && chance.percent(40)) return goodResponse(chance, good);
  const sample = chance.of(own?.length > 0 ? own : answers.get("any"));
  const keepsStatus = chance.percent(45);
  const made = { status: keepsStatus ? sample.status : status(chance) };
  if (chance.percent(40)) made.headers = chance.percent(20) ? sample.headers : headers(chance);
  if (chance.percent(97)) made.body = body(chance, own);
  return chance.percent(4) ? changed(chance, made) : made;
}

const CLOCKS = [NOW, NOW, NOW, NOW + 0.5, 0, 1, 1_600_000_000_000, 1_700_000_000, 8.64e15, 8.64e15 + 1, -1, NaN, Infinity, 2 ** 53, 1e300];

/** The options of a reader, or their absence, as a list of arguments. */
export function clockGiven(chance) {
  return chance.weighted([
    [45, () => [{ now: NOW }]],
    [15, () => [{ now: chance.of(CLOCKS) }]],
    [20, () => []],
    [8, () => [{}]],
    [5, () => [undefined]],
    [7, () => [changed(chance, { now: NOW })]],
  ])();
}

