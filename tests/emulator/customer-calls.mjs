// The calls of an app for end customers, built by hand.

import { send } from "./raw-client.mjs";

export const IDENTIFIER = { identifierType: "MOBILE", identifierValue: "919900000000" };
export const PHONE = { ...IDENTIFIER, brand: "FAKEBRAND", deviceId: "device-1" };
export const PAGE = { ...IDENTIFIER, brand: "FAKEBRAND" };
export const GATEWAY = "/mobile/v2/api/customer/get";

/** A call to the auth engine: `otp/validate`, `web/otp/validate` … */
export function engine(emulator, step, members, { method = "POST", headers, query = "" } = {}) {
  const body = typeof members === "object" ? JSON.stringify(members) : members;
  return send(`${emulator.url}/auth/v1/${step}${query}`, {
    method,
    headers: { ...(headers ?? { "Content-Type": "application/json" }), "Content-Length": Buffer.byteLength(body) },
    body,
  });
}

export const SUBJECTS = { "": PHONE, "web/": PAGE, "mfa/": PAGE };

/** A session id of one channel: `""`, `"web/"` or `"mfa/"`. */
export async function sessionOf(emulator, channel = "", members = {}) {
  const answer = await engine(emulator, `${channel}token/generate`, { ...SUBJECTS[channel], ...members });
  return answer.json.user.sessionId;
}

/** The answer of a login by OTP. */
export async function loginByOtp(emulator, channel = "", members = {}) {
  const sessionId = await sessionOf(emulator, channel, members);
  await engine(emulator, `${channel}otp/generate`, { ...SUBJECTS[channel], sessionId });
  return engine(emulator, `${channel}otp/validate`, { ...SUBJECTS[channel], sessionId, otp: emulator.capillary.customer.otp });
}

export function throughGateway(emulator, token, headers = {}) {
  const all = {
    Accept: "application/json",
    cap_authorization: token,
    cap_brand: "FAKEBRAND",
    cap_device_id: "device-1",
    cap_identifier_type: "MOBILE",
    cap_identifier_value: "919900000000",
    ...headers,
  };
  for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name];
  return send(emulator.url + GATEWAY, { headers: all });
}

/** Header and claims of a JWT. */
export function decoded(token) {
  const [header, claims] = token.split(".").slice(0, 2).map((part) => JSON.parse(Buffer.from(part, "base64url")));
  return { header, claims };
}
