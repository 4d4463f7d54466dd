// What Pledg posts: the standard notification with its own signature, tokens of transfers and errors, clear text; signed
// rightly and then changed, or changed and then signed.

import { createHash } from "node:crypto";

import { damaged, FAITHFUL, oddNumber, written } from "./json-texts.mjs";
import { found, givenTo, parsedOrNothing } from "./samples.mjs";
import { anyText, changedText } from "./texts.mjs";
import { anySecret, NOW, secretGiven, signed, signedToken, withOddBytes } from "./tokens.mjs";
import { changed, changedJsonText, nested, wrongKind } from "./values.mjs";

const SIGNED = ["created_at", "error", "id", "reference", "sandbox", "status"];

const printed = (value) => (value === null ? "" : String(value));

/** The signature of the standard notification, as the vendor's page describes it. */
export function backSignature(members, secret) {
  const separator = Buffer.from(secret);
  const parts = SIGNED.flatMap((name, index) => [...(index > 0 ? [separator] : []), Buffer.from(`${name}=${printed(members[name])}`)]);
  return createHash("sha256").update(Buffer.concat(parts)).digest("hex").toUpperCase();
}

function back(chance, secret) {
  const members = chance.percent(50) ? ordinary(chance) : {
    created_at: chance.of(["2019-04-04T12:20:34.97138Z", "", "2023-11-14", null]),
    error: chance.of(["", null, "insufficient funds", "é", "a\nb"]),
    id: chance.of(["test-valid", "pur_1", "", 123, 9_007_199_254_740_993, 1.5, "1", true]),
    reference: chance.of(["PLEDG_1086986786391", "ref_1", "123", 123, "", "réf"]),
    sandbox: chance.of(["true", "false", true, false, "", null, 1]),
    status: chance.of(["completed", "waiting", "failed", "authorized", "pending", "in-review", "voided", "refunded", "blocked", "Completed", "", null]),
  };
  if (chance.percent(15)) members[chance.of(SIGNED)] = chance.of([anyText(chance), [], {}, 1e21, -0, 5]);
  const others = chance.percent(35) ? { amount_cents: 2_000, [chance.of(found.names)]: chance.of(found.scalars) } : {};
  return { ...others, ...members, signature: backSignature(members, secret) };
}

const ordinary = (chance) => ({
  created_at: "2019-04-04T12:20:34.97138Z",
  error: chance.of(["", null]),
  id: `pur_${chance.below(1_000)}`,
  reference: "ref_1",
  sandbox: chance.of(["true", "false", true]),
  status: chance.of(["completed", "waiting", "failed"]),
});

const transfer = (chance) => (chance.percent(50) ? { reference: "ref_1", transfer_order_item_uid: `tri_${chance.below(1_000)}`, amount_cents: 2_000 } : oddTransfer(chance));

const oddTransfer = (chance) => ({
  reference: chance.of(["ref_1", "ref_1", "PLEDG_1086986786391", 5, ""]),
  transfer_order_item_uid: chance.of(["tri_1", "tri_1", "", 5, null]),
  amount_cents: chance.of([2_000, 2_000, 2_015, 0, -1, 20.5, "2000", 1e21, null]),
  ...(chance.percent(30) && { exp: chance.of([NOW / 1_000 + 60, NOW / 1_000 - 60, NOW + 60_000]) }),
  ...(chance.percent(20) && { [chance.of(["data", "state", "sandbox", "extra"])]: chance.of(["x", {}, 1, null, true, "false", 9_007_199_254_740_993, [1e16]]) }),
});

const failure = (chance) => ({
  reference: chance.of(["ref_1", "PLEDG_1086986786391"]),
  [chance.of(["purchase_state", "state", "acceptance_state"])]: chance.of(["failed", "rejected", "", 5, null]),
  ...(chance.percent(10) && { sandbox: chance.of(["true", "false", true, false, "", null, 1]) }),
  ...(chance.percent(15) && { data: {}, amount_cents: 5 }),
});

/** The text of claims, with a number written in another form now and then. */
function claimsText(chance, claims) {
  const text = chance.percent(50) ? written(chance, claims, chance.of(FAITHFUL)) : written(chance, claims);
  return chance.percent(12) ? text.replace(/"amount_cents"\s*:\s*[^,}]+/, () => `"amount_cents":${oddNumber(chance)}`) : text;
}

function tokenBody(chance, secret, claims) {
  const token = chance.percent(80) ? signed('{"alg":"HS256","typ":"JWT"}', claimsText(chance, claims), secret) : signedToken(chance, secret, claims);
  return { signature: token, ...(chance.percent(8) && { [chance.of(found.names)]: chance.of(found.scalars) }) };
}

function content(chance, secret) {
  return chance.weighted([
    [38, () => back(chance, secret)],
    [26, () => tokenBody(chance, secret, transfer(chance))],
    [16, () => tokenBody(chance, secret, failure(chance))],
    [5, () => tokenBody(chance, secret, { data: { merchantUid: "mer_1" } })],
    [5, () => transfer(chance)],
    [3, () => failure(chance)],
    [7, () => withoutSignature(back(chance, secret))],
  ])();
}

function withoutSignature({ signature, ...members }) {
  return members;
}

/** The body as it arrives: parsed, text, or bytes; whole, or changed on the way. */
function arrived(chance, value) {
  const changes = chance.weighted([[75, 0], [20, 1], [5, 3]]);
  let body = value;
  for (let count = 0; count < changes; count += 1) body = changed(chance, body, true);
  switch (chance.below(20)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return body;
    case 4:
    case 5:
      return new TextEncoder().encode(written(chance, body));
    case 6:
      return new Uint8Array(withOddBytes(chance, JSON.stringify(body) ?? ""));
    case 7:
      return damaged(chance, written(chance, body));
    case 8:
      return changedJsonText(chance, JSON.stringify(body) ?? "{}");
    case 9:
      if (chance.percent(25)) return asForm(body);
      return chance.percent(20) ? chance.of([wrongKind(chance), nested(chance)]) : changed(chance, body);
    case 10:
    case 11:
    case 12:
    case 13:
      return written(chance, body, chance.of(FAITHFUL));
    default:
      return written(chance, body);
  }
}

/** As the vendor's plugin of 2026 takes it; what a form has no text for as a null is empty. */
function asForm(body) {
  if (typeof body !== "object" || body === null) return String(body);
  return String(new URLSearchParams(Object.entries(body).map(([name, value]) => [name, value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value)])));
}

const EXPECTATIONS = [{ reference: "ref_1" }, { reference: "ref_1", amountCents: 2_000 }, { amountCents: 2_000 }, { amountCents: 2_001 }, { reference: "other" }, {}, { reference: "" }, { amountCents: 0 }, { reference: "123" }, { reference: "ref_1" }, { reference: "ref_1" }, { amountCents: -1 }, { reference: undefined }, { amountCents: undefined }, { amountCents: NaN }, { reference: "ref_1", sandbox: true }, { status: "completed" }, { status: "waiting", sandbox: true }, { reference: "ref_1", status: "completed", sandbox: false }, { sandbox: false }, { status: "" }, { sandbox: "true" }, { status: undefined }, null, undefined];

/** The arguments of a verification. */
export function notification(chance) {
  if (chance.percent(15)) return fromVector(chance);
  const secret = anySecret(chance);
  const unsigned = chance.percent(9);
  const options = { secret: unsigned ? null : secretGiven(chance, secret) };
  if (chance.percent(60)) options.now = chance.of([NOW, NOW, NOW, NOW, NOW, NOW, 0, NOW / 1_000, NOW + 120_000, -1, NaN]);
  if (chance.percent(30)) options.expect = chance.of(EXPECTATIONS);
  return [arrived(chance, content(chance, secret)), chance.percent(4) ? changed(chance, options) : options];
}

function fromVector(chance) {
  const [body, ...rest] = chance.of(givenTo.get("pledg.verifyNotification"));
  if (chance.percent(30)) return changed(chance, [body, ...rest]);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return [parsedOrNothing(text) === undefined ? changedText(chance, text) : changedJsonText(chance, text), ...rest];
}
