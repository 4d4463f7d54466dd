import { AccessToken } from './access-token.ts';
import type { CaxtonAddress } from './caxton-address.ts';
import type { CaxtonEnvelope } from './caxton-envelope.ts';
import { bearerHeaders } from './caxton-headers.ts';
import type { CaxtonRegistration } from './caxton-registration.ts';
import { perform } from './core.ts';
import * as operations from './operations.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import type { LoopbackOption } from './loopback-option.ts';

type Environments = Readonly<Record<'sandbox' | 'staging' | 'production', string>>;

let environments: Environments | undefined;

function registerRequest(
  options: CaxtonAddress & LoopbackOption & { username: string; clientname: string },
): HttpRequest {
  return perform(operations.caxtonRegisterRequest, options);
}

function readRegisterResponse(response: HttpResponse, options?: { now?: number | undefined }): CaxtonRegistration {
  return perform(operations.caxtonReadRegisterResponse, response, options);
}

function tokenRequest(
  options: CaxtonAddress & LoopbackOption & { username: string; clientPassword: string },
): HttpRequest {
  return perform(operations.caxtonTokenRequest, options);
}

function readTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken {
  return new AccessToken(perform(operations.caxtonReadTokenResponse, response, options));
}

function subsidiaryRequest(
  options: CaxtonAddress & LoopbackOption & { accessToken: string | AccessToken; companyName: string; email: string },
): HttpRequest {
  return perform(operations.caxtonSubsidiaryRequest, options);
}

function resetRequest(
  options: CaxtonAddress &
    LoopbackOption & { path: string; accessToken: string | AccessToken; identityNumber?: string | undefined },
): HttpRequest {
  return perform(operations.caxtonResetRequest, options);
}

function readEnvelope<Model extends object>(
  response: HttpResponse,
  options?: { now?: number | undefined },
): CaxtonEnvelope<Model> {
  return perform(operations.caxtonReadEnvelope, response, options) as never;
}

function parseDateTime(text: string): number {
  return perform(operations.caxtonParseDateTime, text);
}

function userPasswordDigest(password: string): string {
  return perform(operations.caxtonUserPasswordDigest, password);
}

/**
 * Caxton: payments and FX.
 *
 * A sub-account takes three steps: `subsidiaryRequest`, whose answer names it; `registerRequest` with these names, whose
 * answer holds its password; a token request with this password.
 */
export const caxton: {
  /**
   * The base address of each environment ("Authentication", section "Links", dev.caxton.io/docs), with the slash at its
   * end that the page prints. For the sandbox the page's table has another address than all its examples:
   * `https://caxapi-integration.azurewebsites.net/api/`, which can be given as `host`.
   *
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * console.log(caxton.environments.sandbox); // https://sandbox.caxton.io/api/
   * ```
   */
  readonly environments: Readonly<Record<'sandbox' | 'staging' | 'production', string>>;

  /**
   * The request for a client password ("Authentication", "Step 1. Generate Password", dev.caxton.io/docs). Its answer
   * holds a secret, so in a browser it throws `server_only`. The vendor does not say whether a second registration voids
   * the password of the first: keep what `readRegisterResponse` gives until `endsAt`.
   *
   * @param options.username The `Username` that Caxton gave, or that of `subsidiaryRequest`.
   * @param options.clientname The `Clientname` that Caxton gave, or the `Name` of `subsidiaryRequest`.
   * @throws {AuthError} `invalid_argument` with `field` and `position`: not exactly one of `environment` and `host`, an
   * environment there is not, an empty name; `insecure_url`; `unknown_option`; `server_only`.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const request = caxton.registerRequest({ environment: 'sandbox', username: 'my-username', clientname: 'cxtnclient' });
   * console.log(request.url); // https://sandbox.caxton.io/api/clients/auth/register
   * console.log(request.body); // {"Username":"my-username","Clientname":"cxtnclient"}
   * ```
   */
  registerRequest(options: CaxtonAddress & LoopbackOption & { username: string; clientname: string }): HttpRequest;

  /**
   * Reads the answer to `registerRequest` ("Authentication", dev.caxton.io/docs). It succeeded when its `ApiStatus` is
   * one of its `ExpectedResponses`; a 200 alone says nothing. Instants have seven digits of a second, which are cut off
   * after the third; one without a zone is read as UTC.
   *
   * @param options.now The instant from which a `Retry-After` date counts, in milliseconds since 1970. The runtime's
   * clock where it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `redirect_refused` by the HTTP
   * status; `vendor_error` with `vendorCode` (the `ApiStatusCode`) and `vendorMessage`: a status that was not expected;
   * `malformed_response` with `field` or `position`: no password, no life of it, or no envelope at all.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const body = {
   *   Content: {
   *     Model: {
   *       ClientPassword: 'my-client-password',
   *       StartDate: '2023-08-23T10:55:45.0645017Z',
   *       EndDate: '2023-09-22T10:55:45.0645017Z',
   *       PublicKey: 'my-public-key',
   *       ApiStatusCode: 100,
   *       ApiStatus: 'IsValid',
   *       ApiStatusDescription: 'Valid Operation',
   *     },
   *     ExpectedResponses: ['IsValid'],
   *   },
   * };
   * const { endsAt } = caxton.readRegisterResponse({ status: 200, body });
   * console.log(new Date(endsAt).toISOString()); // 2023-09-22T10:55:45.064Z
   * ```
   */
  readRegisterResponse(response: HttpResponse, options?: { now?: number | undefined }): CaxtonRegistration;

  /**
   * The request that asks for an access token: a form with `Grant_Type`, `Username` and `Password`, spelt as on the
   * page ("Authentication", step 2, dev.caxton.io/docs). It carries the client password, so in a browser it throws
   * `server_only`.
   *
   * @param options.username The `Username` that Caxton gave, or that of `subsidiaryRequest`.
   * @param options.clientPassword The password that `readRegisterResponse` gave.
   * @throws {AuthError} `invalid_argument` with `field` and `position`; `insecure_url`; `unknown_option`; `server_only`.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const request = caxton.tokenRequest({ environment: 'sandbox', username: 'me', clientPassword: 'a&b' });
   * console.log(request.url, request.body);
   * // https://sandbox.caxton.io/api/token Grant_Type=password&Username=me&Password=a%26b
   * ```
   */
  tokenRequest(options: CaxtonAddress & LoopbackOption & { username: string; clientPassword: string }): HttpRequest;

  /**
   * Reads the answer to `tokenRequest`, which stands outside the vendor's envelope ("Authentication", step 2).
   *
   * @param options.now The instant of just before the request, in milliseconds since 1970; the runtime's clock where
   * it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error`,
   * `redirect_refused`: what the vendor said; `malformed_response`: no usable token.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const body = { access_token: 'my-token', token_type: 'bearer', expires_in: 2591999 };
   * const token = caxton.readTokenResponse({ status: 200, body }, { now: 1_700_000_000_000 });
   * console.log(token.expiresAt); // 1702591999000
   * ```
   */
  readTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken;

  /**
   * The header fields of a call with an access token ("Authentication", "Sub-Accounts", "Payroll & Bulk Payments",
   * dev.caxton.io/docs).
   *
   * @param options.accessToken What `readTokenResponse` gave, or its text.
   * @param options.identityNumber The sub-account that the main account acts for, sent as `IdentityNumber`. Left out,
   * the call is the main account's own; an empty one is refused.
   * @param options.userApiToken The `ApiToken` of a user, sent as `userapitoken`. The vendor's examples send it with
   * payments and bank look-ups.
   * @throws {AuthError} `invalid_argument`: an empty value, a token that begins with `Bearer `; `invalid_header_value`
   * with `position`; `unknown_option`.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * console.log(caxton.bearerHeaders({ accessToken: 'my-token', identityNumber: '12345' }));
   * // { Authorization: 'Bearer my-token', IdentityNumber: '12345' }
   * ```
   */
  bearerHeaders(options: {
    accessToken: string | AccessToken;
    identityNumber?: string | undefined;
    userApiToken?: string | undefined;
  }): Record<string, string>;

  /**
   * The request for a new sub-account ("Sub-Accounts", "Step 1(a). Create a New Sub-Account", dev.caxton.io/docs). The
   * `model` of its answer holds the `Username` and the `Name` that `registerRequest` takes as `username` and
   * `clientname`.
   *
   * @param options.accessToken The main account's.
   * @param options.companyName The sub-account's name, sent as `CompanyName`.
   * @param options.email Its address, sent as `Email`.
   * @throws {AuthError} As `bearerHeaders` and `registerRequest`, without `server_only`.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const request = caxton.subsidiaryRequest({
   *   environment: 'sandbox',
   *   accessToken: 'my-token',
   *   companyName: 'demo45',
   *   email: 'accounts@demo45.example',
   * });
   * console.log(request.url); // https://sandbox.caxton.io/api/clients/subsidiary
   * ```
   */
  subsidiaryRequest(
    options: CaxtonAddress & LoopbackOption & { accessToken: string | AccessToken; companyName: string; email: string },
  ): HttpRequest;

  /**
   * The request for a reset of a sub-account's credentials, after which the sub-account registers again ("Reset Client
   * Credentials", "Authentication", dev.caxton.io/docs).
   *
   * Unverified: the vendor's page names the method and the `IdentityNumber`, and neither the path nor where the number
   * goes. Ask Caxton for the path. The number is sent as a header field, as in every other call for a sub-account.
   *
   * @param options.path The path below the base address: letters, digits and `-._~@+` between single slashes. No query,
   * no `..`, no percent sign, nothing that could lead the token to another host.
   * @param options.accessToken The main account's.
   * @param options.identityNumber The sub-account whose credentials are reset.
   * @throws {AuthError} As `bearerHeaders` and `registerRequest`, without `server_only`; `invalid_argument` with
   * `position`: such a path.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const request = caxton.resetRequest({
   *   environment: 'sandbox',
   *   path: 'path/that/caxton/told/you',
   *   accessToken: 'my-token',
   *   identityNumber: '12345',
   * });
   * console.log(request.method, request.url); // PUT https://sandbox.caxton.io/api/path/that/caxton/told/you
   * ```
   */
  resetRequest(
    options: CaxtonAddress &
      LoopbackOption & { path: string; accessToken: string | AccessToken; identityNumber?: string | undefined },
  ): HttpRequest;

  /**
   * Opens the answer to a call with a token ("Authentication", "Webhooks", dev.caxton.io/docs). It succeeded when the
   * `ApiStatus` of its model is one of its `ExpectedResponses`: mostly code 100 and "IsValid", but 314 and "Success" for
   * a new user ("User Accounts"). The token's own answer has no envelope.
   *
   * @param options.now The instant from which a `Retry-After` date counts, in milliseconds since 1970. The runtime's
   * clock where it is left out.
   * @throws {AuthError} `token_invalid`, `forbidden`, `rate_limited`, `http_error`, `redirect_refused` by the HTTP
   * status; `vendor_error` with `vendorCode` (the `ApiStatusCode`) and `vendorMessage`: a status that was not expected;
   * `malformed_response` with `field` or `position`: no envelope.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const body =
   *   '{"Content":{"Model":{"ApplicantId":12345,"ApiStatusCode":314,"ApiStatus":"Success"},"ExpectedResponses":["Success"]}}';
   * console.log(caxton.readEnvelope({ status: 200, body }).model.ApplicantId); // 12345
   * ```
   */
  readEnvelope<Model extends object = Readonly<Record<string, unknown>>>(
    response: HttpResponse,
    options?: { now?: number | undefined },
  ): CaxtonEnvelope<Model>;

  /**
   * A date and time of Caxton's in milliseconds since 1970, what is finer cut off. The vendor writes seven digits of a
   * second, and often no zone ("Webhooks", dev.caxton.io/docs): such a text is read as UTC, where JavaScript's `Date`
   * would take it for local time. Which zone is meant, no page says.
   *
   * @throws {AuthError} `invalid_argument`: no date and time
   * ([RFC 3339 §5.6](https://www.rfc-editor.org/rfc/rfc3339#section-5.6), the zone being optional).
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * console.log(caxton.parseDateTime('2023-12-01T20:43:29.7267638')); // 1701463409726
   * ```
   */
  parseDateTime(text: string): number;

  /**
   * The form in which the login of a user sends a password: base64 of the 32 lower-case hexadecimal digits of its MD5
   * digest ("User Accounts", section "User Login", dev.caxton.io/docs). It is as good as the password: keep it as you
   * would keep that.
   *
   * Ambiguous: what the page's own code prints for its sample is not known, and base64 of the 16 bytes of the digest is
   * another reading of it. The wording, MD5, then hexadecimal, then base64, fits this one.
   *
   * @throws {AuthError} `invalid_argument` with `position`: an empty password, a control character, half of a surrogate
   * pair.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * console.log(caxton.userPasswordDigest('Admin@123')); // MGU3NTE3MTQxZmI1M2YyMWVlNDM5YjM1NWI1YTFkMGE=
   * ```
   */
  userPasswordDigest(password: string): string;
} = Object.freeze({
  // Asked for when it is needed: the slim entry has no core yet when it is imported.
  get environments() {
    environments ??= perform(operations.caxtonEnvironments) as Environments;
    return environments;
  },
  registerRequest,
  readRegisterResponse,
  tokenRequest,
  readTokenResponse,
  bearerHeaders,
  subsidiaryRequest,
  resetRequest,
  readEnvelope,
  parseDateTime,
  userPasswordDigest,
});
