// What of a logged request may be printed. The rules go by name, not by value, so that a real credential
// sent to the emulator by mistake is hidden as well as its own fake ones.

import { ENDPOINTS_WITHOUT_CREDENTIALS } from "./endpoints.ts";

export const REDACTED = "«redacted»";

const CREDENTIAL_HEADERS = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "x-cap-api-oauth-token",
  "x-cap-api-access-token",
  "cap-api-access-token",
  "x-cap-api-auth-key",
  "cap_authorization",
  "userapitoken",
  "ivkey",
]);

const CREDENTIAL_NAME = /token|secret|password|passwd|key|auth|otp|signature/i;

/** Headers (name → value) fit to print. */
export function printableHeaders(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, printableHeader(name, value)]));
}

/** A list of [name, value] pairs fit to print. */
export function printableRawHeaders(rawHeaders) {
  return rawHeaders.map(([name, value]) => [name, printableHeader(name, value)]);
}

/** A query string fit to print: the values of parameters that sound like credentials are hidden. */
export function printableQuery(query) {
  return query.split("&").map(printableParameter).join("&");
}

/** A body fit to print. Only a known API part shows its body: everywhere else it may be a token call gone astray. */
export function printableBody(endpoint, body) {
  return ENDPOINTS_WITHOUT_CREDENTIALS.has(endpoint) || body === "" ? body : REDACTED;
}

function printableHeader(name, value) {
  return CREDENTIAL_HEADERS.has(name.toLowerCase()) ? REDACTED : value;
}

function printableParameter(parameter) {
  const equals = parameter.indexOf("=");
  const name = equals < 0 ? parameter : parameter.slice(0, equals);
  return equals >= 0 && CREDENTIAL_NAME.test(name) ? `${name}=${REDACTED}` : parameter;
}
