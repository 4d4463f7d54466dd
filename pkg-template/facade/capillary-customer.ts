import type { AccessToken } from './access-token.ts';
import type {
  CapillaryChangedPassword,
  CapillaryChosenPassword,
  CapillaryCustomerCall,
  CapillaryCustomerIdentity,
  CapillaryIdentifierType,
  CapillaryOtpSession,
  CapillaryResetPassword,
} from './capillary-customer-call.ts';
import { perform } from './core.ts';
import * as operations from './operations.ts';
import { customerRequests } from './customer-requests.ts';
import { CustomerSession } from './customer-session.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import type { LoopbackOption } from './loopback-option.ts';

function readResponse(response: HttpResponse, options?: { now?: number | undefined }): CustomerSession {
  return new CustomerSession(perform(operations.capillaryCustomerReadResponse, response, options));
}

/** The calls of Capillary's auth engine. They carry what a customer types, no API secret, so browsers may make them. */
export interface CapillaryCustomer {
  /**
   * Opens a session, of a second factor with the token of the first ("Generate Authentication Token", "Generate MFA
   * token", docs.capillarytech.com). A `USERNAME` needs `mobile` or `email` beside it.
   *
   * @param options.authorizedToken With the channel `mfa`: the token of the first factor.
   * @throws {AuthError} `invalid_argument` with `field`: what is missing, empty, unknown or contradictory;
   * `insecure_url`; `unknown_option`, also for a field of another channel; `invalid_header_value`: no token.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.tokenRequest({
   *   channel: 'web',
   *   host: capillary.hosts.eu.customer,
   *   brand: 'DocDemo',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919999999993',
   * });
   * console.log(request.url); // https://eu-auth-api.capillarytech.com/auth/v1/web/token/generate
   * ```
   */
  tokenRequest(
    options: CapillaryCustomerCall<
      CapillaryChosenPassword,
      CapillaryChosenPassword,
      { authorizedToken: string | AccessToken }
    >,
  ): HttpRequest;

  /**
   * Sends a one-time password to the customer ("Generate OTP", docs.capillarytech.com).
   *
   * @param options.fallbackChannel The channel to try where the first does not deliver, such as `SMS`.
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const { url } = capillary.customer.otpRequest({
   *   channel: 'mobile',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   mobile: '919999999993',
   *   deviceId: 'device-1',
   *   sessionId: 'P-6e195d03-a643-4d24-bbda-0d6e3810b06d',
   *   fallbackChannel: 'SMS',
   * });
   * console.log(url); // https://eu.api.capillarytech.com/auth/v1/otp/generate?fallbackChannel=SMS
   * ```
   */
  otpRequest(options: CapillaryCustomerCall<CapillaryOtpSession>): HttpRequest;

  /**
   * Logs in with the one-time password ("Validate OTP", docs.capillarytech.com).
   *
   * @param options.sessionId The session of `tokenRequest`'s answer.
   * @param options.otp As the customer typed it: a string, since a number has lost its leading zeros.
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.otpValidateRequest({
   *   channel: 'web',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919999999993',
   *   sessionId: 'P-6e195d03-a643-4d24-bbda-0d6e3810b06d',
   *   otp: '007689',
   * });
   * console.log(request.body?.includes('"otp":"007689"')); // true
   * ```
   */
  otpValidateRequest(options: CapillaryCustomerCall<{ sessionId: string; otp: string }>): HttpRequest;

  /**
   * Logs in with the customer's password, which travels in clear inside TLS ("Validate Password",
   * docs.capillarytech.com). A customer who comes for the first time needs a one-time password instead.
   *
   * @param options.sessionId The session of `tokenRequest`'s answer.
   * @param options.password As the customer typed it.
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.passwordValidateRequest({
   *   channel: 'mfa',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'Bukl',
   *   identifierType: 'MOBILE',
   *   identifierValue: '18767431754',
   *   deviceId: '1234',
   *   sessionId: 'P-f1f3ccd7-0fe9-4159-ab23-2eb33e42f512',
   *   password: '12345',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/mfa/password/validate
   * ```
   */
  passwordValidateRequest(options: CapillaryCustomerCall<{ sessionId: string; password: string }>): HttpRequest;

  /**
   * Asks for another token: a mobile app and a second factor by their `key`, a web page by its expired token
   * ("Regenerate Authentication Token", docs.capillarytech.com).
   *
   * @param options.key The `key` of the login's answer.
   * @param options.expiredToken The token that the page held.
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.regenerateRequest({
   *   channel: 'web',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919999922332',
   *   expiredToken: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/web/token/regenerate
   * ```
   */
  regenerateRequest(
    options: CapillaryCustomerCall<
      { key: string | AccessToken },
      { expiredToken: string | AccessToken },
      { key: string | AccessToken }
    >,
  ): HttpRequest;

  /**
   * Changes the password of a customer who is logged in ("Change Password", Capillary/api-documentation on GitHub). The
   * answer is only a status.
   *
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.passwordChangeRequest({
   *   channel: 'web',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   email: 'ann@example.com',
   *   password: 'the old one',
   *   newPassword: 'the new one',
   *   confirmPassword: 'the new one',
   *   token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/web/password/change
   * ```
   */
  passwordChangeRequest(options: CapillaryCustomerCall<CapillaryChangedPassword>): HttpRequest;

  /**
   * Sets a password instead of a forgotten one, in a session; then the customer logs in again, from `tokenRequest` on
   * ("Forget Password", Capillary/api-documentation on GitHub). The answer is only a status.
   *
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.passwordForgetRequest({
   *   channel: 'mobile',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   mobile: '919999999993',
   *   deviceId: 'device-1',
   *   sessionId: 'D-86c23a88-9062-473d-ab3a-9a27145bf321',
   *   password: 'the new one',
   *   confirmPassword: 'the new one',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/password/forget
   * ```
   */
  passwordForgetRequest(options: CapillaryCustomerCall<CapillaryResetPassword>): HttpRequest;

  /**
   * Tells the auth engine of a customer's new mobile number or address, which it does not learn from InTouch ("Change
   * identifier on Auth engine", docs.capillarytech.com). It is the same for all channels.
   *
   * @param options.host `https://origin[/base]`, or a bare name.
   * @param options.brand The name of the organisation.
   * @param options.identifierType What both values are.
   * @param options.identifierValue The old one.
   * @param options.newIdentifierValue The new one.
   * @param options.deviceId The device of the login, where there was one.
   * @param options.token The token of a login.
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.updateIdentifierRequest({
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'BUKL',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919988776655',
   *   newIdentifierValue: '919988776656',
   *   token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/user/updateIdentifierValue
   * ```
   */
  updateIdentifierRequest(
    options: LoopbackOption & {
      host: string;
      brand: string;
      identifierType: CapillaryIdentifierType;
      identifierValue: string;
      newIdentifierValue: string;
      deviceId?: string | undefined;
      token: string | AccessToken;
    },
  ): HttpRequest;

  /**
   * Ends a token of the second factor; no other channel has the call ("Delete token", docs.capillarytech.com). It is a
   * `DELETE` with a body.
   *
   * @param options.channel `mfa`, and no other.
   * @param options.host `https://origin[/base]`, or a bare name.
   * @param options.brand The name of the organisation.
   * @param options.deviceId The device of the login, where there was one.
   * @param options.token The token to end.
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const { method, url } = capillary.customer.expireRequest({
   *   channel: 'mfa',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'Bukl',
   *   identifierType: 'MOBILE',
   *   identifierValue: '18767431754',
   *   deviceId: '1234',
   *   token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   * });
   * console.log(method, url); // DELETE https://eu.api.capillarytech.com/auth/v1/mfa/token/expire
   * ```
   */
  expireRequest(
    options: LoopbackOption &
      CapillaryCustomerIdentity<CapillaryIdentifierType | 'EXTERNALID'> & {
        channel: 'mfa';
        host: string;
        brand: string;
        deviceId?: string | undefined;
        token: string | AccessToken;
      },
  ): HttpRequest;

  /**
   * Reads the answer to any of these calls ("Auth Engine", Capillary/api-documentation on GitHub; "Validate OTP",
   * docs.capillarytech.com). A token is not a login: the role `VIEW` comes with one too. Expiry is the caller's to judge, by `token.expiresAt`. The signature cannot be verified: the vendor publishes no key.
   *
   * The reader is not given what was sent, so it cannot tell whether `vendorMessage` of an error repeats it.
   *
   * @param options.now The instant of the request in milliseconds since 1970; the runtime's clock where it is left out.
   * @throws {AuthError} With `vendorCode`, and what to do in the message. `bad_credentials`: a wrong one-time password
   * (1506) or password (1528), no such customer (1515); `token_expired` (1529); `token_invalid`: a session (1505) or key
   * (1525, 1597) that is over; `rate_limited`, not retryable: all tries are used up (1518, 1530, 1534); `forbidden`;
   * `vendor_error`: the other codes from 1502 to 1603, and unknown ones; `http_error`, `redirect_refused`;
   * `malformed_response` with `field`, a JSON pointer: a success without what it must have.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const session = capillary.customer.readResponse({
   *   status: 200,
   *   body: {
   *     status: { success: true, code: 200, message: 'SUCCESS' },
   *     auth: { token: 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE1OTc2NTU4MTMsInJvbCI6IlZJRVcifQ.c2ln', key: null },
   *     user: { sessionId: 'D-12c177af', role: 'VIEW', userRegisteredForPassword: false, appRegistered: false },
   *   },
   * });
   * console.log(session.loggedIn, session.next, session.token?.expiresAt); // false otp 1597655813000
   * ```
   */
  readResponse(response: HttpResponse, options?: { now?: number | undefined }): CustomerSession;

  /**
   * The header fields of a call through the gateway for a customer: `cap_authorization` with the bare token, `cap_brand`,
   * `cap_device_id`, `cap_identifier_type`, `cap_identifier_value`; older brands have `cap_mobile` instead of the last two
   * ("Authentication settings", docs.capillarytech.com). A proxy of your own must let underscores pass: nginx drops such
   * fields by default.
   *
   * @param options.token The token of a login.
   * @param options.brand The name of the organisation.
   * @param options.deviceId The device of the login, where there was one.
   * @param options.mobile The mobile number, for brands that know `cap_mobile`.
   * @param options.identifierType What `identifierValue` is.
   * @param options.identifierValue The identifier of the login.
   * @throws {AuthError} `invalid_argument`: an empty token, one that begins with `Bearer `, half an identifier;
   * `invalid_header_value` with `position`; `unknown_option`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.customer.headers({
   *   token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   *   brand: 'DocDemo',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919999999993',
   * });
   * console.log(Object.keys(headers).join()); // cap_authorization,cap_brand,cap_identifier_type,cap_identifier_value
   * ```
   */
  headers(
    options: {
      token: string | AccessToken;
      brand: string;
      deviceId?: string | undefined;
      mobile?: string | undefined;
    } & (
      | { identifierType: CapillaryIdentifierType | 'EXTERNALID'; identifierValue: string }
      | { identifierType?: undefined; identifierValue?: undefined }
    ),
  ): Record<string, string>;
}

export const customer: CapillaryCustomer = Object.freeze({
  ...customerRequests,
  readResponse,
  headers: (options: unknown): Record<string, string> => perform(operations.capillaryCustomerHeaders, options),
});
