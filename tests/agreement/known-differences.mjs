// What this version does otherwise than an earlier one, on purpose: how each kind of difference is known, and the reason.
// A difference that no row knows fails the run. A row that nothing comes to fails the full run as well, so that rows go when
// the versions that they are about do.

import { OwnToken } from "./calls/functions.mjs";
import { firstDifference } from "./comparing/first-difference.mjs";
import { isNoJsonValue, rightlyRefused } from "./refusals.mjs";

const SOME_PARSED_BODY = /^(Profile\.(readTokenResponse|classifyResponse)|(capillary|pledg|caxton)\..*(read\w+|classifyResponse))$/;
/** From here on a value is deeper than the core reads. */
const DEEP = 120;

/**
 * Refusals that are new, or another than before: `refuses(call, earlier, later)` of the errors of a call, or of a row of a
 * batch; what was earlier no error is nothing. That what the later one says is true is part of each.
 */
const REFUSALS = [
  {
    name: "what is no plain object",
    reason: "what a class, a prototype or a hidden member adds to options went unseen, so they are refused and the words say to spread them",
    refuses: (call, earlier, later) => isUnplain(later) && rightlyRefused(call, later) !== undefined,
  },
  {
    name: "what JSON would make something else of",
    reason: "functions, symbols, dates, boxed values, NaN and what has a toJSON were taken for what JSON makes of them; they are refused by their kind, where they stand",
    refuses: (call, earlier, later) => (earlier === undefined || isRefusal(earlier)) && isNoJsonValue(rightlyRefused(call, later)?.value),
  },
  {
    name: "names and kinds before rules",
    reason: "of several faults, those of names and kinds are found first, whatever the others are: both versions refuse",
    refuses: (call, earlier, later) => isRefusal(earlier) && isOfAnother(call, earlier, later) && !isPoorer(earlier, later) && rightlyRefused(call, later) !== undefined,
  },
  {
    name: "what is left out by a variable that is not set",
    reason: "expiresAt and requireExp that are written down and undefined left a token without an end, or a demand unmade",
    refuses: (call, earlier, later) => earlier === undefined && later.code === "invalid_argument" && ["expiresAt", "requireExp"].includes(later.field) && /^(signJwtHs256|verifyJwtHs256|pledg\.signPurchase)$/.test(call.name),
  },
  {
    name: "a purchase that is not whole",
    reason: "a purchase without merchant, reference or amount, under a misspelt name, with an address as text or an end that has passed was signed",
    refuses: (call, earlier, later) => call.name === "pledg.signPurchase" && (later.code === "unknown_option" || later.code === "invalid_argument"),
  },
  {
    name: "a digest in a printed form",
    reason: "the digest as .NET prints it, or with white space around, was hashed once more, or refused for its line break",
    refuses: (call, earlier, later) => later.code === "looks_hashed" && later.field === "password",
  },
  {
    name: "a host that is a cluster's name alone, or ends in the version",
    reason: "the call went to https://eu, or to /v3/v3/oauth, where nobody answers",
    refuses: (call, earlier, later) => (earlier === undefined || isRefusal(earlier)) && later.code === "invalid_argument" && later.field === "host" && / is the name of a cluster and no host| ends in the version of the API/.test(later.message),
  },
  {
    name: "what a variable that is not set prints as",
    reason: "Bearer, undefined, null and NaN passed for tokens",
    refuses: (call, earlier, later) => earlier === undefined && later.code === "invalid_argument" && /^(token|accessToken)$/.test(later.field) && / is what a variable that was not set prints as|begins with the word "Bearer"/.test(later.message),
  },
  {
    name: "a member called __proto__",
    reason: "it was not seen in an answer's record, whose names are all refused but three",
    refuses: (call, earlier, later) => earlier === undefined && later.code === "unknown_option" && later.field === "__proto__" && rightlyRefused(call, later) !== undefined,
  },
  {
    name: "options and credentials whose toJSON gave others",
    reason: "what it gave stood in their place, so that what the caller wrote was not read; they are read as they are written",
    refuses: (call, earlier, later) => (earlier === undefined || isRefusal(earlier)) && call.given.some((one) => typeof one?.toJSON === "function") && rightlyRefused(call, later) !== undefined,
  },
  {
    name: "the kind of settings before their form",
    reason: "a list in the place of settings was looked through for what has no JSON form before it was said to be a list",
    refuses: (call, earlier, later) =>
      isRefusal(earlier) && earlier.field === "purchaseLinkSettings" && earlier.message.endsWith(", which has no JSON form") && later.field === earlier.field && rightlyRefused(call, later) !== undefined,
  },
  {
    name: "which mistake of a profile is told first",
    reason: "a profile is read whole, in the order of its description, and of several mistakes another one may come first; words say what to write instead",
    refuses: (call, earlier, later) => isRefusal(earlier) && isAboutProfile(call) && isPointer(earlier.field) && isPointer(later.field),
  },
  {
    name: "a credential that could be a part of any host",
    reason: "two constant labels have to stand behind it, and its value is a part of a label; a whole host is named in hosts",
    refuses: (call, earlier, later) => isAboutProfile(call) && later.code === "invalid_argument" && (/ needs two constant labels behind | must have a slash, a question mark or nothing after /.test(later.message) || / stands in the name of a host, /.test(later.message)),
  },
  {
    name: "what is too deep is refused by its kind",
    reason: "the package fell over it; it is of the wrong kind where it stands",
    refuses: (call, earlier, later) => failedInside({ how: "threw", value: earlier }) && rightlyRefused(call, later) !== undefined,
  },
];

/**
 * Each: `name`, `reason`, and `holds(call, result)` of a call `{ name, given }` and a result
 * `{ earlier, later, difference }`, where an outcome is `{ how: "returned" | "threw", value }`.
 */
export const KNOWN = [
  ...REFUSALS.map(({ name, reason, refuses }) => ({
    name,
    reason,
    holds(call, result) {
      const others = refusalsOf(call, result);
      return others.length > 0 && refuses(...others[0]) && others.every((one) => REFUSALS.some((row) => row.refuses(...one)));
    },
  })),
  {
    name: "a status that rejects a token",
    reason: "what codes mean is said of the token endpoint: an API's 401 or 498, or a status that a profile names, rejects the token whatever the code beside it",
    holds: ({ name }, { later }) => name === "Profile.classifyResponse" && /^token_(invalid|expired)$/.test(later.value),
  },
  {
    name: "what a profile can say now",
    reason: "fields of JSON may be numbers, flags and objects, the format of a header may hold credentials, and fields of GET and DELETE stand in the query",
    holds: (call, { earlier, later }) => isAboutProfile(call) && earlier.how === "threw" && later.how === "returned" && isRefusal(earlier.value) && /^\/(request\/fields|header\/format)/.test(earlier.value.field),
  },
  {
    name: "a vendor's words that repeat what is no secret",
    reason: "a credential of fewer than four characters, or one that stands in addresses alone, was looked for in them",
    holds: ({ name }, { difference }) => /^server\.profileAuthenticator$/.test(name) && /vendor(Message|Code)|requestId/.test(difference.path),
  },
  {
    name: "what a notification means",
    reason: "it says outcome, sandbox, key and secretIndex; what is verified is the text that was signed; numbers have one answer in text and parsed; a form is read; an exp in milliseconds, and an integer beyond 2^53, are refused",
    holds: ({ name }) => name === "pledg.verifyNotification",
  },
  {
    name: "an exp in milliseconds",
    reason: "it was taken for a date 58,000 years ahead",
    holds: ({ name }, { later }) => name === "verifyJwtHs256" && later.value?.code === "token_invalid",
  },
  {
    name: "the prefix of a token is named",
    reason: "Bearer before a JWT was called a character that is not base64url",
    holds: ({ name, given }) => /^(decodeJwt|verifyJwtHs256)$/.test(name) && /^bearer /i.test(String(given[0])),
  },
  {
    name: "the clusters of Capillary",
    reason: "each has one record, by its name in addresses; us and apac2 paired two",
    holds: ({ name }) => name === "capillary.hosts",
  },
  {
    name: "a token of Capillary's without an end",
    reason: "the vendor always states a lifetime; without one, and without an exp claim, the answer is none of its",
    holds: ({ name }, { later }) => name === "capillary.readTokenResponse" && JSON.stringify(later.value ?? null).includes("/data/ttlSeconds"),
  },
  {
    name: "an answer behind a byte order mark, or with its content type twice",
    reason: "it is read as Response.json() does",
    holds: ({ given }) => textsIn(given).some((text) => text.startsWith("\ufeff") || /json\s*(;[^,]*)?,/.test(text)),
  },
  {
    name: "admin fields in every combination",
    reason: "any one of authKey, orgId and entityId is enough, and the OAuth token does for a user",
    holds: ({ name }) => name === "capillary.adminHeaders",
  },
  {
    name: "a company's ways to pay",
    reason: "an address for a companyUid leads to /payment_solutions",
    holds: ({ name }, { later }) => name === "pledg.purchaseUrl" && String(later.value).includes("/payment_solutions?"),
  },
  {
    name: "the page of a recommendation",
    reason: "the page about Basic moved, and what the table lets customers' apps do is told",
    holds: ({ name }) => name === "capillary.recommend",
  },
  {
    name: "the first fault",
    reason: "reading stops at the first fault; a control character was looked for only after everything else had been found good",
    holds: (call, result) =>
      bothThrew(result, (earlier, later) => sameBut(earlier, later, ["message", "position"]) && later.message.endsWith("a control character inside a string is not escaped") && later.position <= earlier.position),
  },
  {
    name: "a parsed body too deep to be read",
    reason: "it was answered as a fault of the package's own, or by the platform's RangeError, whatever the status; now it is read like text as deep",
    holds: ({ name, given }, { earlier, later }) => SOME_PARSED_BODY.test(name) && failedInside(earlier) && !failedInside(later) && isDeep(bodyOf(name, given)),
  },
  {
    name: "a parsed notification nested as deep as text may be",
    reason: "from a hundred levels on it was refused as the caller's mistake, where text is read to a hundred and twenty-eight and then refused as the sender's",
    holds: ({ name }, { earlier }) => name === "pledg.verifyNotification" && earlier.how === "threw" && earlier.value?.message?.startsWith("body holds objects nested too deeply"),
  },
  {
    name: "codes of a token endpoint in an API's answer",
    reason: "they judge the answers of the token endpoint alone; of an API's, what the profile says of rejected tokens does",
    holds: ({ name, given }, { difference }) =>
      /^server\.(profileAuthenticator|pledgAccessToken|caxtonAccount)$/.test(name) && difference.path.startsWith(".value.seen") && given[0]?.apis?.some(({ body }) => typeof body === "string" && /err/i.test(withoutEscapes(body))),
  },
  {
    name: "two byte order marks before an answer whose body is not asked for",
    reason: "such an answer is the platform's own now, and Node's `text()` takes two marks away where the standard takes one",
    holds: ({ name, given }, { difference }) =>
      name.startsWith("server.") && /^\.value\.seen\.\d+\.1\.value\.3$/.test(difference.path) && difference.earlier === `\ufeff${difference.later}` && given[0].apis.some(({ body }) => body?.startsWith("\ufeff\ufeff")),
  },
  {
    name: "a field that stands twice, empty the second time",
    reason: "the platform trims `a, ` to `a,` when it makes a response anew, which is the same list (RFC 9110, section 5.6.1)",
    holds: ({ name }, { difference }) => name.startsWith("server.capillary") && /^\.value\.seen\.\d+\.1\.value\.2\./.test(difference.path) && difference.earlier === `${difference.later} ` && difference.later.endsWith(","),
  },
  {
    name: "a null in the hundredth list",
    reason: "it was counted as a level of its own, which no other value without members was",
    holds: ({ name, given }, { earlier }) =>
      /^(signJwtHs256|pledg\.signPurchase)$/.test(name) && earlier.how === "threw" && given.some(isNullAtTheLimit),
  },
  {
    name: "a view whose bytes are gone",
    reason: "it ended in the platform's TypeError",
    holds: (call, { earlier, later }) =>
      earlier.how === "threw" &&
      earlier.value instanceof TypeError &&
      ((later.value?.code === "invalid_argument" && later.value.message.includes("is a view of a buffer that was detached or resized")) || rightlyRefused(call, later.value) !== undefined),
  },
  {
    name: "a batch at the end of the stack",
    reason: "a row that is nested too deeply ended the whole batch in the platform's RangeError; it is refused by itself",
    holds: ({ name, given }, { earlier, later }) => name === "capillary.basicHeadersBatch" && earlier.value instanceof RangeError && later.how === "returned" && isDeep(given),
  },
  {
    name: "a token among the parameters of a purchase",
    reason: "it is signed as it prints, and the words of its problems are others",
    holds: ({ name, given }, { earlier, later }) =>
      name === "pledg.signPurchase" && Object.values(given[0] ?? {}).some((one) => one instanceof OwnToken) && earlier.how === "returned" && later.how === "returned" && signedOf(earlier.value) === signedOf(later.value),
  },
  {
    name: "an argument too deep to be written",
    reason: "it ended in the platform's RangeError, or as a fault of the package's own",
    holds: (call, { earlier, later }) => saysTooDeep(later.value) && (failedInside(earlier) || earlier.value?.some?.(({ error }) => error?.code === "internal")),
  },
  {
    name: "data without a JSON form is named",
    reason: "a cycle or a BigInt in a body, a profile or credentials was said of some argument, under the name of the options",
    holds: (call, result) =>
      bothThrew(result, (earlier, later) => earlier.message.startsWith("an argument holds a cycle or a BigInt") && ["response.body", "profile", "credentials"].includes(later.field) && later.message === `${later.field} holds a cycle or a BigInt, which has no JSON form`),
  },
  {
    name: "a body whose toJSON gives something else",
    reason: "what it gives is the value of the body; a text was taken for the text of an answer",
    holds: ({ name, given }) => SOME_PARSED_BODY.test(name) && typeof bodyOf(name, given)?.toJSON === "function",
  },
  {
    name: "a notification whose toJSON gives none",
    reason: "it is there, so it is not said to be missing",
    holds: ({ name, given }, result) =>
      name === "pledg.verifyNotification" && typeof given[0]?.toJSON === "function" && bothThrew(result, (earlier, later) => earlier.code === later.code && earlier.field === later.field),
  },
  {
    name: "a profile names its credentials",
    reason: "a new member, credentialNames; nothing else of the profile is another",
    holds: ({ name }, { earlier, later, difference }) =>
      name === "defineProfile" &&
      difference.path === ".value.[[Names]]" &&
      [difference.earlier, difference.later].join() === "name,name,credentialNames" &&
      Object.isFrozen(later.value.credentialNames) &&
      later.value.credentialNames.every((credential) => typeof credential === "string") &&
      firstDifference([earlier.value.name, earlier.value.toJSON()], [later.value.name, later.value.toJSON()]) === undefined,
  },
  {
    name: "sixteen problems",
    reason: "of what is wrong with a token, a page of control characters made a list of thousands; the first sixteen say as much",
    holds: (call, { difference }) => difference.path.endsWith("problems.[[Names]]") && namesIn(difference.later) === PROBLEMS && namesIn(difference.earlier) > PROBLEMS,
  },
  {
    name: "a name that is half of a surrogate pair stands twice",
    reason: "such a name is seen to stand twice, as every other is; the body or the token is then refused, or read by its status alone",
    holds: ({ given }) => textsIn(given).some(hasHalfNameTwice),
  },
];

const PROBLEMS = 16;

/** What a signature is over, but for the messages in it. */
const signedOf = (signature) => Buffer.from(signature.split(".")[1], "base64url").toString().replace(/"message":"[^"]*"/g, "");

/** Of one call, or of a row of a batch. */
const saysTooDeep = (value) => [value, ...(Array.isArray(value) ? value.map(({ error }) => error) : [])].some((error) => /^(an argument|profile|credentials) is nested too deeply$/.test(error?.message));

/** How many entries a list of names has, the last of which is `length`. */
const namesIn = (names) => names.split(",").length - 1;

/** A text with the characters that JSON's escapes stand for. */
const withoutEscapes = (text) => text.replace(/\\u([0-9a-f]{4})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));

/** The texts among arguments, and what the segments of those that are tokens decode to. */
function textsIn(value, depth = 0) {
  if (value instanceof Uint8Array) return textsIn(Buffer.from(value).toString());
  if (typeof value === "string") return [value, ...[...value.matchAll(/[\w-]{8,}/g)].map(([segment]) => Buffer.from(segment, "base64url").toString())];
  if (typeof value !== "object" || value === null || depth > 6) return [];
  return Object.values(value).flatMap((one) => textsIn(one, depth + 1));
}

function hasHalfNameTwice(text) {
  const names = [...text.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].map(([, name]) => unescaped(name)).filter((name) => /\p{Surrogate}/u.test(name));
  return new Set(names).size < names.length;
}

function unescaped(name) {
  try {
    return JSON.parse(`"${name}"`);
  } catch {
    return name;
  }
}

/** What the caller is to mend; never a fault of the package's own. */
const isAboutProfile = ({ name }) => /^(defineProfile|Profile\.\w+|server\.profileAuthenticator)$/.test(name);

const isPointer = (field) => typeof field === "string" && (field.startsWith("/") || field === "profile");

const isRefusal = (error) => isAuthError(error) && error.code !== "internal";

const isUnplain = ({ code, message }) => code === "invalid_argument" && message.includes(" must be a plain object, or some of it would go unseen: spread it: ");

/** Whether they speak of two values: two fields, two of a list of secrets, or some argument. */
const isOfAnother = ({ given }, earlier, later) =>
  earlier.field !== later.field || earlier.message === "an argument holds a cycle or a BigInt, which has no JSON form" || (later.field === "secret" && given.some((one) => Array.isArray(one) || Array.isArray(one?.secret)));

/** A misspelt name says more than that the right one is missing. */
const isPoorer = (earlier, later) => earlier.code === "unknown_option" && / is missing/.test(later.message);

/** What a call is refused for, or each row of a batch that is not the same: `[call, earlier, later]`; none where anything else differs. */
function refusalsOf(call, { earlier, later }) {
  if (later.how === "threw") {
    return isAuthError(later.value) ? [[call, earlier.how === "threw" ? earlier.value : undefined, later.value]] : [];
  }
  if (call.name !== "capillary.basicHeadersBatch" || earlier.how === "threw" || earlier.value.length !== later.value.length) return [];
  const others = [...later.value.entries()].filter(([index, row]) => firstDifference(earlier.value[index], row) !== undefined);
  if (others.some(([, row]) => !isAuthError(row.error))) return [];
  return others.map(([index, row]) => [{ name: "capillary.basicHeaders", given: [call.given[0][index]] }, earlier.value[index].error, row.error]);
}

const isAuthError = (value) => value?.name === "AuthError";

const bothThrew = ({ earlier, later }, holds) => earlier.how === "threw" && later.how === "threw" && isAuthError(earlier.value) && isAuthError(later.value) && holds(earlier.value, later.value);

/** Whether errors are alike but for these members. */
function sameBut(earlier, later, members) {
  const others = (error) => JSON.stringify({ ...error.toJSON(), ...Object.fromEntries(members.map((name) => [name, null])) });
  return others(earlier) === others(later);
}

const failedInside = ({ how, value }) => how === "threw" && (value instanceof RangeError || value?.code === "internal");

/** The body of the answer that a reader was given. */
function bodyOf(name, given) {
  const response = given[name.startsWith("Profile.") ? 1 : 0];
  return typeof response === "object" ? response?.body : undefined;
}

function isDeep(value) {
  return membersAt(value, DEEP).length > 0;
}

/** Some of the members that a value has after so many levels. */
function membersAt(value, depth) {
  let level = [value];
  for (let count = 0; count < depth && level.length > 0; count += 1) {
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : [])).slice(0, 200);
  }
  return level;
}

/** The deepest that is signed is a hundred levels; members of parameters are counted one by one, from the next level on. */
const isNullAtTheLimit = (value) => [100, 101].some((depth) => membersAt(value, depth).includes(null));
