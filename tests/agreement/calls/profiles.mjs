// Token flows as data: those of tests/profiles and of the vendors, bred with each other, and what is given to a profile.

import { answers, found, profiles } from "./samples.mjs";
import { clockGiven, response } from "./responses.mjs";
import { anyToken } from "./tokens.mjs";
import { anyText, changedText } from "./texts.mjs";
import { changed, wrongKind } from "./values.mjs";

const BASES = profiles.map(({ profile }) => profile);

const POINTERS = ["/access_token", "/data/accessToken", "/expires_in", "/data/ttlSeconds", "/token_type", "/error", "/code", "", "/", "/a~1b", "/m~0n", "/~2", "/~", "/0", "/errors/0/code", "/data/0", "/errors", "/response/status", "/status", "no-slash", "/é", "/ud", "/Content/Model/Token", "/a/b/c/d/e/f", "/-", "/01"];
const MEANINGS = ["ok", "token_expired", "token_invalid", "forbidden", "retry_later", "bad_credentials", "error", "nonsense"];
const TEMPLATES = ["{token}", "Bearer {token}", "{host}", "{host}/token", "https://api.example.com/token", "https://{region}.example.com/t", "{key}", "{secret}", "a{b}c", "{client-id}", "{}", "{{key}}", "{token}{token}", "http://localhost:8080/t", "http://api.example.com", "https://api.example.com/{key}?x={secret}", "client_credentials", "{unclosed", "closed}", "base64({key})", "ftp://x/{host}"];

const errorPlace = (chance) => ({
  pointer: chance.of(POINTERS),
  ...(chance.percent(40) && { code: chance.of(["code", "error", "status", "a.b", "", "é"]) }),
  ...(chance.percent(30) && { message: chance.of(["message", "error_description", "msg"]) }),
  ...(chance.percent(60) && { meanings: Object.fromEntries(Array.from({ length: chance.between(0, 4) }, () => [chance.of(["401", "498", "invalid_client", "1", "0", "200", "300", "é", "4001", "err"]), chance.of(MEANINGS)])) }),
  ...(chance.percent(30) && { unknownCode: chance.of(["error", "error-unless-success", "other"]) }),
});

const rejection = (chance) => ({
  ...(chance.percent(50) && { status: Array.from({ length: chance.below(4) }, () => chance.of([401, 403, 498, 200, 400, 99, 600, "401"])) }),
  ...(chance.percent(70) && { body: Array.from({ length: chance.between(0, 3) }, () => ({ pointer: chance.of(POINTERS), in: Array.from({ length: chance.between(0, 3) }, () => chance.of([401, 498, "498", true, "expired", 1.5, 40_100, null, ""])) })) }),
});

/** A flow that is bred from others; most can be defined, and some not. */
export function profileData(chance) {
  const base = chance.of(BASES);
  const other = chance.of(BASES);
  const data = { ...base };
  if (chance.percent(30)) data.response = other.response;
  if (chance.percent(15)) data.request = other.request;
  if (chance.percent(35)) data.response = { ...data.response, errors: Array.from({ length: chance.between(0, 3) }, () => errorPlace(chance)) };
  if (chance.percent(30)) data.rejected = rejection(chance);
  if (chance.percent(20)) data.header = { name: chance.of(["Authorization", "X-Shop-Token", "x-api-key", "Accept", "host", "", "a b"]), ...(chance.percent(70) && { format: chance.of(TEMPLATES) }) };
  if (chance.percent(12)) data.request = { ...data.request, url: chance.of(TEMPLATES) };
  if (chance.percent(12)) data.request = { ...data.request, fields: { a: chance.of(TEMPLATES), [chance.of(found.names)]: chance.of(TEMPLATES) } };
  if (chance.percent(12)) data.response = { ...data.response, [chance.of(["token", "lifetimeSeconds", "expiresAt", "tokenType", "refreshToken"])]: chance.of(POINTERS) };
  if (chance.percent(8)) data.response = { ...data.response, defaultLifetimeSeconds: chance.of([0, 1, 3_600, -1, 1.5, NaN, "60", 1e300]) };
  if (chance.percent(8)) data.name = chance.of(["", "shop", "a b", "é", "x".repeat(200), anyText(chance)]);
  return data;
}

/** A flow with a mistake, as often as not. */
export const definition = (chance) => [chance.percent(55) ? changed(chance, profileData(chance)) : profileData(chance)];

const soundness = (chance) => (chance.percent(70) ? chance.of(BASES) : profileData(chance));

function credentials(chance, profile) {
  const own = profiles.find((one) => one.profile.name === profile.name)?.credentials ?? {};
  const names = new Set(Object.keys(own));
  for (const [, name] of JSON.stringify(profile).matchAll(/\{(\w+)\}/g)) names.add(name);
  names.delete("token");
  const given = {};
  for (const name of names) given[name] = chance.percent(60) && own[name] !== undefined ? own[name] : name === "host" ? chance.of(["api.example.com", "https://shop.example/base", anyText(chance)]) : chance.of(["a&b", "key-1", "é", changedText(chance, "secret"), anyText(chance)]);
  return chance.percent(30) ? changed(chance, given) : given;
}

const answersOf = ({ name }, isTaken) => profiles.find(({ profile }) => profile.name === name)?.answers?.filter(({ expected }) => isTaken(expected)).map((row) => row.response);

/** The arguments of each method, with the flow before them. */
export const methods = {
  tokenRequest(chance) {
    const profile = soundness(chance);
    return [profile, credentials(chance, profile)];
  },
  readTokenResponse(chance) {
    const profile = soundness(chance);
    const own = answersOf(profile, () => true);
    return [profile, response(chance, own ?? answers.get("profile"), answersOf(profile, ({ error }) => error === undefined)), ...clockGiven(chance)];
  },
  headers: (chance) => [soundness(chance), chance.percent(85) ? anyToken(chance) : wrongKind(chance)],
  classifyResponse(chance) {
    const profile = chance.percent(50) ? profileData(chance) : chance.of(BASES);
    return [profile, response(chance, answers.get("profile"))];
  },
  toJSON: (chance) => [profileData(chance)],
};
