// Whether two values are the same to everybody who looks at them: kinds, members in their order, how each is defined,
// prototypes, and what the package's own classes hide. Messages that were reworded are the same.

import { inspect } from "node:util";

import { inTodaysWords } from "./reworded.mjs";

/** What cannot be seen by looking at the members: read out by name, for values of either copy. */
const READINGS = {
  AccessToken: [(token) => token.value, (token) => token.claims, (token) => token.refreshToken, String, (token) => token.toJSON(), (token) => inspect(token)],
  CustomerSession: [(session) => session.sessionId, (session) => session.toJSON(), (session) => inspect(session)],
  Profile: [(profile) => profile.toJSON(), (profile) => profile.name],
  AuthError: [(error) => error.message, (error) => error.name, (error) => error.toJSON(), String, (error) => error.stack?.split("\n    at ")[0]],
};

/**
 * Where two values differ first, and the two things that stand there; nothing where they are the same. What `isRight` says of two
 * values, at whatever depth, is not looked at any closer.
 */
export function firstDifference(earlier, later, isRight = () => false) {
  return differenceOf(earlier, later, "", { seen: new Map(), isRight });
}

function differenceOf(earlier, later, path, known) {
  if (Object.is(earlier, later)) return undefined;
  if (typeof earlier === "string" && typeof later === "string" && inTodaysWords(earlier) === later) return undefined;
  if (known.isRight(earlier, later)) return undefined;
  const here = () => ({ path, earlier, later });
  if (typeof earlier !== typeof later || earlier === null || later === null) return here();
  if (typeof earlier !== "object" && typeof earlier !== "function") return here();
  if (known.seen.get(earlier) === later) return undefined;
  known.seen.set(earlier, later);
  const kind = classOf(earlier);
  if (kind !== classOf(later)) return { path: `${path}.[[Prototype]]`, earlier: kind, later: classOf(later) };
  if (typeof earlier === "function") return undefined;
  return differenceOfMembers(earlier, later, path, known) ?? differenceOfReadings(kind, earlier, later, path, known);
}

/** The classes that say what they are by this alone: an inspection sees no constructor of theirs, in the later version. */
const TAGGED = ["AccessToken", "CustomerSession"];

/** The name of the class, or the prototype itself where it is the platform's. */
function classOf(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return "Object";
  if (prototype === Array.prototype) return "Array";
  if (prototype === null) return "null";
  const tag = Object.hasOwn(prototype, Symbol.toStringTag) ? value[Symbol.toStringTag] : undefined;
  return TAGGED.includes(tag) ? tag : (prototype.constructor?.name ?? "without a name");
}

function differenceOfMembers(earlier, later, path, known) {
  const [names, others] = [namesOf(earlier), namesOf(later).filter((name) => !isOfSameness(name, later))];
  if (names.length !== others.length || names.some((name, index) => name !== others[index])) {
    return { path: `${path}.[[Names]]`, earlier: names.map(String).join(), later: others.map(String).join() };
  }
  for (const name of names) {
    const [one, other] = [Object.getOwnPropertyDescriptor(earlier, name), Object.getOwnPropertyDescriptor(later, name)];
    const place = `${path}.${String(name)}`;
    if (one.enumerable !== other.enumerable || one.writable !== other.writable || one.configurable !== other.configurable) {
      return { path: `${place}.[[Attributes]]`, earlier: attributes(one), later: attributes(other) };
    }
    const difference = differenceOf(one.value, other.value, place, known);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** Stacks name files and lines, so of them only the first line is looked at. */
const namesOf = (value) => Reflect.ownKeys(value).filter((name) => name !== "stack");

/**
 * Whether a member is the number by which deep comparison tells two tokens apart, random in each process. 0.1.0 has none: two
 * of its tokens were deeply equal whatever their values. What it tells apart is compared by name, in `READINGS`.
 */
function isOfSameness(name, value) {
  return typeof name === "symbol" && name.description === "sameness" && TAGGED.includes(classOf(value)) && Number.isSafeInteger(value[name]);
}

const attributes = ({ value, ...others }) => JSON.stringify(others);

function differenceOfReadings(kind, earlier, later, path, known) {
  for (const read of READINGS[kind] ?? []) {
    const difference = differenceOf(read(earlier), read(later), `${path}.${kind}`, known);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
