// What to write instead, where a profile and the answer to its token call do not fit.

import type { AuthError, TokenProfile } from 'commerce-auth';

import type { SeenAnswer, SeenField } from './answer-watch.ts';

const TOKEN_NAME = /token|jwt|bearer/i;
const NO_ACCESS = /refresh|type|id_?token|expir|csrf/i;
const LIFETIME_NAME = /expires?_?in|ttl|lifetime|validity/i;

/** Undefined where the profile has nothing to do with it. */
export function profileAdvice(error: AuthError, data: TokenProfile, answer: SeenAnswer | null): string | undefined {
  const { code, field, status } = error;
  switch (code) {
    case 'malformed_response':
      return answer ? adviceOnShape(field, data, answer) : undefined;
    case 'bad_credentials':
      return `the rule is ${ruleOf(error, data)}. If the credentials are right, compare request.clientAuthentication and the names in request.fields with the vendor’s page`;
    case 'http_error':
      return status === undefined ? undefined : adviceOnStatus(status);
    case 'vendor_error':
      return `${ruleOf(error, data)} reads this as an error; what a code means for the credentials stands in meanings of response.errors`;
    case 'forbidden':
    case 'rate_limited':
      return `the rule is ${ruleOf(error, data)}`;
    case 'redirect_refused':
      return 'request.url leads elsewhere, and credentials do not follow: write the address that it leads to';
    case 'foreign_origin':
      return 'the answer names an address that the profile does not allow: keepOrigins lists what its host may end with';
    default:
      return undefined;
  }
}

function ruleOf({ vendorCode, status, field }: AuthError, { response }: TokenProfile): string {
  if (vendorCode === undefined) return `the status, ${status}`;
  const where = response?.errors ? 'response.errors' : 'the default of response.errors, RFC 6749';
  return `${where}: code ${vendorCode}${field ? ` at ${field}` : ''}`;
}

function adviceOnStatus(status: number): string | undefined {
  if (status === 404) return 'nothing is there: compare request.url with the vendor’s page';
  if (status === 405) return 'the address takes another method: write request.method';
  if (status === 415)
    return 'the vendor wants another content type: write request.encoding, or a Content-Type in request.headers';
  if (status < 500) return 'compare request.encoding, request.fields and request.headers with the vendor’s page';
  return undefined;
}

function adviceOnShape(
  field: string | undefined,
  { response = {} }: TokenProfile,
  { text, fields }: SeenAnswer,
): string {
  if (fields === null) {
    const isToken = /^[\w.~+/=-]{16,}$/.test(text.trim());
    return isToken
      ? 'the body looks like the token itself: write "as": "text" in response, and leave token out'
      : 'the body is no JSON: request.url may be the address of a page, or request.headers lacks an Accept';
  }
  if (response.as === 'text')
    return 'the body is JSON: leave "as" out, and write where the token is, as response.token';
  if (field === response.token) return adviceOnToken(fields);
  if (field === response.lifetimeSeconds)
    return 'response.lifetimeSeconds takes a number of seconds; an instant belongs into response.expiresAt';
  if (field === response.expiresAt)
    return 'response.expiresAt takes an instant; a number of seconds from now on belongs into response.lifetimeSeconds';
  const kept = Object.entries(response.keep ?? {}).find(([, pointer]) => pointer === field);
  if (kept) return `there is no text at ${field}: mend keep.${kept[0]} of response, or leave it out`;
  return 'compare the pointers in response with the fields above';
}

function adviceOnToken(fields: readonly SeenField[]): string {
  const candidates = fields.filter(({ pointer, value }) => {
    const name = pointer.split('/').at(-1) ?? '';
    return typeof value === 'string' && TOKEN_NAME.test(name) && !NO_ACCESS.test(name);
  });
  const [first] = candidates;
  if (first === undefined) return 'write where the token is, as response.token: one of the fields above';
  const lifetime = fields.find(({ pointer }) => LIFETIME_NAME.test(pointer.split('/').at(-1) ?? ''));
  const also = lifetime ? `, and "lifetimeSeconds": ${JSON.stringify(lifetime.pointer)} if that is its lifetime` : '';
  return `write "token": ${JSON.stringify(first.pointer)} in response${also}`;
}
