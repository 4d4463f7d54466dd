// Capillary's end customers: requests to the auth engine, its answers, calls through the gateway.

import { readSession, sessionParts } from "../by-hand/sessions.mjs";
import { answer } from "../samples/answers.mjs";
import { flat } from "../samples/flat.mjs";
import { NOW, jwts } from "../samples/jwts.mjs";
import { bySize, lookAt, lookAtRequest, row, timesOneHeader } from "./row.mjs";

const HOST = "eu-auth-api.capillarytech.com";
const JSON_FIELDS = { "Content-Type": "application/json", Accept: "application/json" };
const who = { identifierType: "MOBILE", identifierValue: "919999999993", deviceId: "device-1", brand: "DocDemo" };
const SESSION = "P-6e195d03-a643-4d24-bbda-0d6e3810b06d";
const [TOKEN] = jwts(1, 600);

/** Each call: its path, its channel, its fields beside those that all have, and where they stand in the body. */
const CALLS = {
  tokenRequest: { path: "/auth/v1/token/generate", fields: { password: "server123", confirmPassword: "server123" } },
  otpRequest: { path: "/auth/v1/otp/generate", fields: { sessionId: SESSION } },
  otpValidateRequest: { path: "/auth/v1/otp/validate", fields: { sessionId: SESSION, otp: "007689" } },
  passwordValidateRequest: { path: "/auth/v1/password/validate", fields: { sessionId: SESSION, password: "server123" } },
  regenerateRequest: { path: "/auth/v1/token/regenerate", fields: { key: "a1b2c3d4e5f60718293a4b5c" } },
  passwordChangeRequest: { path: "/auth/v1/password/change", fields: { password: "the old one", newPassword: "the new one", confirmPassword: "the new one", token: TOKEN } },
  passwordForgetRequest: { path: "/auth/v1/password/forget", fields: { sessionId: SESSION, password: "the new one", confirmPassword: "the new one" } },
  updateIdentifierRequest: { path: "/auth/v1/user/updateIdentifierValue", channel: null, fields: { newIdentifierValue: "919999999994", token: TOKEN } },
  expireRequest: { path: "/auth/v1/mfa/token/expire", channel: "mfa", method: "DELETE", fields: { token: TOKEN } },
};

export function customerRows({ capillary: { customer } }) {
  return [...Object.keys(CALLS).map((name) => requestRow(customer, name)), ...answerRows(customer), headerRow(customer)];
}

function requestRow(customer, name) {
  const { path, channel = "mobile", method = "POST", fields } = CALLS[name];
  return row({
    call: `capillary.customer.${name}`,
    about: "a customer",
    inputs: Array.from({ length: 16 }, (_, index) => String(919_999_999_000 + index)),
    ours: (identifierValue) => customer[name]({ ...(channel && { channel }), host: HOST, ...who, identifierValue, ...fields }),
    byHand: (identifierValue) => ({
      method,
      url: new URL(path, `https://${HOST}`).href,
      headers: { ...JSON_FIELDS },
      body: JSON.stringify({ ...who, identifierValue, ...fields }),
    }),
    using: "URL, JSON.stringify",
    same: (request) => ({ ...request, body: JSON.parse(request.body) }),
    look: lookAtRequest,
    bar: timesOneHeader(5),
  });
}

/** The auth engine's answer to a login, with rows beside it where more bytes are wanted. */
function loginAnswer(bytes, kind, seed) {
  const [token] = jwts(1, bytes < 400 ? 300 : 1_000, seed);
  const around = (rows) => ({
    status: { success: true, code: 200, message: "SUCCESS" },
    auth: { token, key: "a1b2c3d4e5f60718293a4b5c" },
    user: { sessionId: SESSION, role: seed % 2 === 0 ? "USER" : "VIEW", userRegisteredForPassword: false, appRegistered: true },
    ...(rows.length > 0 && { rows }),
  });
  return { status: 200, body: bytes < 400 ? flat(JSON.stringify(around([]))) : answer(bytes, kind, seed, around) };
}

function answerRows(customer) {
  return bySize({
    call: "capillary.customer.readResponse",
    make: loginAnswer,
    ours: (response) => customer.readResponse(response, { now: NOW }),
    byHand: (response) => readSession(response, NOW),
    using: "JSON.parse of the answer and of the JWT's parts",
    same: sessionParts,
    look: ({ token }) => token.claims,
  });
}

function headerRow(customer) {
  const { identifierType, identifierValue, brand } = who;
  return row({
    call: "capillary.customer.headers",
    about: "a JWT of 600 characters",
    inputs: jwts(16, 600),
    ours: (token) => customer.headers({ token, brand, identifierType, identifierValue }),
    byHand: (token) => ({ cap_authorization: token, cap_brand: brand, cap_identifier_type: identifierType, cap_identifier_value: identifierValue }),
    using: "a record",
    look: lookAt("cap_authorization"),
    bar: timesOneHeader(1.2),
  });
}
