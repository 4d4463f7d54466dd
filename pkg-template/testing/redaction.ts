// What of a logged request may be printed. The rules go by name, not by value, so that a real credential
// sent to the emulator by mistake is hidden as well as its own fake ones.

import { type Endpoint, type Vendor, ENDPOINTS_WITHOUT_CREDENTIALS } from './endpoints.ts';
import type { RequestHead } from './received-request.ts';

export const REDACTED: string = '«redacted»';

const CREDENTIAL_HEADERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-cap-api-oauth-token',
  'x-cap-api-access-token',
  'cap-api-access-token',
  'x-cap-api-auth-key',
  'cap_authorization',
  'userapitoken',
  'ivkey',
]);

/** All that shows of a call to the API of a profile, which may carry a credential anywhere. */
const PLAIN_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'content-type',
  'date',
  'host',
  'origin',
  'sec-fetch-mode',
  'user-agent',
]);

const CREDENTIAL_NAME = /token|secret|password|passwd|key|auth|otp|signature/i;

/** Headers (name → value) fit to print. */
export function printableHeaders(vendor: Vendor, headers: RequestHead['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, printableHeader(vendor, name, value)]),
  );
}

/** A list of [name, value] pairs fit to print. */
export function printableRawHeaders(
  vendor: Vendor,
  rawHeaders: RequestHead['rawHeaders'],
): Array<readonly [name: string, value: string]> {
  return rawHeaders.map(([name, value]) => [name, printableHeader(vendor, name, value)] as const);
}

/** A query string fit to print: the values of parameters that sound like credentials are hidden. */
export function printableQuery(vendor: Vendor, query: string): string {
  return query
    .split('&')
    .map((parameter) => printableParameter(vendor, parameter))
    .join('&');
}

/** A body fit to print. Only a known API part shows its body: everywhere else it may be a token call gone astray. */
export function printableBody(endpoint: Endpoint, body: string): string {
  return ENDPOINTS_WITHOUT_CREDENTIALS.has(endpoint) || body === '' ? body : REDACTED;
}

function printableHeader<Value>(vendor: Vendor, name: string, value: Value): Value | string {
  const small = name.toLowerCase();
  const isCredential = vendor === 'profile' ? !PLAIN_HEADERS.has(small) : CREDENTIAL_HEADERS.has(small);
  return isCredential ? REDACTED : value;
}

function printableParameter(vendor: Vendor, parameter: string): string {
  const equals = parameter.indexOf('=');
  const name = equals < 0 ? parameter : parameter.slice(0, equals);
  return equals >= 0 && (vendor === 'profile' || CREDENTIAL_NAME.test(name)) ? `${name}=${REDACTED}` : parameter;
}
