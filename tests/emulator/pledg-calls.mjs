// What a shop sends to Pledg, built with node:crypto and Buffer only.

import { createHmac } from "node:crypto";

import { send } from "./raw-client.mjs";

export const CREDIT = "/api/purchases/pur_1/credit_by_transfer";
export const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
export const JSON_TYPE = { "Content-Type": "application/json" };

export function basicOf(username, password) {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

export function askToken(emulator, { headers = {}, body = "grant_type=client_credentials", method = "POST", query = "" } = {}) {
  const { key, secret } = emulator.pledg.credentials;
  const all = { ...FORM, Authorization: basicOf(key, secret), ...headers };
  for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name];
  return send(`${emulator.pledg.url}/api/token${query}`, { method, headers: all, body });
}

export async function tokenFrom(emulator) {
  return (await askToken(emulator)).json.access_token;
}

export function credit(emulator, token, { body = '{"amount_cents":100}', headers = {}, path = CREDIT } = {}) {
  const all = { ...JSON_TYPE, Authorization: `Bearer ${token}`, ...headers };
  return send(emulator.pledg.url + path, { method: "POST", headers: all, body });
}

/** A JWT of any header and payload; both may be text already. */
export function jwt(payload, secret, { header = { alg: "HS256", typ: "JWT" }, hash = "sha256" } = {}) {
  const part = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
  const content = `${part(header)}.${part(payload)}`;
  return `${content}.${createHmac(hash, secret).update(content).digest("base64url")}`;
}

export function parameters(emulator, more = {}) {
  return { merchantUid: emulator.pledg.merchant.uid, title: "Chaise é", reference: "ref_1", amountCents: 2000, ...more };
}

/** The newest entry of the log. */
export function latest(emulator) {
  return emulator.requests.at(-1);
}
