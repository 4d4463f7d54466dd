import { AccessToken } from './access-token.ts';
import type { AuthError } from './auth-error-class.ts';
import type { CapillaryEntityAttribution } from './capillary-attribution.ts';
import { type CapillaryCustomer, customer } from './capillary-customer.ts';
import {
  adminHeaders,
  basicAuthorization,
  basicCredentials,
  basicHeaders,
  basicHeadersBatch,
  oauthHeaders,
  staffHeaders,
} from './capillary-headers.ts';
import { type CapillaryCluster, hosts } from './capillary-hosts.ts';
import type { CapillaryResponse } from './capillary-response.ts';
import { type CapillaryScenario, recommend, scenarios } from './capillary-scenarios.ts';
import { readStaffTokenResponse, staffLogoutRequest, staffTokenRequest } from './capillary-staff.ts';
import type { CapillaryAdministrator, CapillaryBasicHeadersOptions, CapillaryTill } from './capillary-till.ts';
import type { Classification } from './classification.ts';
import { perform } from './core.ts';
import * as operations from './operations.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import type { LoopbackOption } from './loopback-option.ts';

function tokenRequest(options: LoopbackOption & { host: string; key: string; secret: string }): HttpRequest {
  return perform(operations.capillaryTokenRequest, options);
}

function readTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken {
  return new AccessToken(perform(operations.capillaryReadTokenResponse, response, options));
}

function readResponse(response: HttpResponse, options?: { now?: number | undefined }): CapillaryResponse {
  return perform(operations.capillaryReadResponse, response, options);
}

function verifyWebhook(options: {
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  expected: Readonly<Record<string, string | readonly string[]>>;
}): void {
  perform(operations.capillaryVerifyWebhook, options);
}

function classifyResponse(response: HttpResponse): Classification {
  return perform(operations.capillaryClassifyResponse, response) as Classification;
}

/** Capillary: loyalty. */
export const capillary: {
  /**
   * The value of the `Authorization` field of a till: `Basic base64(username ":" md5hex(password))`
   * ("Basic authentication", docs.capillarytech.com).
   *
   * @throws {AuthError} `looks_hashed`: the password is an MD5 digest already; `invalid_argument` with `field` and
   * `position`: a colon in the till id, a control character or half of a surrogate pair in either, an empty one.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.basicAuthorization('store.server', 'server123'));
   * // Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3
   * ```
   */
  basicAuthorization(username: string, password: string): string;

  /**
   * The pair for tools that ask for a user name and a password: the till id as `username`, and the digest in the
   * password's place, `passwordMd5`
   * ("Basic authentication", docs.capillarytech.com).
   *
   * @throws {AuthError} As `basicAuthorization`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.basicCredentials('store.server', 'server123').passwordMd5);
   * // 8a16a6b70505eb1f1ff7cdc0cd5559a7
   * ```
   */
  basicCredentials(username: string, password: string): { username: string; passwordMd5: string };

  /**
   * The header fields of a Basic call: `Authorization`, `Content-Type`, `Accept`, and the attribution ("Basic
   * authentication", "Overview" of the API reference, docs.capillarytech.com).
   *
   * @throws {AuthError} As `basicAuthorization`; `invalid_argument`: both or neither of `password` and `passwordMd5`,
   * half an attribution; `unknown_option`; `invalid_header_value` with `position`: an attribution that no field can
   * carry.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.basicHeaders({ username: 'store.server', passwordMd5: '8A16A6B70505EB1F1FF7CDC0CD5559A7' });
   * console.log(headers.Authorization);
   * // Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3
   * ```
   */
  basicHeaders(options: CapillaryBasicHeadersOptions): Record<string, string>;

  /**
   * The header fields of many tills, each with its own outcome, `headers` or `error`: a bad row spoils no other
   * ("Basic authentication", docs.capillarytech.com).
   *
   * @throws {AuthError} `invalid_argument`: not an array.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const [good, bad] = capillary.basicHeadersBatch([
   *   { username: 'store.server', password: 'server123' },
   *   { username: 'till:1', password: 'server123' },
   * ]);
   * console.log('headers' in good, bad.error?.code); // true invalid_argument
   * ```
   */
  basicHeadersBatch(
    list: readonly CapillaryBasicHeadersOptions[],
  ): Array<{ headers: Record<string, string>; error?: undefined } | { error: AuthError; headers?: undefined }>;

  /**
   * The header fields of a call with an access token. The token travels bare, in `X-CAP-API-OAUTH-TOKEN`
   * ("OAuth2 Client Credentials Flow", docs.capillarytech.com).
   *
   * @param options.accessToken What `readTokenResponse` gave, or its text.
   * @param options.attribution The till or store the call acts for. Default: the client's own till.
   * @throws {AuthError} `invalid_argument`: an empty token, one that begins with `Bearer `, an entity type that
   * Capillary does not know, a type without a code; `invalid_header_value` with `position`; `unknown_option`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.oauthHeaders({
   *   accessToken: 'eyJraWQiOiJrMSJ9.e30.c2ln',
   *   attribution: { entityType: 'STORE_CODE', entityCode: 'london-1' },
   * });
   * console.log(headers['X-CAP-API-OAUTH-TOKEN']); // eyJraWQiOiJrMSJ9.e30.c2ln
   * ```
   */
  oauthHeaders(options: {
    accessToken: string | AccessToken;
    attribution?: CapillaryEntityAttribution | undefined;
  }): Record<string, string>;

  /**
   * The request that asks for an access token ("OAuth2 Client Credentials Flow", docs.capillarytech.com). It carries the
   * API secret, so in a browser it throws `server_only`.
   *
   * @param options.host `https://origin[/base]`, or a bare name.
   * @param options.key The key of the API client, from InTouch.
   * @param options.secret Its secret, which InTouch shows once.
   * @throws {AuthError} `invalid_argument` with `field` and `position`; `insecure_url`; `unknown_option`; `server_only`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.tokenRequest({ host: 'eu.api.capillarytech.com', key: 'my-key', secret: 'my-secret' });
   * console.log(request.url); // https://eu.api.capillarytech.com/v3/oauth/token/generate
   * ```
   */
  tokenRequest(options: LoopbackOption & { host: string; key: string; secret: string }): HttpRequest;

  /**
   * Reads the answer to `tokenRequest` ("OAuth2 Client Credentials Flow", docs.capillarytech.com). A payload that cannot
   * be read is no reason to refuse the token: see `problems`.
   *
   * @param options.now The instant from which the lifetime counts, in milliseconds since 1970: that of just before the
   * request, to be exact. The runtime's clock where it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error`,
   * `redirect_refused`: what the vendor said; `malformed_response`: no usable token.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const token = capillary.readTokenResponse(
   *   { status: 200, body: '{"data":{"accessToken":"eyJraWQiOiJrMSJ9.e30.c2ln","ttlSeconds":300},"errors":null}' },
   *   { now: 1_700_000_000_000 },
   * );
   * console.log(token.expiresAt, String(token)); // 1700000300000 «redacted»
   * ```
   */
  readTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken;

  /**
   * What an answer of any Capillary API means for the credentials. Each answer has a meaning: one whose body is no JSON, or
   * is nested deeper than 128 levels, is judged by its status. The body decides over the HTTP status, since an expired
   * token (498) comes inside a 200 ("Authorization Flows").
   *
   * @throws {@link AuthError} `malformed_response` for a parsed body nested deeper than 128 levels, which nobody who parses
   *   answers means to hand on; `response_too_large` for a body of more than 16 MiB.
   *
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const body = '{"response":{"status":{"success":"true","code":"498","message":"Token expired"}}}';
   * console.log(capillary.classifyResponse({ status: 200, body })); // token_expired
   * ```
   */
  classifyResponse(response: HttpResponse): Classification;

  /** End customers of a brand: one-time passwords, passwords, and calls for a customer who is logged in. */
  readonly customer: CapillaryCustomer;

  /**
   * What an answer of any API says, whichever of the vendor's four shapes it has ("Authorization Flows", docs.capillarytech.com).
   * Never throws on what the vendor reports: a body that is no JSON has no entries and is judged by its status. The codes of the
   * rows of a batch are not read.
   *
   * @param options.now The instant that a `Retry-After` date is counted from, in milliseconds since 1970; the runtime's clock where it is left out.
   * @throws {AuthError} `invalid_argument`, `unknown_option`: what is no answer.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const body = '{"errors":[{"code":8015,"message":"Customer not found"}],"warnings":[]}';
   * const { classification, errors } = capillary.readResponse({ status: 200, body });
   * console.log(classification, errors[0]?.code); // error 8015
   * ```
   */
  readResponse(response: HttpResponse, options?: { now?: number | undefined }): CapillaryResponse;

  /**
   * Holds the header fields of an inbound event against those that were set with its webhook ("Consuming event notifications",
   * docs.capillarytech.com). Events carry no signature, so this is all that tells them from anybody's. Values are compared in
   * constant time. An event that is answered with 400 is never sent again: answer so what is refused here, and 503 where the
   * fault is yours.
   *
   * @param options.headers Those of the event, as `Request` or Node has them.
   * @param options.expected Each field that has to be there, with its value, or several while a new one takes over.
   * @throws {AuthError} `signature_missing`: a field is not there; `signature_mismatch`: it has another value, or several;
   * `invalid_argument`: nothing is expected, or an empty value; `unknown_option`.
   * @example
   * ```js
   * import { capillary, isAuthError } from 'commerce-auth';
   *
   * const expected = { authorization: ['Bearer of-our-choice', 'Bearer the-old-one'] };
   * capillary.verifyWebhook({ headers: new Headers({ Authorization: 'Bearer of-our-choice' }), expected });
   * try {
   *   capillary.verifyWebhook({ headers: {}, expected });
   * } catch (error) {
   *   console.log(isAuthError(error) && error.code); // signature_missing
   * }
   * ```
   */
  verifyWebhook(options: {
    headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
    expected: Readonly<Record<string, string | readonly string[]>>;
  }): void;

  /**
   * The request that asks for the access token of a staff user: Basic, and no body ("Get Access Token" of "Staff",
   * Capillary/api-documentation on GitHub). It carries a password to a token endpoint, so in a browser it throws
   * `server_only`.
   *
   * @param options.host `https://origin[/base]`, or a bare name.
   * @throws {AuthError} As `basicHeaders`; `insecure_url`; `server_only`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.staffTokenRequest({
   *   host: 'north-america.api.capillarytech.com',
   *   username: 'timjames',
   *   password: 'timpass45',
   * });
   * console.log(request.method, request.url); // POST https://north-america.api.capillarytech.com/v2/staff/accessToken
   * ```
   */
  staffTokenRequest(options: CapillaryTill & LoopbackOption & { host: string }): HttpRequest;

  /**
   * Reads the answer to `staffTokenRequest` ("Get Access Token" of "Staff", Capillary/api-documentation on GitHub). The
   * token is opaque, and no page says how long it lives: `expiresAt` is null.
   *
   * @param options.now The instant of the request in milliseconds since 1970; the runtime's clock where it is left out.
   * @throws {AuthError} As `readTokenResponse`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const token = capillary.readStaffTokenResponse({
   *   status: 200,
   *   body: '{"entity":"6F0-ZTOYwp4P7b6ngXx5","warnings":[],"errors":[],"success":true}',
   * });
   * console.log(token.expiresAt, String(token)); // null «redacted»
   * ```
   */
  readStaffTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken;

  /**
   * The header fields of a staff user's call: the bare token in `X-CAP-API-ACCESS-TOKEN`, `Content-Type`, `Accept`
   * ("Staff", Capillary/api-documentation on GitHub).
   *
   * @param options.accessToken What `readStaffTokenResponse` gave, or its text.
   * @throws {AuthError} As `oauthHeaders`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.staffHeaders({ accessToken: '6F0-ZTOYwp4P7b6ngXx5' });
   * console.log(headers['X-CAP-API-ACCESS-TOKEN']); // 6F0-ZTOYwp4P7b6ngXx5
   * ```
   */
  staffHeaders(options: { accessToken: string | AccessToken }): Record<string, string>;

  /**
   * The request that ends the token of a staff user ("Logout" of "Staff", Capillary/api-documentation on GitHub).
   *
   * @param options.host `https://origin[/base]`, or a bare name.
   * @param options.accessToken The token to end.
   * @throws {AuthError} As `staffHeaders`; `insecure_url`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.staffLogoutRequest({ host: 'north-america.api.capillarytech.com', accessToken: '6F0-ZTOYwp4P7b6ngXx5' });
   * console.log(request.method, request.url); // GET https://north-america.api.capillarytech.com/v2/staff/logout
   * ```
   */
  staffLogoutRequest(options: LoopbackOption & { host: string; accessToken: string | AccessToken }): HttpRequest;

  /**
   * The header fields of an admin call: Basic of an InTouch user or the OAuth token, and whom the call is for ("Custom Fields",
   * "Create search filter", docs.capillarytech.com). Which of `authKey`, `orgId` and `entityId` an API asks for, its page says;
   * one of them has to be there. A till's credentials are refused there, with code 91032.
   *
   * @param options.username The e-mail address of the InTouch user.
   * @param options.accessToken The OAuth token, in place of a user.
   * @param options.authKey The user's authentication key.
   * @param options.orgId The organisation, as text or as the number that answers have it as.
   * @param options.entityId The till or another entity, for the APIs that ask for one.
   * @throws {AuthError} As `basicHeaders` or `oauthHeaders`; `invalid_argument`: a user and a token, neither of them, or none of
   * the three; `invalid_header_value` with `position`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.adminHeaders({
   *   username: 'ann@example.com',
   *   password: 'my-password',
   *   authKey: 'my-key',
   *   orgId: 1115,
   * });
   * console.log(headers['X-CAP-API-AUTH-ORG-ID']); // 1115
   * ```
   */
  adminHeaders(options: CapillaryAdministrator): Record<string, string>;

  /**
   * The vendor's addresses by cluster, for convenience: any other host is as good to every function. `customer` and `gateway`
   * are missing where no page names one ("Overview" of the API reference, "Authentication settings", docs.capillarytech.com).
   *
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.hosts.eu.api); // https://eu.api.capillarytech.com
   * ```
   */
  readonly hosts: Readonly<
    Record<'apac' | 'apac2', CapillaryCluster & { readonly customer: string; readonly gateway: string }> &
      Record<'eu', CapillaryCluster & { readonly customer: string }> &
      Record<'north-america' | 'ushc' | 'sea' | 'tata' | 'china', CapillaryCluster>
  >;

  /**
   * The scenarios that `recommend` knows: the `id` it takes, and a `description` for a list to choose from.
   *
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.scenarios[0].id); // pos-client
   * ```
   */
  readonly scenarios: ReadonlyArray<{ readonly id: CapillaryScenario; readonly description: string }>;

  /**
   * The authentication `type` the vendor recommends for a scenario, `why`, and the `page` about it ("Authentication" and
   * "Authorization Flows", docs.capillarytech.com). A staff app is `basic`: a staff user's token is had with Basic.
   *
   * @throws {AuthError} `invalid_argument`: a scenario that is not in `scenarios`, with the nearest that is.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.recommend('microsite').type); // customer
   * ```
   */
  recommend(scenario: CapillaryScenario): { type: 'basic' | 'oauth' | 'customer'; why: string; page: string };
} = Object.freeze({
  basicAuthorization,
  basicCredentials,
  basicHeaders,
  basicHeadersBatch,
  oauthHeaders,
  tokenRequest,
  readTokenResponse,
  classifyResponse,
  readResponse,
  verifyWebhook,
  customer,
  staffTokenRequest,
  readStaffTokenResponse,
  staffHeaders,
  staffLogoutRequest,
  adminHeaders,
  hosts,
  scenarios,
  recommend,
});
