// Pledg: credentials, purchases, notifications.

import { createHash } from "node:crypto";

import { basic } from "../by-hand/basic.mjs";
import { signHs256 } from "../by-hand/jwt.mjs";
import { readError, readReturnedError, verifyBack, verifyTransfer } from "../by-hand/notifications.mjs";
import { readToken, rfc6749Places, tokenParts } from "../by-hand/tokens.mjs";
import { answer } from "../samples/answers.mjs";
import { flat } from "../samples/flat.mjs";
import { CARRIED, NOW, jwts, signed } from "../samples/jwts.mjs";
import { letters, sequence } from "../samples/sequence.mjs";
import { tills } from "../samples/tills.mjs";
import { bySize, lookAt, lookAtRequest, ofEveryKind, row, timesByHand, timesOneHeader } from "./row.mjs";

const MANY = 32;
const SECRET = "the-secret-key-of-the-merchant-dashboard";
const BACK = "https://staging.back.ecard.pledg.co";
const FRONT = "https://staging.front.ecard.pledg.co";

export function pledgRows({ pledg }) {
  return [...credentialRows(pledg), ...purchaseRows(pledg), ...notificationRows(pledg)];
}

/** An answer of RFC 6749, with rows beside the token where more bytes are wanted. */
export function rfc6749Answer(bytes, kind, seed, lifetime = 600) {
  const token = bytes < 400 ? letters(sequence(seed), 32) : jwts(1, bytes >= 12_000 ? 1_500 : Math.min(1_500, bytes - 200), seed)[0];
  const around = (rows) => ({ access_token: token, token_type: "Bearer", expires_in: lifetime, ...(rows.length > 0 && { rows }) });
  return { status: 200, body: bytes < 400 ? flat(JSON.stringify(around([]))) : answer(bytes, kind, seed, around) };
}

export const READ_TOKEN = {
  make: rfc6749Answer,
  byHand: (response) => readToken(response, NOW, rfc6749Places),
  using: "JSON.parse of the answer and of the JWT's parts",
  same: tokenParts,
  look: ({ claims }) => claims,
  bars: { "100 B": timesByHand(3), "2 kB": timesByHand(3), "12 kB": timesByHand(3), "64 kB": timesByHand(3) },
};

function credentialRows(pledg) {
  return [
    row({
      call: "pledg.basicHeaders",
      about: "a user",
      inputs: tills(MANY),
      ours: ({ username, password }) => pledg.basicHeaders({ email: username, password }),
      byHand: ({ username, password }) => ({ Authorization: basic(username, password) }),
      using: "Buffer",
      look: lookAt("Authorization"),
    }),
    row({
      call: "pledg.tokenRequest",
      about: "a client",
      inputs: tills(MANY),
      ours: ({ username, password }) => pledg.tokenRequest({ environment: "staging", key: username, secret: password }),
      byHand: ({ username, password }) => ({
        method: "POST",
        url: new URL("/api/token", BACK).href,
        headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json", Authorization: basic(username, password) },
        body: new URLSearchParams({ grant_type: "client_credentials" }).toString(),
      }),
      using: "Buffer, URL, URLSearchParams",
      look: lookAtRequest,
      bar: timesOneHeader(5),
    }),
    ...bySize({ call: "pledg.readTokenResponse", ours: (response) => pledg.readTokenResponse(response, { now: NOW }), ...READ_TOKEN }),
    ...Object.entries(CARRIED).map(([about, inputs]) =>
      row({
        call: "pledg.bearerHeaders",
        about,
        inputs,
        ours: (accessToken) => pledg.bearerHeaders({ accessToken }),
        byHand: (accessToken) => ({ Authorization: `Bearer ${accessToken}` }),
        using: "a record",
        look: lookAt("Authorization"),
        bar: timesOneHeader(1.2),
      }),
    ),
  ];
}

const purchase = (seed) => ({
  merchantUid: "mer_48a0b6c2",
  title: "Chaise en chêne – 2 pièces",
  subtitle: "Livraison à domicile",
  reference: `order-${seed}`,
  amountCents: 20_000 + seed,
  currency: "EUR",
  lang: "fr_FR",
  email: `customer.${seed}@mail.example`,
  firstName: "Renée",
  lastName: "Lefèvre",
  phoneNumber: "+33612345678",
  address: { street: "12 rue de la Paix", city: "Lyon", zipcode: "69001", country: "FR" },
  redirectUrl: "https://shop.example/thanks",
  cancelUrl: "https://shop.example/basket",
  paymentNotificationUrl: "https://shop.example/hooks/pledg",
});

function purchaseRows(pledg) {
  const signatures = Array.from({ length: MANY }, (_, seed) => signed({ data: purchase(seed) }, SECRET));
  const expiresAt = NOW + 86_400_000;
  const query = (signature) => new URLSearchParams({ signature }).toString();
  return [
    row({
      call: "pledg.signPurchase",
      about: "15 parameters",
      inputs: Array.from({ length: MANY }, (_, seed) => purchase(seed)),
      // Years from now, so that no clock refuses it.
      ours: (parameters) => pledg.signPurchase(parameters, SECRET, { expiresAt: expiresAt * 2 }),
      byHand: (parameters) => signHs256({ data: parameters, exp: Math.floor((expiresAt * 2) / 1_000) }, SECRET),
      using: "crypto.createHmac, Buffer, JSON.stringify",
      bar: timesByHand(2),
    }),
    row({
      call: "pledg.purchaseUrl",
      about: "a signed purchase",
      inputs: signatures,
      ours: (signature) => pledg.purchaseUrl({ environment: "staging", signature }),
      byHand: (signature) => `${new URL("/purchase", FRONT).href}?${query(signature)}`,
      using: "URL, URLSearchParams",
    }),
    row({
      call: "pledg.transferUrl",
      about: "a signed purchase",
      inputs: signatures,
      ours: (signature) => pledg.transferUrl({ environment: "staging", signature }),
      byHand: (signature) => `${new URL("/api/payment_by_transfer", BACK).href}?${query(signature)}`,
      using: "URL, URLSearchParams",
    }),
    row({
      call: "pledg.purchaseLinkRequest",
      about: "a signed purchase",
      inputs: signatures,
      ours: (signature) => pledg.purchaseLinkRequest({ environment: "staging", signature }),
      byHand: (signature) => ({ method: "POST", url: `${new URL("/api/purchase_link/", BACK).href}?${query(signature)}`, headers: {} }),
      using: "URL, URLSearchParams",
      look: lookAtRequest,
      bar: timesOneHeader(5),
    }),
  ];
}

/** A notification in back mode: what is signed, and beside it as much unsigned as makes the length. */
function backBody(bytes, kind, seed) {
  const members = {
    created_at: "2024-04-04T12:20:34.971380",
    error: "",
    id: `pur_${letters(sequence(seed), 24)}`,
    reference: `order-${seed}`,
    sandbox: "true",
    status: "completed",
  };
  const text = Object.entries(members).map(([name, value]) => `${name}=${value}`).join(SECRET);
  const signature = createHash("sha256").update(text).digest("hex").toUpperCase();
  const around = (rows) => ({ ...members, ...(rows.length > 0 && { additional_data: { rows } }), metadata: { plugin: "sylius 1.4" }, signature });
  return bytes < 400 ? flat(JSON.stringify(around([]))) : answer(bytes, kind, seed, around);
}

function transferBody(seed) {
  const payload = { reference: `order-${seed}`, transfer_order_item_uid: `tri_${letters(sequence(seed), 24)}`, amount_cents: 2_000 + seed, purchase_uid: `pur_${seed}`, metadata: { plugin: "sylius 1.4", shop: "Zoë" } };
  return flat(JSON.stringify({ signature: signed(payload, SECRET) }));
}

function notificationRows(pledg) {
  const parts = ({ kind, trust, verified, unverified }) => ({ kind, trust, verified, unverified });
  const verify = (body) => pledg.verifyNotification(body, { secret: SECRET, now: NOW });
  const seeds = Array.from({ length: MANY }, (_, index) => index + 1);
  const back = { call: "pledg.verifyNotification", ours: verify, byHand: (body) => verifyBack(body, SECRET), using: "crypto.createHash, timingSafeEqual, JSON.parse", same: parts };
  const sizes = { "2 kB": timesByHand(2.5), "12 kB": timesByHand(2.5), "64 kB": timesByHand(2.5) };
  return [
    ...bySize({ ...back, about: "back mode", make: backBody, bars: { "100 B": timesByHand(2.5), ...sizes } }),
    row({ ...back, about: "12 kB, back mode, as bytes", inputs: ofEveryKind((kind, seed) => Buffer.from(backBody(12_000, kind, seed))), bar: timesByHand(2.5) }),
    row({ ...back, about: "12 kB, back mode, parsed already", inputs: ofEveryKind((kind, seed) => JSON.parse(backBody(12_000, kind, seed))) }),
    row({
      call: "pledg.verifyNotification",
      about: "a transfer",
      inputs: seeds.map(transferBody),
      ours: verify,
      byHand: (body) => verifyTransfer(body, SECRET, NOW),
      using: "crypto.createHmac, timingSafeEqual, JSON.parse",
      same: parts,
    }),
    row({
      call: "pledg.readReturn",
      about: "a signed error",
      inputs: seeds.map((seed) => {
        const signature = signed({ reference: `order-${seed}`, error: { type: "abandonment", message: "Carte refusée" } }, SECRET);
        return flat(`https://shop.example/back?${new URLSearchParams({ order: `${seed}`, pledg_error: JSON.stringify({ signature }) })}`);
      }),
      ours: (url) => pledg.readReturn(url, { secret: SECRET, now: NOW }),
      byHand: (url) => readReturnedError(url, SECRET, NOW),
      using: "URL, crypto.createHmac, timingSafeEqual, JSON.parse",
      look: ({ error }) => error.reference.length,
    }),
    row({
      call: "pledg.verifyNotification",
      about: "an unsigned error",
      inputs: seeds.map((seed) => flat(JSON.stringify({ reference: `order-${seed}`, purchase_state: "failed", message: "Carte refusée" }))),
      ours: (body) => pledg.verifyNotification(body, { secret: null }),
      byHand: readError,
      using: "JSON.parse",
      same: parts,
    }),
  ];
}
