// What a notification of Pledg's means, by the vendor's pages and without any code of the package, held against what this version
// says of it where an earlier one said less.

import { firstDifference } from "./comparing/first-difference.mjs";
import { wholeNumberOf } from "./json-members.mjs";
import { hashedOf, notificationOf } from "./notification-given.mjs";

const OUTCOMES = { waiting: "pending", pending: "pending", authorized: "pending", "in-review": "pending", failed: "failed", voided: "failed", refunded: "failed", blocked: "failed" };
const STATES = ["purchase_state", "state", "acceptance_state"];
const MEMBERS = ["kind", "trust", "outcome", "sandbox", "key", "secretIndex", "verified", "unverified"];
const LARGEST = 2 ** 53 - 1;

/** Whether a notification says what it said before, and besides what that means; and is as it was expected. */
export function saysTheSameAndWhatItMeans(call, earlier, later) {
  if (Object.keys(later).join() !== MEMBERS.join()) return false;
  const { outcome, sandbox, key, secretIndex, ...others } = later;
  const meaning = later.trust === "unsigned" ? { outcome: "unknown", sandbox: null, key: null, secretIndex: null } : meaningOf(call, later);
  return firstDifference(earlier, withZero(others)) === undefined && firstDifference(meaning, { outcome, sandbox, key, secretIndex }) === undefined && unexpectedIn(call, later).length === 0;
}

/** An amount of -0.0 is one of nothing, which the earlier version was asked as 0. */
const withZero = (said) => (Object.is(said.verified.amount_cents, -0) ? { ...said, verified: { ...said.verified, amount_cents: 0 } } : said);

function meaningOf(call, { kind, verified }) {
  const { secretIndex } = notificationOf(call);
  const sandbox = new Map([["true", true], ["false", false]]).get(textOf(verified.sandbox)) ?? null;
  if (kind === "back") return { outcome: outcomeOf(verified), sandbox, key: verified.id, secretIndex };
  if (kind === "transfer") return { outcome: "completed", sandbox, key: verified.transfer_order_item_uid, secretIndex };
  const state = STATES.map((name) => verified[name]).find((one) => typeof one === "string" && one !== "");
  return { outcome: "failed", sandbox, key: `${verified.reference}:${state ?? ""}`, secretIndex };
}

function outcomeOf({ status, error }) {
  if (status === "completed") return error === "" ? "completed" : "unknown";
  return Object.hasOwn(OUTCOMES, status) ? OUTCOMES[status] : "unknown";
}

/** The text of a value where it is a text or a flag: other values say nothing of a sandbox. */
const textOf = (value) => (typeof value === "string" || typeof value === "boolean" ? String(value) : undefined);

/** What of the expected status and sandbox is not met. */
function unexpectedIn({ given: [, options] }, { kind, trust, verified, unverified }) {
  const said = trust === "signed" ? verified : unverified;
  const { status, sandbox } = options.expect ?? {};
  return [
    ...(status !== undefined && !(kind === "back" && said.status === status) ? ["status"] : []),
    ...(sandbox !== undefined && textOf(said.sandbox) !== String(sandbox) ? ["sandbox"] : []),
  ];
}

/** Whether it is refused for the first expectation that what it said before does not meet. */
export function isRightlyUnexpected(call, earlier, value) {
  return value?.code === "unexpected_value" && / states (a different|no) (status|sandbox)/.test(value.message) && value.field === unexpectedIn(call, earlier)[0];
}

/** Whether it is refused for half of a surrogate pair in what it would be known by. */
export function isRightlyNone(call, value) {
  const isOfClaims = value?.code === "unexpected_value" && value.field === "signature";
  if (!isOfClaims && !(value?.code === "malformed_response" && value.message === "the body is not one of Pledg's notifications")) return false;
  const said = isOfClaims ? notificationOf(call)?.claims : notificationOf(call)?.members;
  const isHalf = ({ name, text }) => ["reference", "transfer_order_item_uid", ...STATES].includes(name) && text.startsWith('"') && !JSON.parse(text).isWellFormed();
  return said?.some(isHalf) ?? false;
}

/** Whether it is refused for a number that stands at the member that is named: of the six that are hashed, or in the claims of a JWT. */
export function isRightlyInexact(call, value) {
  if (value?.code !== "malformed_response") return false;
  const { members, claims } = notificationOf(call) ?? {};
  const said = value.message;
  const at = (list) => list?.filter(({ name }) => name === value.field).map(({ text }) => text) ?? [];
  if (/ is a number that was parsed to another one, or has a fraction: /.test(said)) return at(members).some((text) => !Number.isSafeInteger(Number(text)));
  if (/ holds a value that cannot be signed as /.test(said)) return at(members).some((text) => hashedOf(text) === undefined);
  if (!/ holds an integer beyond 2\^53, /.test(said)) return false;
  const texts = value.field === "signature" ? claims?.filter(({ name }) => !/^\w{0,40}$/.test(name)).map(({ text }) => text) : at(claims);
  return texts?.some((text) => holdsInexactInteger(text) || (value.field === "amount_cents" && Math.abs(Number(text)) > LARGEST)) ?? false;
}

/** Whether an integer beyond 2^53 stands in a JSON text, outside of strings. */
function holdsInexactInteger(text) {
  const numbers = text.replace(/"(?:[^"\\]|\\.)*"/gs, '""').match(/-?\d+(\.\d+)?([eE][-+]?\d+)?/g) ?? [];
  return numbers.some((number) => !/[.eE]/.test(number) && Math.abs(Number(number)) > LARGEST);
}

/** Whether the amount of a transfer is no whole number of cents. */
export function hasWrongAmount(call) {
  const amount = notificationOf(call)?.claims?.findLast(({ name }) => name === "amount_cents")?.text;
  return amount !== undefined && !(wholeNumberOf(amount) >= 0n);
}
