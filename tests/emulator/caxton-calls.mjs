// What an account does at Caxton, built by hand.

import { send } from "./raw-client.mjs";

export const WEBHOOKS = "/api/webhooks/endpoints";
export const PAYMENTS = "/api/payments";
export const SUBSIDIARY = "/api/clients/subsidiary";
const REGISTER_FIELDS = { "Content-Type": "text/json", Accept: "application/json" };

export function register(emulator, { body, headers = {}, method = "POST", query = "" } = {}) {
  const { username, clientname } = emulator.caxton.registration;
  const text = body ?? JSON.stringify({ Username: username, Clientname: clientname });
  const all = present({ ...REGISTER_FIELDS, ...headers });
  return send(`${emulator.caxton.url}/api/clients/auth/register${query}`, { method, headers: all, body: text });
}

export function askToken(emulator, { body, headers = {}, method = "POST", query = "" } = {}) {
  const { username, clientPassword } = emulator.caxton.credentials;
  const all = present({ "Content-Type": "application/x-www-form-urlencoded", ...headers });
  return send(`${emulator.caxton.url}/api/token${query}`, { method, headers: all, body: body ?? form(username, clientPassword) });
}

export function form(username, password) {
  return `Grant_Type=password&Username=${encodeURIComponent(username)}&Password=${encodeURIComponent(password)}`;
}

export async function tokenFrom(emulator) {
  return (await askToken(emulator)).json.access_token;
}

export function call(emulator, token, { path = WEBHOOKS, method = "GET", headers = {}, body } = {}) {
  const all = present({
    Accept: "application/json",
    Authorization: `Bearer ${token}`,
    ...(body !== undefined && { "Content-Type": "application/json" }),
    ...headers,
  });
  return send(emulator.caxton.url + path, { method, headers: all, body });
}

function present(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}

/** The newest entry of the log. */
export function latest(emulator) {
  return emulator.requests.at(-1);
}
