// Whether what an error says of a profile is so, found out from the data alone: a profile is read in another order than by an
// earlier version, so that of several mistakes another one is told.

/** The profile that a call is about; nothing where it is about none. */
export function profileOf({ name, given }) {
  if (name === "server.profileAuthenticator") return given[0].profile;
  return name === "defineProfile" || name.startsWith("Profile.") ? given[0] : undefined;
}

const isMissing = (value) => value === undefined || value === null;
const isText = (value) => typeof value === "string";
/** Half of a surrogate pair has no form in the core, and is no text there. */
const isFilledText = (value) => isText(value) && value !== "" && value.isWellFormed();
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** Of requests that HTTP or the package itself sets. */
const OF_HTTP = /^(accept|content-type|content-length|host|connection|transfer-encoding|upgrade|expect|te|trailer|keep-alive|cookie|set-cookie|proxy-.*)$/i;

/** What may be said of the value at a pointer, and when it is true; `of(pointer)` gives other values of the profile. */
const CLAIMS = [
  [/^ is missing/, isMissing],
  [/^ must be a string that is not empty$/, (value) => !isFilledText(value)],
  [/^ must be a string( such as |$)/, (value) => !isText(value)],
  [/^ must be an object( with |$)/, (value) => !isRecord(value)],
  [/^ must be a list/, (value) => !Array.isArray(value)],
  [/^ must be one of (?<list>.*)$/, (value, { list }) => !list.split(", ").includes(value)],
  [/^ must be a positive number of seconds$/, (value) => !(typeof value === "number" && value > 0 && value < 2 ** 53)],
  [/^ must be (an|the) HTTP status of an error, /, (value) => !(Number.isInteger(value) && value >= 400 && value <= 599)],
  [/^ must begin with https:\/\/ or with \{host\}; /, (value) => isText(value) && !/^(https:\/\/|\{host\}|http:\/\/(localhost|127\.0\.0\.1|\[::1\]))/.test(value)],
  [/^ can have \{host\} only at its beginning$/, (value) => isText(value) && value.lastIndexOf("{host}") > 0],
  [/^ must have a slash, a question mark or nothing after \{host\}$/, (value) => /\{host\}[^/?]/.test(value)],
  [/^ must be plain: /, (value) => isText(value) && (/[^\x21-\x7e]|\\/.test(value) || /\/\.\.?([/?]|$)/.test(value))],
  [/^ must hold \{token\} once$/, (value) => isText(value) && value.split("{token}").length !== 2],
  [/^ holds braces without a name in them: /, (value) => isText(value) && /\{[\w.$-]*[.$-][\w.$-]*\}/.test(value)],
  [/^ holds a function that there is not: /, (value) => isText(value) && /\{\w+\((?!\w+(:\w+)*\)\})|\{(?!base64\()\w+\(/.test(value)],
  [/^ has a meaning of its own in HTTP: /, (value) => OF_HTTP.test(value)],
  [/^ is not the name of a header field /, (value) => isText(value) && !/^[!#$%&'*+.^_`|~\da-z-]+$/i.test(value)],
  [/^ must be a JSON pointer such as /, (value) => isText(value) && !/^(\/([^~]|~[01])*)?$/s.test(value)],
  [/^ has no UTF-8 form$/, (value) => isText(value) && !value.isWellFormed()],
  [/^ must hold a credential such as "\{secret\}" where clientAuthentication is body$/, (value) => !/\{\w+\}/.test(JSON.stringify(value ?? ""))],
  [/^ cannot be sent with this method, /, (_, __, of) => /^(GET|DELETE)$/.test(of("/request/method"))],
];

/** Whether an error speaks truly of the value that it points to. */
export function isRightAboutProfile(profile, { code, field, message }) {
  if (typeof field !== "string" || !field.startsWith("/")) return false;
  const data = dataOf(profile);
  const of = (pointer) => standingAt(data, pointer);
  if (code === "unknown_option") return isUnknown(of, field, message);
  if (code === "invalid_header_value") return isText(of(field)) && (/[^\x20-\x7e]/.test(of(field)) || of(field).trim() !== of(field));
  if (code === "insecure_url") return /^http:/i.test(of(field));
  if (code !== "invalid_argument" || !message.startsWith(field)) return false;
  const words = message.slice(field.length);
  return CLAIMS.some(([pattern, isTrue]) => pattern.test(words) && isTrue(of(field), pattern.exec(words).groups, of));
}

/** A profile is what JSON makes of it. */
function dataOf(profile) {
  try {
    return JSON.parse(JSON.stringify(profile));
  } catch {
    return profile;
  }
}

function isUnknown(of, field, message) {
  const known = / It may be (.*)\.$/.exec(message)?.[1].split(", ") ?? [];
  const at = field.lastIndexOf("/");
  // A name that is no text is not repeated.
  if (field.endsWith("/?")) return Object.keys(of(field.slice(0, at)) ?? {}).some((name) => !name.isWellFormed());
  return Object.hasOwn(of(field.slice(0, at)) ?? {}, unescaped(field.slice(at + 1))) && !known.includes(unescaped(field.slice(at + 1)));
}

const unescaped = (step) => step.replaceAll("~1", "/").replaceAll("~0", "~");

/** What stands at a JSON pointer. */
export const standingAt = (value, pointer) => pointer.split("/").slice(1).reduce((one, step) => (isMissing(one) || !Object.hasOwn(Object(one), unescaped(step)) ? undefined : one[unescaped(step)]), value);

/** What profiles have since 0.1.0. */
export const NEW_IN_PROFILES = ["headers", "query", "baseUrl", "keepOrigins", "hosts", "oneOf", "public", "as", "keep", "assertion"];

/** Whether a profile says what it could not say before: new members, fields that are no text, credentials in a header's format, a query. */
export function isNewlySaid(profile, { code, field }) {
  if (code === "unknown_option") return NEW_IN_PROFILES.includes(field.split("/").at(-1));
  const { encoding, method } = profile.request ?? {};
  const isJson = /json$/.test(encoding);
  if (field.startsWith("/request/fields/")) return isJson && !isText(standingAt(profile, field));
  if (field === "/request/fields") return /^(GET|DELETE)$/.test(method) && encoding === "query";
  return field === "/header/format" && /\{(?!token\})\w+/.test(profile.header.format);
}

/** Whether a credential stands in the name of a host and could not be part of one. */
export function isNoPartOfHost(profile, credentials, { field, message }) {
  const [, host] = /:\/\/([^/?]*)/.exec(profile.request?.url) ?? [];
  if (/ stands in the name of a host, and can have letters, digits and hyphens only: /.test(message)) return host?.includes(`{${field}}`) && !/^[a-z\d-]+$/i.test(credentials?.[field]);
  return / needs two constant labels behind /.test(message) && /\{\w+\}(?!.*\.[a-z\d-]+\.[a-z\d-]+(:\d+)?$)/i.test(host);
}
