// What this version does otherwise than an earlier one, on purpose: how each kind of difference is known, and the reason.
// A difference that no row knows fails the run. A row that nothing comes to fails the full run as well, so that rows go when
// the versions that they are about do.

import { OwnToken } from "./calls/functions.mjs";
import { parsedOrNothing } from "./calls/samples.mjs";
import { firstDifference } from "./comparing/first-difference.mjs";
import { saysWhyNoAnswerCame } from "./no-answer.mjs";
import { saysTheSameAndWhatItMeans, isRightlyInexact, isRightlyNone, isRightlyUnexpected, hasWrongAmount } from "./notification-meaning.mjs";
import { claimsOf, notificationOf } from "./notification-given.mjs";
import { isNewlySaid, isNoPartOfHost, isRightAboutProfile, NEW_IN_PROFILES, profileOf, standingAt } from "./profile-refusals.mjs";
import { isRightAboutPurchase } from "./purchase-refusals.mjs";
import { holdsNoJsonForm, isNoJsonValue, rightlyRefused } from "./refusals.mjs";

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
    reason: "expiresAt, requireExp and strict that are written down and undefined left a token without an end, or a demand unmade; of the last two a null did so too",
    refuses: ({ name, given }, _, later) =>
      /^(signJwtHs256|verifyJwtHs256|pledg\.signPurchase)$/.test(name) && isUnset(given[2], later.field) && later.code === "invalid_argument" && /^(expiresAt must be a finite number that is not negative|(requireExp|strict) must be true or false)$/.test(later.message),
  },
  {
    name: "a purchase that is not whole",
    reason: "one without merchant, reference or amount, under a misspelt name, with an address as text or an end that has passed was signed",
    refuses: ({ name, given }, earlier, later) => name === "pledg.signPurchase" && (earlier === undefined || isRefusal(earlier)) && isRightAboutPurchase(given, later),
  },
  {
    name: "a digest in a printed form",
    reason: "the digest as .NET prints it, or with white space around, was hashed once more, or refused for its line break",
    refuses: ({ name, given: [first, password] }, earlier, later) =>
      later.code === "looks_hashed" && later.field === "password" && isPrintedDigest(typeof first === "string" ? password : (name.startsWith("server.") ? first.options : first)?.password) && (earlier === undefined || isRefusal(earlier)),
  },
  {
    name: "what a variable that is not set prints as",
    reason: "Bearer, undefined, null and NaN passed for tokens",
    refuses: (call, earlier, later) => (earlier === undefined || isRefusal(earlier)) && isNoToken(call, later),
  },
  {
    name: "the name of a cluster alone, and the version of an API in a host",
    reason: "the call went to https://eu, or to /v3/v3/oauth, where nobody answers",
    refuses: (call, earlier, later) => (earlier === undefined || isRefusal(earlier)) && / is the name of a cluster and no host: | ends in the version of the API, /.test(later.message) && rightlyRefused(call, later) !== undefined,
  },
  {
    name: "a new option, of a wrong kind or empty",
    reason: "it was refused by its name",
    refuses: (call, earlier, later) => earlier?.code === "unknown_option" && NEW_OPTIONS.includes(earlier.field) && later.code === "invalid_argument" && later.field.replace(/^expect\.|\[\d+\]$/g, "") === earlier.field && (rightlyRefused(call, later) !== undefined || isUnsetSandbox(call, later) || isBrokenName(call, later)),
  },
  {
    name: "a sandbox that is expected by a variable that is not set",
    reason: "what is expected is meant wherever it is written, and is looked at before the secret",
    refuses: (call, earlier, later) => isRefusal(earlier) && isUnsetSandbox(call, later),
  },
  {
    name: "a parameter without a JSON form is named",
    reason: "it was said of some parameter",
    refuses: ({ name, given: [parameters] }, earlier, later) =>
      name === "pledg.signPurchase" && earlier?.code === "invalid_argument" && earlier.message.startsWith("parameters hold a value that has no JSON form, ") && later.code === "invalid_argument" && hasNoJsonForm(parameters, later),
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
    refuses: (call, earlier, later) => isRefusal(earlier) && isRightAboutProfile(profileOf(call), later),
  },
  {
    name: "which of several credentials is told first",
    reason: "control characters are looked for in all of them before any is written anywhere",
    refuses: ({ name, given }, earlier, later) => {
      const credentials = name.startsWith("server.") ? given[0].options : name === "Profile.tokenRequest" ? given[1] : {};
      return isRefusal(earlier) && later.message.endsWith(" holds a control character, which no credential may hold (RFC 7617 §2)") && /[\0-\x1f\x7f]/.test(credentials?.[later.field]);
    },
  },
  {
    name: "a function in a template that there is not",
    reason: "templates have one, base64; what looks like another was sent as it stands",
    refuses: (call, earlier, later) => earlier === undefined && later.message.includes(" holds a function that there is not: ") && isRightAboutProfile(profileOf(call), later),
  },
  {
    name: "a credential that could be a part of any host",
    reason: "two constant labels have to stand behind it, and its value is a part of a label; a whole host is named in hosts",
    refuses: (call, earlier, later) => later.code === "invalid_argument" && profileOf(call) !== undefined && isNoPartOfHost(profileOf(call), call.name.startsWith("server.") ? call.given[0].options : call.given[1], later),
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
    holds: ({ name, given: [profile, response] }, { earlier, later }) =>
      name === "Profile.classifyResponse" && isJudged(earlier) && (profile.rejected?.status ?? [401, 498]).includes(response.status) && later.value === (response.status === 498 ? "token_expired" : "token_invalid"),
  },
  {
    name: "what a profile can say now",
    reason: "fields of JSON may be numbers, flags and objects, the format of a header may hold credentials, and fields of GET and DELETE stand in the query",
    holds: (call, { earlier, later }) => profileOf(call) !== undefined && earlier.how === "threw" && later.how === "returned" && isRefusal(earlier.value) && isNewlySaid(profileOf(call), earlier.value),
  },
  {
    name: "a vendor's words that repeat what is no secret",
    reason: "a credential of fewer than four characters, or one that stands in addresses alone, was looked for in them",
    holds: ({ name, given: [script] }, { earlier, later, difference }) => {
      if (name !== "server.profileAuthenticator" || !difference.path.endsWith(".[[Names]]")) return false;
      const [before, after] = [difference.earlier.split(","), difference.later.split(",")];
      const added = after.filter((one) => !before.includes(one));
      const isRest = after.filter((one) => !added.includes(one)).join() === before.join();
      const open = Object.entries(script.options).filter(([credential, value]) => typeof value === "string" && (value.length < 4 || isOfAddressAlone(script.profile, credential)));
      return isRest && added.every((one) => VENDORS_WORDS.includes(one) && quotesSecret(errorAt(later, difference.path)[one], open.map(([, value]) => value)));
    },
  },
  {
    name: "what a notification means",
    reason: "it says outcome, sandbox, key and secretIndex, made of nothing that is not signed; all else is as before",
    holds: (call, { earlier, later }) => call.name === "pledg.verifyNotification" && earlier.how === "returned" && later.how === "returned" && saysTheSameAndWhatItMeans(call, earlier.value, later.value),
  },
  {
    name: "status and sandbox that are not as expected",
    reason: "a notification that states another or none is refused",
    holds: (call, { earlier, later }) => call.name === "pledg.verifyNotification" && earlier.how === "returned" && isRightlyUnexpected(call, earlier.value, later.value),
  },
  {
    name: "half of a surrogate pair in what a notification is known by",
    reason: "key would be the same for all of them, so it is no notification",
    holds: (call, { earlier, later }) => call.name === "pledg.verifyNotification" && isJudged(earlier) && isRightlyNone(call, later.value),
  },
  {
    name: "a number that nobody signed",
    reason: "a parser makes another number of an integer beyond 2^53, and languages write fractions differently: such a value of a notification is refused by its name",
    holds: (call, { earlier, later }) => call.name === "pledg.verifyNotification" && isJudged(earlier) && isRightlyInexact(call, later.value),
  },
  {
    name: "why a transfer is none",
    reason: "where the amount is all that it lacks, the message says so",
    holds: (call, result) => call.name === "pledg.verifyNotification" && bothThrew(result, (earlier, later) => sameBut(earlier, later, ["message"]) && later.message.endsWith(": its amount_cents is not a whole number of cents from 0 on") && hasWrongAmount(call)),
  },
  {
    name: "an exp in milliseconds",
    reason: "it was taken for a date 58,000 years ahead",
    holds: (call, { earlier, later }) =>
      /^(verifyJwtHs256|pledg\.verifyNotification)$/.test(call.name) && isJudged(earlier) && later.value?.code === "token_invalid" && later.value.message === EXP_IN_MILLISECONDS && expOf(call) >= LEAST_MILLISECONDS,
  },
  {
    name: "the prefix of a token is named",
    reason: "Bearer before a JWT was called a character that is not base64url",
    holds: (call, result) => /^(decodeJwt|verifyJwtHs256|pledg\.verifyNotification)$/.test(call.name) && /^bearer /i.test(tokenOf(call)) && namesPrefix(result),
  },
  {
    name: "a token of Capillary's without an end",
    reason: "the vendor always states a lifetime; without one, and without an exp claim, the answer is none of its",
    holds: ({ name }, { earlier, later }) =>
      name === "capillary.readTokenResponse" && earlier.how === "returned" && earlier.value.expiresAt === null && later.value?.code === "malformed_response" && later.value.field === "/data/ttlSeconds" && / states no lifetime at /.test(later.value.message),
  },
  {
    name: "a token in an answer that is none",
    reason: "undefined, null, NaN and Bearer are what programs print in the place of a token; no header is made of them",
    holds: (_, { earlier, later }) =>
      isJudged(earlier) && later.value?.code === "malformed_response" && later.value.message.endsWith(" holds a token that no header field can carry") && (earlier.how === "threw" || tokensOf(earlier.value).some(isPrintedForNone)),
  },
  {
    name: "a token in an answer or a store that is none",
    reason: "an authenticator does not use what programs print in the place of a token: it is refused where it is read",
    holds: ({ name, given: [script] }, { difference }) => name.startsWith("server.") && /^\.value\.(seen|sent|events|status)/.test(difference.path) && [script.stored?.value, ...script.tokens.map(({ body }) => body)].some((text) => typeof text === "string" && PRINTED_TOKEN.test(withoutEscapes(text))),
  },
  {
    name: "a vendor's words that quote a secret in part or otherwise",
    reason: "they are dropped as well where they have it in another case, with escapes, or most of it",
    holds: (call, { earlier, difference }) => {
      if (difference.path.endsWith(".vendorMessage")) return quotesSecret(difference.earlier, secretsOf(call)) && !quotesSecret(difference.later, secretsOf(call));
      if (!difference.path.endsWith(".[[Names]]")) return false;
      const [before, after] = [difference.earlier.split(","), difference.later.split(",")];
      const gone = before.filter((name) => !after.includes(name));
      const isRest = before.filter((name) => !gone.includes(name)).join() === after.join();
      return isRest && gone.every((name) => VENDORS_WORDS.includes(name) && quotesSecret(errorAt(earlier, difference.path)[name], secretsOf(call)));
    },
  },
  {
    name: "admin fields in every combination",
    reason: "any one of authKey, orgId and entityId is enough, and the OAuth token does for a user",
    holds: (call, result) => call.name === "capillary.adminHeaders" && isAdminCallAsGiven(call, result),
  },
  {
    name: "a new option that a misspelt one is near to",
    reason: "the nearest right name is another",
    holds: (_, result) => bothThrew(result, (earlier, later) => earlier.code === "unknown_option" && sameBut(earlier, later, ["message"]) && [...NEW_OPTIONS, ...NEW_IN_PROFILES].includes(/ (has no member .*|is unknown)\. Did you mean (\w+)\?$/s.exec(later.message)?.[2])),
  },
  {
    name: "the first fault",
    reason: "reading stops at the first fault; a control character was looked for only after everything else had been found good",
    holds: (call, result) =>
      bothThrew(result, (earlier, later) => sameBut(earlier, later, ["message", "position"]) && later.message.endsWith("a control character inside a string is not escaped") && later.position <= earlier.position),
  },
  {
    name: "why no answer came",
    reason: "errors and events name the platform's code, a certificate that is not accepted is told from a connection and is not tried again, and what is no Response is said to be none",
    holds: (call, result) => call.name.startsWith("server.") && saysWhyNoAnswerCame(call, result),
  },
  {
    name: "a profile that is deep where it may not be",
    reason: "the package fell over it; it is of the wrong kind where it stands",
    holds: ({ name, given: [profile] }, { earlier, later }) => name === "defineProfile" && failedInside(earlier) && isRefusal(later.value) && isDeep(profile) && (later.value.field === "profile" || isDeep(standingAt(profile, later.value.field)) || isRightAboutProfile(profile, later.value)),
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
    reason: "they judge the answers of the token endpoint alone; of an API's, what the profile says of rejected tokens does, and a 401 or 498 whatever the code beside it",
    holds: ({ name, given: [script] }, { difference }) =>
      /^server\.(profileAuthenticator|pledgAccessToken|caxtonAccount|capillaryOAuth)$/.test(name) &&
      /^\.value\.(seen|sent|events|status)/.test(difference.path) &&
      script.apis.some(({ status, body }) => typeof body === "string" && (name === "server.capillaryOAuth" ? [401, 498].includes(status) && /code/i.test(withoutEscapes(body)) : /err|code/i.test(withoutEscapes(body)))),
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
    holds: ({ name }, { difference }) => name.startsWith("server.capillary") && /^\.value\.seen\.\d+\.1\.value\.2\./.test(difference.path) && difference.later.trimEnd().endsWith(",") && difference.earlier.trimEnd().replace(/,$/, "") === difference.later.trimEnd().slice(0, -1),
  },
  {
    name: "a null in the hundredth list",
    reason: "it was counted as a level of its own, which no other value without members was",
    holds: ({ name, given }, { earlier }) =>
      /^(signJwtHs256|pledg\.signPurchase)$/.test(name) && earlier.how === "threw" && given.some(isNullAtTheLimit),
  },
  {
    name: "a field of an answer that came several times",
    reason: "it is a list in Node, axios and undici, cookies nearly always; the whole answer was refused",
    holds: ({ given }, { earlier }) => earlier.how === "threw" && earlier.value?.field === "response.headers" && given.some(hasLists),
  },
  {
    name: "inherited header fields of an answer",
    reason: "what is no Headers object and no record was passed over where it is no own member",
    holds: ({ given }, { earlier, later }) => earlier.how === "returned" && later.value?.field === "response.headers" && given.some((one) => one?.headers !== undefined && typeof one.headers !== "object"),
  },
  {
    name: "a view whose bytes are gone",
    reason: "it ended in the platform's TypeError",
    holds: (call, { earlier, later }) =>
      earlier.how === "threw" &&
      earlier.value instanceof TypeError &&
      (isRightlyInexact(call, later.value) || (later.value?.code === "invalid_argument" && later.value.message.includes("is a view of a buffer that was detached or resized")) || rightlyRefused(call, later.value) !== undefined),
  },
  {
    name: "a batch at the end of the stack",
    reason: "a row that is nested too deeply ended the whole batch in the platform's RangeError; it is refused by itself",
    holds: ({ name, given }, { earlier, later }) => name === "capillary.basicHeadersBatch" && earlier.value instanceof RangeError && later.how === "returned" && isDeep(given),
  },
  {
    name: "an end in milliseconds, or beyond the year 9999",
    reason: "a claim in milliseconds was taken for a date 58,000 years ahead, and an end that no calendar has was believed",
    holds: (_, { earlier, later, difference }) => {
      if (later.how === "threw") return earlier.how === "returned" && earlier.value.expiresAt > YEAR_9999 && later.value.code === "malformed_response";
      if (difference.path.endsWith(".expiresAt") && difference.earlier === null) return difference.later >= 1e11 && difference.later <= YEAR_9999;
      return difference.path.endsWith(".expiresAt") && difference.earlier >= 1e14 && [null, difference.earlier / 1_000].includes(difference.later);
    },
  },
  {
    name: "a vendor's words with characters that nobody sees",
    reason: "those that turn the direction of writing, or have no width, become spaces as control characters do",
    holds: (_, { difference }) =>
      difference.path.endsWith(".vendorMessage") && typeof difference.later === "string" && difference.later !== difference.earlier && difference.later === difference.earlier.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " "),
  },
  {
    name: "credentials that come later",
    reason: "a function in their place is called at the first need; it was refused by its kind",
    holds: ({ name, given: [script] }, { earlier, later }) => name === "server.profileAuthenticator" && typeof script.options === "function" && earlier.value?.field === "credentials" && later.how === "returned",
  },
  {
    name: "a notification as a form whose amount has leading zeros",
    reason: "what it says is read, and is no amount",
    holds: ({ name, given: [body] }, { earlier, later }) =>
      name === "pledg.verifyNotification" && typeof body === "string" && /(^|&)amount_cents=0\d/.test(body) && isRefusal(earlier.value) && isRefusal(later.value) && ["malformed_response", "signature_missing"].includes(later.value.code),
  },
  {
    name: "a token among the members of a notification",
    reason: "it counts as it prints, and the words of its problems are others",
    holds: ({ name, given: [body] }, { earlier, later }) =>
      name === "pledg.verifyNotification" && Object.values(Object(body)).some((one) => one instanceof OwnToken) && earlier.how === "returned" && later.how === "returned" && ["kind", "trust"].every((member) => earlier.value[member] === later.value[member]),
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
    name: "a mistake beside what is too deep",
    reason: "the package fell over the depth; another argument is refused before it now",
    holds: ({ given }, { earlier, later }) => failedInside(earlier) && isRefusal(later.value) && given.some(isDeep),
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

const YEAR_9999 = 253_402_300_799_999;
const PROBLEMS = 16;

/** What options have that 0.1.0 does not know. */
const NEW_OPTIONS = ["incomplete", "others", "now", "status", "sandbox", "accessToken", "name", "credentials", "dangerouslyAllowInsecureHttp"];

/** A name among others that holds a line break. */
const isBrokenName = ({ given }, { field, message }) => / must be a name: it holds a line break$/.test(message) && given[2]?.others?.[/\d+/.exec(field)]?.includes("\n");

/** What is expected is meant wherever it is written: a null is none of the two. */
const isUnsetSandbox = ({ given: [, options] }, { message }) => message === "expect.sandbox must be true or false" && [undefined, null].includes(options.expect.sandbox);

/** Whether the parameter that is named, or some with a name that is not repeated, has no JSON form. */
function hasNoJsonForm(parameters, { field, message }) {
  if (!/ holds a value that has no JSON form, such as NaN, a function, a Map or a cycle/.test(message)) return false;
  if (field !== "parameters") return holdsNoJsonForm(parameters[field]);
  return message.startsWith("one of the parameters ") && Object.keys(parameters).some((name) => !/^[\w.-]{1,40}$/.test(name) && holdsNoJsonForm(parameters[name]));
}

/** Whether an answer has a field whose values, none included, are a list of texts. */
const hasLists = (answer) =>
  typeof answer?.headers === "object" && answer.headers !== null && !Array.isArray(answer.headers) &&
  Object.values(answer.headers instanceof Map ? Object.fromEntries(answer.headers) : answer.headers).some((value) => Array.isArray(value) && value.every((one) => typeof one === "string"));

/** Whether an option is written down and not set: a null counts where it is no value of the option's. */
const isUnset = (options, name) => typeof options === "object" && options !== null && Object.hasOwn(options, name) && (options[name] === undefined || (name !== "expiresAt" && options[name] === null));

/** What is said of a token is said under that name, whatever the option is called. */
function isNoToken(call, error) {
  if (!/^token (is what a variable that was not set prints as|begins with the word "Bearer"): /.test(error.message)) return false;
  const { field, message } = error;
  return rightlyRefused(call, { code: error.code, field, message: message.replace(/^token/, field) }) !== undefined;
}

const isPrintedDigest = (password) => typeof password === "string" && /^(0x)?[\da-f]{2}([-: ]?[\da-f]{2}){15}$/i.test(password.replace(/^[\s\x85]+|[\s\x85]+$/g, "").replace(/\s* -$/, "").replace(/^(["'{])(.*)["'}]$/s, "$2"));

/** Whether an outcome is an answer, or a refusal that is not the package's own fault. */
const isJudged = ({ how, value }) => how === "returned" || isRefusal(value);

const EXP_IN_MILLISECONDS = "the token's exp claim is in milliseconds, and must be in seconds (RFC 7519 §2)";
const LEAST_MILLISECONDS = 1e11;

/** The token that a call is about. */
const tokenOf = (call) => (call.name === "pledg.verifyNotification" ? notificationOf(call)?.token : call.given[0]);

/** The exp claim of the token that a call is about. */
const expOf = (call) => Number(claimsOf(tokenOf(call))?.findLast(({ name }) => name === "exp")?.text);

/** Whether Bearer is all that is said more of a token, or what it is refused for. */
function namesPrefix({ earlier, later }) {
  const isPrefix = ({ position, message }) => position === 0 && message.endsWith('it begins with the word "Bearer": pass what stands behind it');
  if (later.how === "threw") return earlier.how === "threw" && earlier.value.code === "malformed_jwt" && later.value.code === "malformed_jwt" && isPrefix(later.value);
  const [first, ...others] = later.value.problems;
  const before = { ...earlier.value, problems: earlier.value.problems.slice(0, PROBLEMS - 1) };
  return isPrefix(first) && first.part === "token" && firstDifference(before, { ...later.value, problems: others }) === undefined;
}

const PRINTED_TOKEN = /"[\w-]*(token|entity)"\s*:\s*"(undefined|null|NaN|bearer)"/i;

const VENDORS_WORDS = ["vendorCode", "vendorMessage", "requestId"];

/** Whether a credential stands in no header, body or query: what an address shows everybody is no secret. */
const isOfAddressAlone = ({ request, header }, credential) => !JSON.stringify([request?.headers, request?.fields, header]).includes(`{${credential}}`) && request?.clientAuthentication !== "basic";

/** The error that stands at a path of a result. */
const errorAt = (outcome, path) => path.split(".").slice(1, -1).reduce((value, name) => value[name], outcome);

/** The secrets that a call is about: credentials, and those of an answer by their names. */
function secretsOf({ name, given }) {
  const isText = (one) => typeof one === "string" && one !== "";
  if (name.startsWith("server.")) return Object.values(given[0].options).filter(isText);
  const found = [];
  const look = (value, under) => {
    if (isText(value) && /password|token|key|secret|session/i.test(under)) found.push(value);
    if (typeof value === "object" && value !== null) for (const [member, inside] of Object.entries(value)) look(inside, member);
  };
  const body = bodyOf(name, given);
  look(typeof body === "string" ? parsedOrNothing(body.replace(/^\ufeff/, "")) : body, "");
  return found;
}

/** Whether a text has most of one of these secrets, in whatever case and escaped as texts are. */
function quotesSecret(text, secrets) {
  const entities = { "&quot;": '"', "&amp;": "&", "&apos;": "'", "&lt;": "<", "&gt;": ">" };
  const forms = [text, withoutEscapes(text), text.replace(/%([\da-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16))), text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity)].map((form) => form.toLowerCase());
  return secrets.some((secret) => piecesOf(secret.toLowerCase()).some((piece) => forms.some((form) => form.includes(piece))));
}

/** All pieces of three quarters of a secret; of a short one nothing but the whole. */
function piecesOf(secret) {
  const length = secret.length < 6 ? secret.length : secret.length - Math.floor(secret.length / 4);
  return Array.from({ length: secret.length - length + 1 }, (_, at) => secret.slice(at, at + length));
}

/** The tokens that a reader found. */
const tokensOf = ({ value, token, key }) => [value, token?.value, key?.value];

const isPrintedForNone = (token) => /^(undefined|null|NaN)$/.test(token) || /^bearer$/i.test(token);

const ADMIN_FIELDS = { authKey: "X-CAP-API-AUTH-KEY", orgId: "X-CAP-API-AUTH-ORG-ID", entityId: "X-CAP-API-AUTH-ENTITY-ID" };

/** Whether the fields say what was given, and all others are those of Basic or of the OAuth token; or the refusal is right. */
function isAdminCallAsGiven({ given: [options] }, { earlier, later }) {
  const isGiven = (name) => options?.[name] !== undefined && options[name] !== null;
  const fields = Object.keys(ADMIN_FIELDS).filter(isGiven);
  if (later.how === "threw") {
    const { code, field, message } = later.value;
    if (field === "orgId" && message.startsWith("orgId is missing: ")) return fields.length === 0;
    if (field === "username" && message.startsWith("username is missing: give username and password ")) return !isGiven("username") && !isGiven("accessToken");
    if (code === "invalid_header_value" && earlier.how === "returned") return isGiven("accessToken") && fields.includes(field) && !/^[\x21-\x7e]+$/.test(options[field]);
    return field === "accessToken" && message.endsWith(", not both") && isGiven("accessToken") && ["username", "password", "passwordMd5"].some(isGiven);
  }
  if (earlier.how === "threw") return false;
  const others = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => !Object.values(ADMIN_FIELDS).includes(name)));
  const expected = { ...others(earlier.value), ...Object.fromEntries(fields.map((name) => [ADMIN_FIELDS[name], String(options[name])])) };
  return firstDifference(expected, later.value) === undefined;
}

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
