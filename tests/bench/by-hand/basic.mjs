// Basic and MD5, as one writes them with Node's own crypto and Buffer.

import crypto from "node:crypto";

/** In one call since Node 20.12. */
export const md5 = crypto.hash ? (input) => crypto.hash("md5", input) : (input) => crypto.createHash("md5").update(input).digest("hex");

export const WITH_MD5 = `crypto.${crypto.hash ? "hash" : "createHash"}`;

export const basic = (username, password) => `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

/** The header of a till: what the bars of other rows are multiples of. */
export const tillHeader = ({ username, password }) => basic(username, md5(password));

export function parseBasic(value) {
  const pair = Buffer.from(value.slice(6), "base64").toString();
  const colon = pair.indexOf(":");
  return { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
