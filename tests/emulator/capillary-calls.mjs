// The calls a right client makes, built with node:crypto and Buffer only.

import { createHash } from "node:crypto";

import { send } from "./raw-client.mjs";

export const LOOK_UP = "/v2/customers/lookup";
export const CREATE = "/v2/customers";
export const OLD_GET = "/v1.1/customer/get";
export const TOKEN = "/v3/oauth/token/generate";
export const SAMPLE_BASIC = "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3";

export function md5Hex(input) {
  return createHash("md5").update(input).digest("hex");
}

export function basic(pair) {
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

export function askToken(emulator, { body, headers, method = "POST", query = "" } = {}) {
  return send(`${emulator.url}${TOKEN}${query}`, {
    method,
    headers: headers ?? { "Content-Type": "application/json" },
    body: body ?? JSON.stringify(emulator.capillary.credentials),
  });
}

export async function tokenFrom(emulator) {
  return (await askToken(emulator)).json.data.accessToken;
}

export function callWithToken(emulator, token, { path = LOOK_UP, headers = {}, ...rest } = {}) {
  const all = { Accept: "application/json", "X-CAP-API-OAUTH-TOKEN": token, ...headers };
  return send(emulator.url + path, { headers: all, ...rest });
}

export function callWithBasic(emulator, { path = LOOK_UP, login = SAMPLE_BASIC, headers = {}, ...rest } = {}) {
  const all = { Accept: "application/json", Authorization: login, ...headers };
  return send(emulator.url + path, { headers: all, ...rest });
}

/** The newest entry of the log. */
export function latest(emulator) {
  return emulator.requests.at(-1);
}
