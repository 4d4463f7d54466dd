// What this version takes and an earlier one does not, or took for something else: how the earlier one has to be asked, so that
// both have to answer the same. That is told from the call alone, and the answers are then compared like any others.
//
// Each: `name`, `reason`, and `asked(call)`, the call for the earlier version, or nothing where the row says nothing of it.

import { withAnswers } from "./answers-given.mjs";
import { NOW, signature } from "./calls/tokens.mjs";
import { membersOf, objectOf, wholeNumberOf } from "./json-members.mjs";
import { hashedOf, notificationOf, withBody } from "./notification-given.mjs";

export const ASKED_OTHERWISE = [
  {
    name: "a byte order mark before an answer",
    reason: "Response.json() skips it; the answer was called no JSON, and one that rejects a token passed for a good one",
    asked: (call) => withAnswers(call, { body: (text) => (text.startsWith("\ufeff") ? text.slice(1) : text) }),
  },
  {
    name: "a list of content types",
    reason: "a field that stands twice arrives as a list; all of it has to be JSON, where only what stood before the first semicolon counted",
    asked: (call) => withAnswers(call, { field: (name, value) => (name === "content-type" && wasTakenForJson(value) !== isJson(value) ? (isJson(value) ? "application/json" : "text/html") : value) }),
  },
  {
    name: "a wait of more than five minutes",
    reason: "a timer that is set for years fires at once, so nobody is told to wait for longer than 300 s",
    asked: (call) => withAnswers(call, { field: (name, value) => (name === "retry-after" && waitOf(value, call) > LONGEST_WAIT_S ? String(LONGEST_WAIT_S) : value) }),
  },
  {
    name: "a refresh token in a store",
    reason: "no authenticator uses one, and it often outlives everything else there: it is neither written nor read",
    asked: (call) => {
      const { stored } = call.given[0] ?? {};
      if (!call.name.startsWith("server.") || typeof stored?.value !== "string") return undefined;
      const members = membersOf(stored.value);
      const others = members?.filter(({ name }) => name !== "refreshToken");
      // What stands twice makes the record malformed, whichever member it is.
      if (members === undefined || others.length !== members.length - 1) return undefined;
      return { ...call, given: [{ ...call.given[0], stored: { ...stored, value: objectOf(others) } }] };
    },
  },
  {
    name: "whom a call that changes or deletes acts for",
    reason: "the authenticator's attribution goes with every method that writes, where it went with POST and PUT alone; 0.1.0 is told for each such call",
    asked: (call) => {
      const { options, request } = call.given[0] ?? {};
      if (!/^server\.capillary/.test(call.name) || isMissing(options?.attribution) || !/^(patch|delete)$/i.test(request.init?.method) || request.init.attribution !== undefined) return undefined;
      return { ...call, given: [{ ...call.given[0], request: { ...request, init: { ...request.init, attribution: options.attribution } } }] };
    },
  },
  {
    name: "options of a purchase that are new",
    reason: "incomplete and others let a purchase pass that is refused now; now is what its end is compared with",
    asked: (call) => inOptions(call, "pledg.signPurchase", 2, (options) => without(options, (name, value) => Object.hasOwn(isNewOption, name) && isNewOption[name](value))),
  },
  {
    name: "settings of the browser's plugin",
    reason: "what the plugin's page calls settings is left out like its other callbacks; it was signed, or refused by no name",
    asked: (call) => inOptions(call, "pledg.signPurchase", 0, (parameters) => without(asWritten(parameters), (name) => SETTINGS.includes(name))),
  },
  {
    name: "an admin call without key or organisation",
    reason: "any one of authKey, orgId and entityId is enough; 0.1.0 demanded the first two, so it is given them",
    asked: (call) => inOptions(call, "capillary.adminHeaders", 0, (given) => {
      if (!isMissing(given.accessToken)) return given;
      const options = without(given, (name) => name === "accessToken");
      return { ...options, ...(isMissing(options.authKey) && { authKey: "any" }), ...(isMissing(options.orgId) && { orgId: "1" }) };
    }),
  },
  {
    name: "an admin call with a token",
    reason: "the OAuth token does for a user; 0.1.0 makes the fields that go with it by oauthHeaders alone",
    asked: (call) => {
      const options = call.given[0];
      if (call.name !== "capillary.adminHeaders" || !isRecord(options) || isMissing(options.accessToken)) return undefined;
      if (["username", "password", "passwordMd5"].some((name) => !isMissing(options[name]))) return undefined;
      return { name: "capillary.oauthHeaders", given: [{ accessToken: options.accessToken }] };
    },
  },
  {
    name: "a company's ways to pay",
    reason: "the address for a purchase of a company leads to /payment_solutions, where the path is left out",
    asked: (call) => inOptions(call, "pledg.purchaseUrl", 0, (options) => (isMissing(options.path) && isOfCompany(options.signature) ? { ...options, path: "/payment_solutions" } : options)),
  },
  {
    name: "a notification that came as a form",
    reason: "the vendor's plugin of 2026 takes one; everything in it is text but an amount",
    asked: (call) => inNotification(call, ({ form }) => form),
  },
  {
    name: "what a standard notification is verified to say",
    reason: "verified holds the six texts that were hashed, in their order: a null is empty, and a flag or a whole number its text, however it was written or parsed",
    asked: (call) => inNotification(call, ({ members, isBack }) => (isBack ? objectOf([...printed(members)]) : undefined)),
  },
  {
    name: "an amount written with a point or an exponent",
    reason: "2015.0, as Python writes it, is 2015: a transfer that says so was no notification",
    asked: (call) => inNotification(call, ({ members, claims, secret, token, isSigned }) => (isSigned ? signedAgain(token, claims, secret) : changedText(members, withPlainAmount(members)))),
  },
  {
    name: "what an authenticator is called",
    reason: "a new option, name, which events and status() tell",
    asked: (call) => {
      const { options } = call.given[0] ?? {};
      const isName = (value) => value === undefined || (typeof value === "string" && value.isWellFormed() && /^[^\p{Cc}]{1,100}$/u.test(value));
      if (!call.name.startsWith("server.") || call.name === "server.profileAuthenticator" || !isRecord(options) || !Object.hasOwn(options, "name") || !isName(readOut(options, "name"))) return undefined;
      return { ...call, given: [{ ...call.given[0], options: without(options, (name) => name === "name") }] };
    },
  },
  {
    name: "status and sandbox that are expected",
    reason: "expect takes them; whether they are met is held against what the notification says",
    asked: (call) => inOptions(call, "pledg.verifyNotification", 1, withoutNewExpectations),
  },
];

/** Parameters are what JSON makes of them. */
const asWritten = (parameters) => (typeof parameters.toJSON === "function" && isRecord(parameters.toJSON()) && SETTINGS.some((name) => name in parameters.toJSON()) ? parameters.toJSON() : parameters);

const isMissing = (value) => value === undefined || value === null;
const isRecord = (value) => typeof value === "object" && value !== null && [null, Object.prototype].includes(Object.getPrototypeOf(value));

/** By the rule of 0.1.0: what stands before the first semicolon, without any white space of Unicode's around it. */
const wasTakenForJson = (value) => isMediaTypeOfJson(trimmed(value.split(";")[0]));
/** As it was trimmed: NEL of C1 was white space. */
const trimmed = (text) => text.replace(/^[\s\x85]+|[\s\x85]+$/g, "");
/** All types of a list, with commas inside of quotation marks as part of a parameter. */
const isJson = (value) => [...value.matchAll(/(?:"(?:\\.|[^"\\])*"?|[^",])+/gs)].every(([one]) => isMediaTypeOfJson(one.split(";")[0]));
const isMediaTypeOfJson = (type) => /^[\t\n\f\r ]*(application\/json|text\/json|.*\+json|)[\t\n\f\r ]*$/is.test(type);

const LONGEST_WAIT_S = 300;
/** The name of the day is not looked at. */
const IMF_FIXDATE = /^[^,]*, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/;

/** The seconds that a Retry-After asks for; NaN where it is neither form. */
function waitOf(value, { given }) {
  const text = trimmed(value);
  if (/^\d+$/.test(text)) return Number(text);
  const told = given.at(-1)?.now;
  const now = typeof told === "number" ? Math.trunc(told) : NOW;
  return IMF_FIXDATE.test(text) ? (Date.parse(text.replace(/^[^,]*, /, "")) - now) / 1_000 : Number.NaN;
}

const isNewOption = {
  incomplete: (value) => isMissing(value) || typeof value === "boolean",
  others: (value) => isMissing(value) || (Array.isArray(value) && value.every((one) => typeof one === "string" && one.isWellFormed() && !one.includes("\n"))),
  now: (value) => value === undefined || (Number.isFinite(value) && (Math.trunc(value) === 0 || value >= 1e11) && value > -1 && value < 2 ** 53),
};

/** The callbacks and functions that 0.1.0 did not know, and the element of the page. */
const SETTINGS = ["onClose", "onSetback", "onCheckValidity", "onPaymentSolutionsAccess", "onCheckoutFormStatusChange", "configure", "validateCheckout", "containerElement"];

/** The call with something else for one of its arguments, which is a plain object; nothing where it stays as it is. */
function inOptions(call, name, index, change) {
  const options = call.given[index];
  if (call.name !== name || !isRecord(options)) return undefined;
  const changed = change(options);
  return isSame(changed, options) ? undefined : { ...call, given: call.given.with(index, changed) };
}

const isSame = (one, other) => Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => Object.is(one[name], other[name]));

/** A record without the members that are said; itself where it has none of them. */
function without(record, isSaid) {
  const descriptors = Object.getOwnPropertyDescriptors(record);
  const names = Object.keys(descriptors).filter((name) => isSaid(name, readOut(record, name)));
  if (names.length === 0) return record;
  for (const name of names) delete descriptors[name];
  return Object.defineProperties(Object.create(Object.getPrototypeOf(record)), descriptors);
}

/** What a member is, or gives when it is read; nothing of one that throws. */
function readOut(record, name) {
  try {
    return record[name];
  } catch {
    return undefined;
  }
}

function isOfCompany(signed) {
  try {
    // Control characters are read over, as decodeJwt does.
    const { data } = JSON.parse(Buffer.from(signed.split(".")[1], "base64url").toString().replace(/[\0-\x1f]/g, ""));
    return !isMissing(data.companyUid) && isMissing(data.merchantUid);
  } catch {
    return false;
  }
}

function inNotification(call, change) {
  if (call.name !== "pledg.verifyNotification") return undefined;
  const notification = notificationOf(call);
  const text = notification && change(notification);
  return text === undefined ? undefined : withBody(call, text);
}

const HASHED = ["created_at", "error", "id", "reference", "sandbox", "status"];

/** The members with those that are hashed first, each as the text that it is hashed as; one that has none as it was. */
function* printed(members) {
  for (const name of HASHED) {
    const member = members.find((one) => one.name === name);
    if (member !== undefined) yield { name, text: textHashed(member.text) };
  }
  yield* members.filter(({ name }) => !HASHED.includes(name));
}

function textHashed(text) {
  const hashed = hashedOf(text);
  return hashed === undefined || text.startsWith('"') ? text : JSON.stringify(hashed);
}

/** The members with an amount in digits, where it is a whole number that was written otherwise. */
function withPlainAmount(members) {
  return members.map(({ name, text }) => {
    const amount = name === "amount_cents" ? wholeNumberOf(text) : undefined;
    return { name, text: amount !== undefined && amount >= 0n ? String(amount) : text };
  });
}

/** The text of members that are not those that they were. */
function changedText(before, after) {
  return after.every(({ text }, index) => text === before[index].text) ? undefined : objectOf(after);
}

/** A body with a token of the same claims, the amount in digits, signed by the secret that the first one was signed by. */
function signedAgain(token, claims, secret) {
  const payload = claims && changedText(claims, withPlainAmount(claims));
  if (payload === undefined || secret === undefined) return undefined;
  const content = `${token.split(".")[0]}.${Buffer.from(payload).toString("base64url")}`;
  return JSON.stringify({ signature: `${content}.${signature(content, secret)}` });
}

function withoutNewExpectations(options) {
  if (!isRecord(options.expect)) return options;
  const rest = without(options.expect, (name, value) => (name === "status" && typeof value === "string" && value !== "" && value.isWellFormed()) || (name === "sandbox" && typeof value === "boolean"));
  if (rest === options.expect) return options;
  const { expect, ...others } = options;
  return Object.keys(rest).length === 0 ? others : { ...others, expect: rest };
}
