// What a call is refused for before the core sees it, said a second time: from the data of operations.ts in pkg-template/facade
// and pkg-template/server, and what src/boundary/operation.rs says of each kind.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const tablesOf = (room) => readFileSync(new URL(`../../pkg-template/${room}/operations.ts`, import.meta.url), "utf8");
const REDACTED = "«redacted»";
const CHANNEL_BITS = new Map([["mobile", 1], ["web", 2], ["mfa", 4]]);

/** The operations of the pure builds, and those of the server's: `{ name, takes }`, as data. */
export const operations = operationsOf("facade");
export const serverOperations = operationsOf("server");

function operationsOf(room) {
  const written = tablesOf(room);
  // What operations have in common stands once, in front of them.
  const [, settings = ""] = /\nconst SETTINGS[^=]*= \[\n([^]*?)\n\];\n/.exec(written) ?? [];
  return [...written.replaceAll(/ *\.\.\.SETTINGS,/g, settings).matchAll(/ {2}name: '([\w.]+)',\n {2}takes: (\[\]|\[\n[^]*?\n {2}\]),\n/g)].map(
    // Within this realm, or its lists were not of it.
    ([, name, takes]) => ({ name, takes: vm.runInThisContext(`(${takes.replace(/(?:kinds|optionKinds)\.(\w+)/g, "'$1'")})`) }),
  );
}

/** Whether the checker lets a call pass; if not, `{ code, field }`. */
export function refusal({ takes }, given) {
  try {
    takes.forEach((field, index) => check(field, field.name, given[index], given[index] !== undefined));
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Refused) return { code: thrown.code, field: thrown.field };
    throw thrown;
  }
}

class Refused extends Error {
  constructor(field, code = "invalid_argument") {
    super(field);
    Object.assign(this, { code, field });
  }
}

const holds = (condition, field) => {
  if (!condition) throw new Refused(field);
};

function check(field, name, value, isThere) {
  const { kind, need, members } = field;
  const isNothing = value === undefined || value === null;
  switch (kind) {
    case "text":
    case "token":
    case "identifier":
    case "digits": {
      if (isNothing && (need === "optional" || (need === "meant" && !isThere))) return undefined;
      const isWhole = kind === "identifier" && Number.isSafeInteger(value) && value >= 0;
      return isWhole || holds(isText(kind === "token" && isText(value?.value, true) ? value.value : value), name);
    }
    case "names":
      if (isNothing && need !== undefined) return undefined;
      holds(Array.isArray(value), name);
      return value.forEach((one, index) => holds(isText(one) && !one.includes("\n"), `${name}[${index}]`));
    case "flag":
      return holds(isNothing ? !(need === "meant" && isThere) : typeof value === "boolean", name);
    case "number":
    case "now":
      return holds(value === undefined ? !(need === "meant" && isThere) : isCount(value), name);
    case "secret":
      return holds(isBytes(value) || isText(value), "secret");
    case "secrets":
      if (isNothing && need !== undefined) return undefined;
      if (Array.isArray(value)) holds(value.length <= 32, "secret");
      return [value].flat(1).forEach((secret) => check({ kind: "secret" }, "secret", secret, true));
    case "json":
      return holds(hasJsonForm(value), name);
    case "parameters":
      // What a member without JSON form means is the core's to say.
      return holds(isObject(value) && !Array.isArray(value) ? isRecord(value) : hasJsonForm(value), name);
    case "address":
      return holds(isText(value) || value instanceof URL || value instanceof URLSearchParams, name);
    case "fieldsThatCame":
      holds(isObject(value) && !Array.isArray(value), name);
      return holds([...(value instanceof Headers ? value : Object.entries(value))].every(([, one]) => one === undefined || [one].flat().every((text) => isText(text))), name);
    case "fieldsExpected":
      holds(isObject(value) && !Array.isArray(value) && isRecord(value), name);
      return Object.entries(value).forEach(([field, one]) => [one].flat(1).forEach((text) => holds(isText(text), `${name}.${field}`)));
    case "subject":
      return holds(isText(value), name);
    case "body":
      return holds(isBytes(value) || isText(value) || (isObject(value) && isListOrPlain(value) && hasJsonForm(value)), name);
    case "response":
      return checkResponse(value);
    case "jsonObject":
      return isNothing ? undefined : checkMembers(members, name, "", value);
    case "object":
    case "objectByChannel": {
      const mayBeMissing = need !== undefined && (value === undefined || (value === null && name !== "options"));
      return mayBeMissing ? undefined : checkMembers(members, name, name === "options" ? "" : `${name}.`, value, need !== "meant");
    }
    case "cents":
      return undefined;
    case "count":
      return holds(value === undefined || (isCount(value) && value >= 1), name);
    case "objectOrFalse":
      return isNothing || value === false ? undefined : checkMembers(members, name, `${name}.`, value);
    case "addresses":
      return holds(isNothing || Array.isArray(value), name);
    case "transport":
      return holds(isNothing || typeof value === "boolean" || value === "loopback", name);
    case "loopback":
      return holds(isNothing || value === "loopback", name);
    case "sharing":
      return holds(isNothing || typeof value === "boolean", name);
    case "callback":
      return holds(value === undefined || typeof value === "function", name);
    case "label":
      return holds(value === undefined || (typeof value === "string" && value.isWellFormed() && /^[^\p{Cc}]{1,100}$/u.test(value)), name);
    case "store":
      return holds(isNothing || (isObject(value) && ["read", "write", "remove"].every((method) => typeof value[method] === "function") && (typeof value.lock === "function") === (typeof value.unlock === "function")), name);
    case "forCapillary":
      return holds(isNothing, name);
    default:
      throw new Error(`the model knows no kind ${kind}`);
  }
}

function checkMembers(members, name, prefix, object, mayBeUndefined = true) {
  holds(isObject(object) && !Array.isArray(object) && isRecord(object), name);
  const bits = members.some(({ channels }) => channels) ? CHANNEL_BITS.get(own(object, "channel")) ?? 7 : 7;
  const known = members.filter(({ channels = 7 }) => channels & bits);
  checkNames(object, known.map((member) => member.name), mayBeUndefined);
  for (const member of members) {
    const isThere = known.includes(member) && Object.hasOwn(object, member.name);
    check(member, prefix + member.name, isThere ? object[member.name] : undefined, isThere);
  }
}

function checkNames(object, known, mayBeUndefined) {
  const stranger = Object.keys(object).find((name) => !known.includes(name) && !(mayBeUndefined && object[name] === undefined));
  if (stranger === undefined) return;
  throw new Refused(/^[\w.-]{0,31}$/.test(stranger) ? stranger : "(a name too long or too odd to repeat)", "unknown_option");
}

function checkResponse(response) {
  holds(isObject(response) && !Array.isArray(response), "response");
  checkNames(response, ["status", "headers", "body"], false);
  const { status, headers, body } = response;
  holds(status === undefined || isCount(status), "response.status");
  if (typeof body === "string") holds(isText(body), "response.body");
  else holds(typeof body !== "bigint" && (!isObject(body) || isListOrPlain(body)), "response.body");
  if (headers === undefined || headers === null) return;
  const isMap = headers instanceof Map || headers instanceof Headers;
  // A list and bytes have entries as well, which 0.1.0 took for fields without a name that means anything.
  // A class of a client's own shows its fields as members.
  holds(isMap || isBytes(headers) || (typeof headers === "object" && (isListOrPlain(headers) || Object.keys(headers).length > 0)), "response.headers");
  for (const [name, value] of isMap ? headers : Object.entries(headers)) {
    // What came several times is a list in Node; in a list of fields it means nothing.
    const values = Array.isArray(value) && !Array.isArray(headers) ? value : [value];
    holds(value === undefined || (values.every((one) => typeof one === "string" && !hasHalf(one)) && (values.length === 0 || !hasHalf(String(name)))), "response.headers");
  }
}

const isObject = (value) => typeof value === "object" && value !== null;
const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);
const hasHalf = (text) => /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
const isText = (value, isAnyText = false) => typeof value === "string" && (isAnyText || (!hasHalf(value) && value !== REDACTED));
const isCount = (value) => typeof value === "number" && value > -1 && value < 2 ** 53;
const isBytes = (value) => Object.prototype.toString.call(value) === "[object Uint8Array]";
/** A list, or an object of no class of whatever realm. */
const isListOrPlain = (value) => Array.isArray(value) || Object.getPrototypeOf(Object.getPrototypeOf(value) ?? Object.create(null)) === null;
/** No class, no hidden members, no symbols. */
const isRecord = (object) => isListOrPlain(object) && Reflect.ownKeys(object).every((key) => typeof key === "string" && Object.prototype.propertyIsEnumerable.call(object, key)) && !isInherited(object);
const isInherited = (object) => {
  const prototype = Object.getPrototypeOf(object);
  return prototype !== null && !Object.hasOwn(prototype, "isPrototypeOf");
};
/** Of the values that the tests try. */
const hasJsonForm = (value) =>
  !["bigint", "function", "symbol"].includes(typeof value) && (typeof value !== "number" || Number.isFinite(value)) && !isBytes(value) && !(value instanceof Map) && !(value instanceof Headers) &&
  !(isObject(value) && Object.values(value).some((member) => !hasJsonForm(member)));
