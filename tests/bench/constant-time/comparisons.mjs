// Every place where the package compares something with a secret or with what a secret made: two classes of inputs that a
// comparison with an early way out tells apart, and beside each the same call with such a comparison added on purpose.

import { createHash } from "node:crypto";

import { flat } from "../samples/flat.mjs";
import { NOW, claims, signed } from "../samples/jwts.mjs";
import { letters, sequence } from "../samples/sequence.mjs";

/** Inputs of a class: each lies elsewhere in memory, which evens out over many. */
const MANY = 2_048;
const SECRET = "the-secret-key-of-the-merchant-dashboard";
const OTHER = "the-secret-key-that-comes-after-that-one";

const FIRST_OR_LAST = ["the first byte wrong", "the last byte wrong"];
const FIXED_OR_RANDOM = ["the same secret", "a random one"];
const WHICH_FITS = ["the first of two secrets fits", "the second fits"];

/**
 * `{ what, classes, pools, call, outcome, leak }`. `call` is made on an input and gives what it came to; that has to be `outcome`, a
 * code or `good`, for every input. `leak` is the comparison that the control adds.
 */
export function comparisons({ capillary, pledg, verifyJwtHs256 }) {
  const verify = codeOf(({ token, secret }) => verifyJwtHs256(token, secret, { now: NOW }));
  const notified = codeOf(({ body, secret }) => pledg.verifyNotification(body, { secret, now: NOW }));
  const returned = codeOf(({ url, secret }) => pledg.readReturn(url, { secret, now: NOW }));
  const event = codeOf(({ headers, expected }) => capillary.verifyWebhook({ headers, expected }));
  return [
    wrongSignature("verifyJwtHs256", verify, (seed, spoilt) => spoiltJwt(claims(600, seed), spoilt, (token) => ({ token }))),
    otherSecret("verifyJwtHs256", verify, (seed) => ({ token: signed(claims(600, seed), SECRET) })),
    fittingSecret("verifyJwtHs256", verify, (seed, secret) => ({ token: signed(claims(600, seed), secret) })),
    wrongSignature("pledg.verifyNotification, back mode", notified, spoiltBack),
    otherSecret("pledg.verifyNotification, back mode", notified, (seed) => ({ body: backBody(seed, SECRET, asItIs) })),
    fittingSecret("pledg.verifyNotification, back mode", notified, (seed, secret) => ({ body: backBody(seed, secret, asItIs) })),
    wrongSignature("pledg.verifyNotification, a transfer", notified, (seed, spoilt) => spoiltJwt(transfer(seed), spoilt, inTransfer)),
    otherSecret("pledg.verifyNotification, a transfer", notified, (seed) => inTransfer(signed(transfer(seed), SECRET))),
    fittingSecret("pledg.verifyNotification, a transfer", notified, (seed, secret) => inTransfer(signed(transfer(seed), secret))),
    wrongSignature("pledg.readReturn", returned, (seed, spoilt) => spoiltJwt(failure(seed), spoilt, inReturn)),
    fittingSecret("pledg.readReturn", returned, (seed, secret) => inReturn(signed(failure(seed), secret))),
    wrongValue("capillary.verifyWebhook", event),
    fittingValue("capillary.verifyWebhook", event),
  ];
}

/** What every input of a comparison comes to. */
export const outcomesOf = ({ pools, call }) => pools.flat().map(call);

function codeOf(call) {
  return (input) => {
    try {
      call(input);
      return "good";
    } catch (error) {
      return error.code;
    }
  };
}

function wrongSignature(what, call, make) {
  const pools = poolsOf([true, false], (seed, isFirst) => ({ ...make(seed, isFirst), secret: SECRET }));
  return { what, classes: FIRST_OR_LAST, pools, call, outcome: "signature_mismatch", leak: ({ given, right }) => isEqualUpToAnEnd(given, right) };
}

/** Neither signed it. The control compares with the one that is always the same, whose copies are as many as the random ones. */
function otherSecret(what, call, make) {
  const right = flat(`${SECRET.slice(0, -1)}!`);
  const secretOf = [() => flat(right), (seed) => flat(letters(sequence(seed * 7 + 1), right.length))];
  const pools = poolsOf(secretOf, (seed, secret) => ({ ...make(seed), secret: secret(seed), right }));
  return { what, classes: FIXED_OR_RANDOM, pools, call, outcome: "signature_mismatch", leak: ({ secret, right }) => isEqualUpToAnEnd(secret, right) };
}

function fittingSecret(what, call, make) {
  const pools = poolsOf([SECRET, OTHER], (seed, fits) => ({ ...make(seed, fits), secret: [SECRET, OTHER], fits }));
  return { what, classes: WHICH_FITS, pools, call, outcome: "good", leak: ({ secret, fits }) => secret.some((one) => isEqual(one, fits)) };
}

/** A field of an event beside the one that was set, as long as it. */
function wrongValue(what, call) {
  const pools = poolsOf([0, 39], (seed, at) => {
    const right = flat(letters(sequence(seed), 40));
    const given = withAnother(right, at);
    return { headers: { "x-shop-key": given }, expected: { "X-Shop-Key": [right] }, given, right };
  });
  return { what, classes: FIRST_OR_LAST, pools, call, outcome: "signature_mismatch", leak: ({ given, right }) => isEqualUpToAnEnd(given, right) };
}

function fittingValue(what, call) {
  const pools = poolsOf([0, 1], (seed, fitting) => {
    const values = [1, 2].map((turn) => flat(letters(sequence(seed * 2 + turn), 40)));
    const given = flat(values[fitting]);
    return { headers: { "x-shop-key": given }, expected: { "X-Shop-Key": values }, given };
  });
  return { what, classes: WHICH_FITS, pools, call, outcome: "good", leak: ({ given, expected }) => expected["X-Shop-Key"].some((one) => isEqual(one, given)) };
}

/** To the end, whatever is found on the way; but nobody should go without the other secrets once one fits. */
function isEqual(given, right) {
  let differing = 0;
  for (let at = 0; at < right.length; at++) differing |= given.charCodeAt(at) ^ right.charCodeAt(at);
  return differing === 0;
}

/** What nobody should compare a signature with: it ends where the texts differ. */
function isEqualUpToAnEnd(given, right) {
  for (let at = 0; at < right.length; at++) if (given.charCodeAt(at) !== right.charCodeAt(at)) return false;
  return true;
}

/** Inputs of both classes. */
const poolsOf = (kinds, make) => kinds.map((kind) => Array.from({ length: MANY }, (_, index) => make(index + 1, kind)));

const asItIs = (text) => text;

/** The text with another letter or digit at one place. */
const withAnother = (text, at) => flat(text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1));

/** A JWT whose signature has a wrong byte at one end, as `inside` puts it. */
function spoiltJwt(payload, isFirst, inside) {
  const token = signed(payload, SECRET);
  const end = token.lastIndexOf(".") + 1;
  const right = token.slice(end);
  const bytes = Buffer.from(right, "base64url");
  bytes[isFirst ? 0 : bytes.length - 1] ^= 0x55;
  const given = flat(bytes.toString("base64url"));
  return { ...inside(flat(token.slice(0, end) + given)), given, right: flat(right) };
}

const transfer = (seed) => ({ reference: `order-${1_000 + seed}`, transfer_order_item_uid: `tri_${letters(sequence(seed), 24)}`, amount_cents: 2_000 + seed });
const inTransfer = (signature) => ({ body: flat(JSON.stringify({ signature })) });

const failure = (seed) => ({ reference: `order-${1_000 + seed}`, error: { type: "abandonment", message: "refused" } });
const inReturn = (signature) => ({ url: flat(`https://shop.example/back?${new URLSearchParams({ pledg_error: JSON.stringify({ signature }) })}`) });

/** A notification in back mode, with its signature as `written` makes it of the right one. */
function backBody(seed, secret, written) {
  const members = { created_at: "2024-04-04T12:20:34.971380", error: "", id: `pur_${letters(sequence(seed), 24)}`, reference: `order-${1_000 + seed}`, sandbox: "true", status: "completed" };
  const text = Object.entries(members).map(([name, value]) => `${name}=${value}`).join(secret);
  const signature = createHash("sha256").update(text).digest("hex").toUpperCase();
  return flat(JSON.stringify({ ...members, signature: written(signature) }));
}

function spoiltBack(seed, isFirst) {
  let [given, right] = [];
  const body = backBody(seed, SECRET, (signature) => {
    [given, right] = [withAnother(signature, isFirst ? 0 : signature.length - 1), flat(signature)];
    return given;
  });
  return { body, given, right };
}
