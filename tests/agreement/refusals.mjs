// Whether what an error says of an argument's name or kind is so, found out from the arguments alone: a refusal that is
// not true is a fault, whatever the earlier version did.

import { OwnToken } from "./calls/functions.mjs";

/** What arguments that are no options are called; others are found by their names. */
const PLACES = {
  basicAuthorization: ["username", "password"],
  "capillary.basicAuthorization": ["username", "password"],
  "capillary.basicCredentials": ["username", "password"],
  parseBasicAuthorization: ["value"],
  bearerAuthorization: ["token"],
  decodeJwt: ["token"],
  verifyJwtHs256: ["token", "secret", "options"],
  signJwtHs256: ["claims", "secret", "options"],
  "pledg.signPurchase": ["parameters", "secret", "options"],
  "pledg.verifyNotification": ["body", "options"],
  "caxton.parseDateTime": ["text"],
  "caxton.userPasswordDigest": ["password"],
  "capillary.recommend": ["scenario"],
  "Profile.headers": [undefined, "accessToken"],
  "Profile.tokenRequest": [undefined, "credentials"],
  "Profile.readTokenResponse": [undefined, "response", "options"],
  "Profile.classifyResponse": [undefined, "response"],
  "server.profileAuthenticator": ["credentials"],
};
const READS_AN_ANSWER = /\.(read\w+|classifyResponse)$/;
const placesOf = (name) => PLACES[name] ?? (READS_AN_ANSWER.test(name) ? ["response", "options"] : ["options"]);

const isObject = (value) => typeof value === "object" && value !== null;
const isMissing = (value) => value === undefined || value === null;
const isRecord = (value) => isObject(value) && !Array.isArray(value);

/** What a class, a prototype or a hidden member adds to an object would go unseen. */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return (prototype === null || prototype === Object.prototype) && Reflect.ownKeys(value).every((name) => typeof name === "string" && Object.prototype.propertyIsEnumerable.call(value, name));
}

function hasOddField(headers) {
  if (isMissing(headers)) return false;
  if (!isRecord(headers) || headers instanceof String) return true;
  const own = Object.entries(typeof headers.entries === "function" ? Object.fromEntries(headers.entries()) : headers);
  return own.some(([, value]) => value !== undefined && (typeof value !== "string" || !value.isWellFormed())) || (!isPlain(headers) && own.length === 0);
}

/** What may be said of the value at a field: the words behind its name, and when they are true. */
const CLAIMS = [
  [/^ is missing: is the variable it comes from set\?$/, isMissing],
  [/^ must be a string$/, (value) => !isMissing(value) && typeof value !== "string"],
  [/^ must be a string, as the customer typed it/, (value) => typeof value === "number"],
  [/^ must be a string or a Uint8Array$/, (value) => !isMissing(value) && typeof value !== "string" && !(value instanceof Uint8Array)],
  [/^ is a list of more than 32: /, (value) => Array.isArray(value) && value.length > 32],
  [/^ must be an integer of cents from 0 on$/, (value) => !Number.isSafeInteger(value) || value < 0],
  [/^ is what a variable that was not set prints as: /, (value) => ["undefined", "null", "NaN"].includes(value)],
  [/^ begins with the word "Bearer": /, (value) => typeof value === "string" && /^bearer( |$)/i.test(value)],
  [/^ is the name of a cluster and no host: /, (value) => CLUSTERS.includes(nameIn(value))],
  [/^ ends in the version of the API, /, (value) => /\/v\d+$/.test(bareHost(value))],
  [/^ is empty: is the variable it comes from set\?$/, (value) => value === ""],
  [/^ must be a function that gives them, or a promise of them$/, (value) => value !== undefined && typeof value !== "function"],
  [/^ must be an array of strings$/, (value) => !Array.isArray(value) || value.some((one) => typeof one !== "string")],
  [/^ must be in milliseconds since 1970: multiply seconds by 1000$/, (value) => Math.abs(value) < 1e11],
  [/^ must be true or false$/, (value) => !isMissing(value) && typeof value !== "boolean"],
  [/^ must be a finite number$/, (value) => value === null || (typeof value === "number" && !Number.isFinite(value))],
  [/^ must be a finite number that is not negative$/, (value) => typeof value !== "number" || value <= -1 || value >= 2 ** 53],
  [/^ holds half of a surrogate pair, /, (value) => typeof value === "string" && !value.isWellFormed()],
  [/^ is the placeholder that secrets print as: pass the real value$/, (value) => value === "«redacted»"],
  [/^ holds a character that no URL can have: /, (value) => typeof value === "string" && /[^\w.:[\]-]/.test(value)],
  [/^ must be an object with /, (value) => !isRecord(value)],
  [/^ must be a plain object, or some of it would go unseen: spread it: \{ \.\.\.[\w.]+ \}$/, (value) => isRecord(value) && !isPlain(value)],
  [/^ must be a Headers object or a record of strings$/, hasOddField],
];

const CLUSTERS = ["apac", "apac2", "china", "eu", "north-america", "sea", "tata", "us", "ushc"];
const bareHost = (value) => typeof value === "string" && value.replace(/^https:\/\//i, "").replace(/\/+$/, "").toLowerCase();
const nameIn = (value) => typeof value === "string" && bareHost(value).split("/")[0];

/** The values that an error's `field` may stand for: one, or those of a list of secrets. */
function standingAt(name, given, field) {
  const places = placesOf(name);
  const [first, ...steps] = field.replace(/\[(\d+)\]/g, ".$1").split(".");
  const options = given[places.indexOf("options")];
  // The settings of a link have names of their own, and so have credentials.
  const holders = [options, own(options, "purchaseLinkSettings"), given[places.indexOf("credentials")]];
  const from = places.includes(first) ? given[places.indexOf(first)] : own(holders.find((holder) => isObject(holder) && Object.hasOwn(holder, first)), first);
  const value = steps.reduce(own, from);
  if (field === "secret" && Array.isArray(value)) return [value, ...value];
  return isObject(value) ? [value, value instanceof OwnToken ? value.text : own(value, "value")].filter((one) => one !== undefined) : [value];
}

const own = (value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);

/** Stands for names that are not repeated. */
const UNREPEATED = "(a name too long or too odd to repeat)";

/** The member of an object among the arguments that has this name, which is none of those that the words list. */
function unknownMember(given, field, message) {
  const known = /It may have (.*)\.$/.exec(message)?.[1].split(", ") ?? [];
  const isIt = field === UNREPEATED ? (name) => !/^[\w.-]{0,31}$/.test(name) : (name) => name === field;
  const find = (value, depth) => {
    if (!isObject(value)) return undefined;
    const name = Object.keys(value).find(isIt);
    if (name !== undefined) return { value: value[name] };
    return depth > 0 ? Object.values(value).map((member) => find(member, depth - 1)).find(Boolean) : undefined;
  };
  return known.includes(field) ? undefined : find(given, 2);
}

/** Credentials with a member that is none of those that the words list: a stranger's name may be a secret, and is not repeated. */
function withStranger(credentials, message) {
  const known = /It asks for (.*)\.$/.exec(message)?.[1].split(", ") ?? [];
  return isObject(credentials) && Object.keys(credentials).some((name) => !known.includes(name)) ? { value: credentials } : undefined;
}

/**
 * The value that an error refuses by its name or kind, as `{ value }`, where what it says of it is true; else nothing.
 */
export function rightlyRefused({ name, given: passed }, error) {
  const { code, field, message } = error ?? {};
  if (typeof field !== "string") return undefined;
  // An authenticator is called with a script, of whose options it is made.
  const given = name.startsWith("server.") ? [passed[0].options] : passed;
  if (code === "unknown_option" && field === "credentials" && placesOf(name).includes(field)) return withStranger(given[placesOf(name).indexOf(field)], message);
  if (code === "unknown_option") return unknownMember(given, field, message);
  if (code !== "invalid_argument" || !message.startsWith(field)) return undefined;
  const words = message.slice(field.length);
  const isTrue = CLAIMS.find(([pattern]) => pattern.test(words))?.[1];
  if (isTrue === undefined) return undefined;
  const candidates = standingAt(name, given, field);
  return candidates.some((one) => isTrue(one)) ? { value: candidates.find((one) => isTrue(one)) } : undefined;
}

/** From here on nothing is signed any more. */
const DEEPEST_SIGNED = 95;

/** Whether anything in a value has no JSON form, or none that is signed: a cycle, and what is too deep. */
export function holdsNoJsonForm(value, above = []) {
  if (above.length > DEEPEST_SIGNED) return true;
  if (value instanceof OwnToken) return false;
  if (value === undefined || ["function", "symbol", "bigint"].includes(typeof value)) return true;
  if (typeof value === "number") return !Number.isFinite(value);
  if (!isObject(value)) return false;
  if (above.includes(value) || (!Array.isArray(value) && !isPlain(value)) || typeof value.toJSON === "function") return true;
  return Object.values(value).some((member) => holdsNoJsonForm(member, [...above, value]));
}

/** What JSON makes something else of, or nothing at all, itself or in its members: a caller who passes it is told so. */
export function isNoJsonValue(value, depth = 1) {
  if (value instanceof OwnToken) return false;
  if (["function", "symbol", "bigint"].includes(typeof value)) return true;
  if (typeof value === "number") return !Number.isFinite(value);
  return isRecord(value) && (!isPlain(value) || typeof value.toJSON === "function" || (depth > 0 && Object.values(value).some((member) => isNoJsonValue(member, depth - 1))));
}
