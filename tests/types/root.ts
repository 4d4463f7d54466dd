// What must and must not compile, for `commerce-auth`.

import {
  AuthError,
  basicAuthorization,
  bearerAuthorization,
  capillary,
  decodeJwt,
  isAuthError,
  isWeakSecret,
  md5Hex,
  nearestName,
  parseBasicAuthorization,
  parseHost,
  pledg,
  signJwtHs256,
  verifyJwtHs256,
  type AccessToken,
  type Classification,
  type ErrorCode,
  type HttpRequest,
  type ParsedHost,
  type PledgNotification,
  type SecretInput,
} from 'commerce-auth';
import type { Equal, Expect } from './equal.js';

declare const token: AccessToken;

export type Returned = [
  Expect<Equal<ReturnType<typeof basicAuthorization>, string>>,
  Expect<Equal<ReturnType<typeof parseBasicAuthorization>, { username: string; password: string }>>,
  Expect<Equal<ReturnType<typeof md5Hex>, string>>,
  Expect<Equal<ReturnType<typeof signJwtHs256>, string>>,
  Expect<Equal<ReturnType<typeof isWeakSecret>, boolean>>,
  Expect<Equal<ReturnType<typeof parseHost>, ParsedHost | null>>,
  Expect<Equal<ParsedHost, { readonly origin: string; readonly base: string }>>,
  Expect<Equal<ReturnType<typeof verifyJwtHs256>, Record<string, unknown>>>,
  Expect<Equal<SecretInput, string | Uint8Array>>,
  Expect<Equal<ReturnType<typeof pledg.purchaseLinkRequest>, HttpRequest>>,
  Expect<Equal<ReturnType<typeof pledg.verifyNotification>, PledgNotification>>,
  Expect<Equal<ReturnType<typeof capillary.basicHeaders>, Record<string, string>>>,
  Expect<Equal<ReturnType<typeof capillary.tokenRequest>, HttpRequest>>,
  Expect<Equal<ReturnType<typeof capillary.readTokenResponse>, AccessToken>>,
  Expect<Equal<ReturnType<typeof capillary.classifyResponse>, Classification>>,
];

basicAuthorization('Aladdin', 'open sesame');
nearestName('pasword', ['username', 'password']) satisfies 'username' | 'password' | undefined;
isWeakSecret(new Uint8Array(3));
// @ts-expect-error names are a list
nearestName('pasword', 'password');
// @ts-expect-error there may be none
parseHost('h.example').origin;
bearerAuthorization(token);
md5Hex(new Uint8Array(3));
decodeJwt('a.b.c').problems[0]?.position.toFixed();
capillary.basicHeaders({ username: 'till', password: 'secret' });
capillary.basicHeaders({ username: 'till', passwordMd5: '0'.repeat(32), attribution: { lookupType: 'WECHAT', lookup: 'x' } });
capillary.oauthHeaders({ accessToken: token, attribution: { entityType: 'STORE_EXTERNAL_ID_1', entityCode: 'x' } });
capillary.oauthHeaders({ accessToken: 'bare', attribution: { entityCode: 'x' } });
capillary.readTokenResponse({ status: 200, headers: new Headers(), body: '{}' });
capillary.readTokenResponse({ status: 200, headers: { date: 'x' }, body: {} }, { now: 1 });

const request = capillary.tokenRequest({ host: 'eu.api.capillarytech.com', key: 'key', secret: 'secret' });
void (() => fetch(request.url, request));

for (const row of capillary.basicHeadersBatch([{ username: 'till', password: 'secret' }])) {
  if (row.error) row.error.code satisfies ErrorCode;
  else row.headers.Authorization satisfies string | undefined;
}

// @ts-expect-error an argument is missing
basicAuthorization('Aladdin');
// @ts-expect-error a password is a string
basicAuthorization('Aladdin', 1);
// @ts-expect-error either in clear or as a digest
capillary.basicHeaders({ username: 'till', password: 'secret', passwordMd5: '0'.repeat(32) });
// @ts-expect-error neither in clear nor as a digest
capillary.basicHeaders({ username: 'till' });
// @ts-expect-error a misspelt option
capillary.basicHeaders({ username: 'till', pasword: 'secret' });
// @ts-expect-error half an attribution
capillary.basicHeaders({ username: 'till', password: 'secret', attribution: { lookupType: 'WECHAT' } });
// @ts-expect-error a type without a code
capillary.oauthHeaders({ accessToken: 'bare', attribution: { entityType: 'TILL' } });
// @ts-expect-error a type Capillary does not know
capillary.oauthHeaders({ accessToken: 'bare', attribution: { entityType: 'till', entityCode: 'x' } });
// @ts-expect-error attribution of the other scheme
capillary.oauthHeaders({ accessToken: 'bare', attribution: { lookupType: 'WECHAT', lookup: 'x' } });
// @ts-expect-error the secret is missing
capillary.tokenRequest({ host: 'x', key: 'key' });
// @ts-expect-error a token cannot be changed
token.value = 'another';
// @ts-expect-error errors come from the package
new AuthError('closed', 'mine');

export function read(error: unknown): string {
  if (!isAuthError(error)) return 'another error';
  // @ts-expect-error a code that does not exist
  if (error.code === 'no_such_code') return 'never';
  return error.code;
}

/** A switch over all codes; a code that is missing here does not compile. */
export function explained(code: ErrorCode): string {
  switch (code) {
    case 'invalid_argument':
    case 'unknown_option':
    case 'invalid_header_value':
    case 'looks_hashed':
    case 'insecure_url':
    case 'foreign_origin':
    case 'server_only':
    case 'network':
    case 'timeout':
    case 'redirect_refused':
    case 'response_too_large':
    case 'malformed_response':
    case 'http_error':
    case 'bad_credentials':
    case 'forbidden':
    case 'rate_limited':
    case 'vendor_error':
    case 'token_expired':
    case 'token_invalid':
    case 'password_expired':
    case 'malformed_jwt':
    case 'signature_mismatch':
    case 'signature_missing':
    case 'unexpected_value':
    case 'weak_secret':
    case 'credentials_unavailable':
    case 'store_error':
    case 'closed':
    case 'internal':
      return code;
    default:
      return code satisfies never;
  }
}

signJwtHs256({ sub: 'a' }, new Uint8Array(32), { header: { kid: 'k' }, issuedAt: 1, expiresAt: 2, strict: true });
verifyJwtHs256('a.b.c', ['new', new Uint8Array(32)] as const, { now: 1, clockToleranceSeconds: 300, requireExp: true, strict: true });
// @ts-expect-error claims are an object
signJwtHs256('claims', 'secret');
// @ts-expect-error one secret signs
signJwtHs256({}, ['secret']);
// @ts-expect-error there is one algorithm
verifyJwtHs256('a.b.c', 'secret', { algorithms: ['HS256'] });

pledg.environments.production.front satisfies string;
pledg.signPurchase({ amountCents: 2000, onSuccess: () => {} }, 'secret', { purchaseLinkSettings: { send_sms: true } });
pledg.purchaseUrl({ environment: 'staging', signature: 'a.b.c', path: '/purchases' });
pledg.transferUrl({ host: 'x.example', signature: 'a.b.c' });
interface Street {
  street: string;
  floor: number;
}
declare const street: Street;
pledg.signPurchase({ merchantUid: 'm', address: street, shippingAddress: { city: 'c', door: 5 }, metadata: { a: 1 }, other: 5 }, 'secret');
// @ts-expect-error an amount is a number
pledg.signPurchase({ amountCents: '2000' }, 'secret');
// @ts-expect-error a reference is text
pledg.signPurchase({ reference: 5 }, 'secret');
// @ts-expect-error a signed address is an object
pledg.signPurchase({ address: '{"city":"c"}' }, 'secret');
// @ts-expect-error a city is text
pledg.signPurchase({ shippingAddress: { city: 5 } }, 'secret');
// @ts-expect-error signed metadata is an object
pledg.signPurchase({ metadata: '{}' }, 'secret');
// @ts-expect-error the vendor's spelling
pledg.signPurchase({}, 'secret', { purchaseLinkSettings: { sendEmail: true } });
pledg.signPurchase({ amountCents: 5 }, 'secret', { incomplete: true, others: ['amount_cents'], now: 1 });
// @ts-expect-error complete is the default
pledg.signPurchase({}, 'secret', { incomplete: false });
// @ts-expect-error either an environment or a host
pledg.purchaseUrl({ environment: 'staging', host: 'x.example', signature: 'a.b.c' });
// @ts-expect-error neither an environment nor a host
pledg.purchaseUrl({ signature: 'a.b.c' });
// @ts-expect-error only the redirect has a path
pledg.transferUrl({ environment: 'staging', signature: 'a.b.c', path: '/x' });
// @ts-expect-error null has to be written where the merchant has no secret
pledg.verifyNotification('{}', {});
// @ts-expect-error a secret that may not be set
pledg.verifyNotification('{}', { secret: undefined as string | undefined });

const signed = pledg.verifyNotification({}, { secret: ['new', 'old'], expect: { reference: 'r', amountCents: 1, status: 'completed', sandbox: false } });
signed.key satisfies string;
signed.secretIndex satisfies number;
signed.outcome satisfies 'completed' | 'pending' | 'failed' | 'unknown';
if (signed.kind === 'back') [signed.verified.sandbox, signed.verified.error] satisfies string[];
if (signed.kind === 'transfer') signed.verified.amount_cents satisfies number;
if (signed.kind === 'error') signed.verified.state satisfies string | undefined;
// @ts-expect-error the signature of a standard notification covers no amount
if (signed.kind === 'back') signed.verified.amount_cents;

const unsigned = pledg.verifyNotification({}, { secret: null });
unsigned.trust satisfies 'unsigned';
unsigned.outcome satisfies 'unknown';
[unsigned.key, unsigned.sandbox, unsigned.secretIndex] satisfies null[];
// @ts-expect-error nothing is verified
unsigned.verified.reference satisfies string;

const either = pledg.verifyNotification({}, { secret: (globalThis as { secret?: string }).secret ?? null });
if (either.trust === 'signed' && either.kind === 'transfer') either.verified.amount_cents satisfies number;
