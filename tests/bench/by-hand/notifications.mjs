// Pledg's notifications, as one verifies them with Node's own crypto and JSON.

import { createHash, timingSafeEqual } from "node:crypto";

import { verifyHs256 } from "./jwt.mjs";

const SIGNED = ["created_at", "error", "id", "reference", "sandbox", "status"];

const parsed = (body) => (typeof body === "string" || body instanceof Uint8Array ? JSON.parse(body) : body);

export function verifyBack(body, secret) {
  const { signature, ...members } = parsed(body);
  const text = SIGNED.map((name) => `${name}=${members[name] ?? ""}`).join(secret);
  const expected = createHash("sha256").update(text).digest("hex").toUpperCase();
  if (expected.length !== signature.length || !timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) {
    throw new Error("another signature");
  }
  const verified = {};
  const unverified = {};
  for (const [name, value] of Object.entries(members)) (SIGNED.includes(name) ? verified : unverified)[name] = value;
  return { kind: "back", trust: "signed", verified, unverified };
}

export function verifyTransfer(body, secret, now) {
  const verified = verifyHs256(parsed(body).signature, [secret], now);
  if (typeof verified.transfer_order_item_uid !== "string") throw new Error("no transfer");
  return { kind: "transfer", trust: "signed", verified, unverified: {} };
}

export function readError(body) {
  const unverified = parsed(body);
  if (typeof unverified.purchase_state !== "string") throw new Error("no error");
  return { kind: "error", trust: "unsigned", verified: {}, unverified };
}

/** What a customer came back with, where it is a signed error. */
export function readReturnedError(url, secret, now) {
  const { reference, error } = verifyHs256(JSON.parse(new URL(url).searchParams.get("pledg_error")).signature, [secret], now);
  return { kind: "error", trust: "signed", error: { type: error.type, message: error.message, reference } };
}
