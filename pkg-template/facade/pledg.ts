import { AccessToken } from './access-token.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { perform } from './core.ts';
import * as operations from './operations.ts';
import type { PledgEnvironment } from './pledg-environment.ts';
import { basicHeaders, bearerHeaders } from './pledg-headers.ts';
import type { PledgNotification, PledgVerification } from './pledg-notification.ts';
import type { PledgPurchaseOptions, PledgPurchaseParameters } from './pledg-purchase.ts';
import type { PledgReturn } from './pledg-return.ts';
import type { SecretInput } from './secret-input.ts';
import type { LoopbackOption } from './loopback-option.ts';

type Environments = Readonly<Record<'staging' | 'production', { readonly back: string; readonly front: string }>>;

let known: Environments | undefined;

// Asked for at first use, as everything that needs the core.
function environments(): Environments {
  known ??= perform(operations.pledgEnvironments) as Environments;
  return known;
}

function tokenRequest(options: PledgEnvironment & LoopbackOption & { key: string; secret: string }): HttpRequest {
  return perform(operations.pledgTokenRequest, options);
}

function readTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken {
  return new AccessToken(perform(operations.pledgReadTokenResponse, response, options));
}

function signPurchase(
  parameters: PledgPurchaseParameters,
  secret: SecretInput,
  options?: PledgPurchaseOptions,
): string {
  return perform(operations.pledgSignPurchase, parameters, secret, options);
}

function purchaseUrl(
  options: PledgEnvironment & LoopbackOption & { signature: string; path?: string | undefined },
): string {
  return perform(operations.pledgPurchaseUrl, options);
}

function readReturn(
  url: string | URL | URLSearchParams,
  options: {
    secret: SecretInput | readonly SecretInput[] | null;
    now?: number | undefined;
    expect?: { reference?: string };
  },
): PledgReturn {
  return perform(operations.pledgReadReturn, url, options);
}

function transferUrl(options: PledgEnvironment & LoopbackOption & { signature: string }): string {
  return perform(operations.pledgTransferUrl, options);
}

function purchaseLinkRequest(options: PledgEnvironment & LoopbackOption & { signature: string }): HttpRequest {
  return perform(operations.pledgPurchaseLinkRequest, options);
}

function verifyNotification<Secret extends SecretInput | readonly SecretInput[] | null>(
  body: string | Uint8Array | object,
  options: PledgVerification & { secret: Secret },
): Extract<PledgNotification, { trust: Secret extends null ? 'unsigned' : 'signed' }> {
  return perform(operations.pledgVerifyNotification, body, options) as never;
}

/** Pledg: instalments. */
export const pledg: {
  /**
   * The addresses of the API (`back`) and of the pages customers are sent to (`front`) ("Environments", docs.pledg.co).
   *
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * console.log(pledg.environments.staging.back); // https://staging.back.ecard.pledg.co
   * ```
   */
  readonly environments: Readonly<Record<'staging' | 'production', { readonly back: string; readonly front: string }>>;

  /**
   * The header field of a Basic call with the e-mail and password of a dashboard user, by RFC 7617 and unhashed
   * ("Authentication", docs.pledg.co).
   *
   * @param options.email The user's address.
   * @param options.password The clear password.
   * @throws {AuthError} `invalid_argument` with `field` and `position`: an empty part, a colon in the e-mail, a control
   * character or half of a surrogate pair in either; `unknown_option`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * console.log(pledg.basicHeaders({ email: 'random@domain.com', password: 'john123' }).Authorization);
   * // Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==
   * ```
   */
  basicHeaders(options: { email: string; password: string }): Record<string, string>;

  /**
   * The request that asks for an access token, preferred for new integrations ("Authentication", docs.pledg.co). It
   * carries the API secret, so in a browser it throws `server_only`.
   *
   * @param options.key The API key of the dashboard.
   * @param options.secret Its secret, sent as it is and not hashed.
   * @throws {AuthError} `invalid_argument` with `field` and `position`; `insecure_url`; `unknown_option`; `server_only`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const request = pledg.tokenRequest({ environment: 'staging', key: 'your_key', secret: 'your_secret' });
   * console.log(request.headers.Authorization, request.body);
   * // Basic eW91cl9rZXk6eW91cl9zZWNyZXQ= grant_type=client_credentials
   * ```
   */
  tokenRequest(options: PledgEnvironment & LoopbackOption & { key: string; secret: string }): HttpRequest;

  /**
   * Reads the answer to `tokenRequest` ("Authentication", docs.pledg.co). What the vendor's errors look like is not
   * published; those of [RFC 6749 §5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2) are recognised.
   *
   * @param options.now The instant of just before the request, in milliseconds since 1970; the runtime's clock where
   * it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error`,
   * `redirect_refused`: what the vendor said; `malformed_response`: no usable token.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const body = { access_token: 'my-token', token_type: 'Bearer', expires_in: 600 };
   * console.log(pledg.readTokenResponse({ status: 200, body }, { now: 1_700_000_000_000 }).expiresAt); // 1700000600000
   * ```
   */
  readTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken;

  /**
   * The header field of a call with an access token ("Authentication", docs.pledg.co).
   *
   * @param options.accessToken What `readTokenResponse` gave, or its text.
   * @throws {AuthError} `invalid_argument`: an empty token, one that begins with `Bearer `; `invalid_header_value`
   * with `position`; `unknown_option`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * console.log(pledg.bearerHeaders({ accessToken: 'my-token' }).Authorization); // Bearer my-token
   * ```
   */
  bearerHeaders(options: { accessToken: string | AccessToken }): Record<string, string>;

  /**
   * Signs the parameters of a purchase: an HS256 JWT of `{"data":{…}}`, which takes the place of every other parameter
   * ("Plugin integration", docs.pledg.co). The settings of the browser's plugin are left out, as the page asks: `onSuccess`,
   * `onError`, `onOpen`, `onClose`, `onCancel`, `onSetback`, `onCheckValidity`, `onPaymentSolutionsAccess`,
   * `onCheckoutFormStatusChange`, `configure`, `validateCheckout`, `containerElement`, `container` and a `signature`. Sign on
   * your server: the secret must not reach the browser.
   *
   * The page also asks for a title, the customer's names and e-mail; whether they are there is not checked.
   *
   * @param secret The merchant's secret, as the dashboard shows it.
   * @param options.issuedAt The `iat` claim, in milliseconds since 1970, floored to the second.
   * @param options.expiresAt The `exp` claim, in milliseconds since 1970, floored to the second. It must lie ahead.
   * @param options.now The instant that `expiresAt` is compared with; the runtime's clock where it is left out.
   * @param options.purchaseLinkSettings Stand beside `data`, for `purchaseLinkRequest`.
   * @param options.incomplete Whether to sign a purchase without merchant, reference or amount.
   * @param options.others Names that are meant as they are written, though they look like misspelt ones.
   * @throws {AuthError} `invalid_argument` with `field`: no `merchantUid` nor `companyUid`, no `reference`, no `amountCents` or
   * one that is not an integer from 0 on; an `address`, `shippingAddress` or `metadata` that is text; parameters that are
   * wrapped in `data` already; a value without a JSON form; an empty secret; an instant in seconds, an end that has passed;
   * `unknown_option`, also for a parameter such as `amount_cents` that was meant for another.
   * @example
   * ```js
   * import { decodeJwt, pledg } from 'commerce-auth';
   *
   * const signature = pledg.signPurchase(
   *   { merchantUid: 'mer_1', reference: 'ref_1', amountCents: 2000, containerElement: '#pay' },
   *   'secret',
   * );
   * console.log(JSON.stringify(decodeJwt(signature).claims));
   * // {"data":{"merchantUid":"mer_1","reference":"ref_1","amountCents":2000}}
   * ```
   */
  signPurchase(parameters: PledgPurchaseParameters, secret: SecretInput, options?: PledgPurchaseOptions): string;

  /**
   * The address to send the customer to ("Plugin integration", docs.pledg.co).
   *
   * @param options.signature What `signPurchase` gave.
   * @param options.path Where it is left out, `/purchase` as in every plugin of the vendor, whose page has `/purchases`; and
   * `/payment_solutions` where a `companyUid` was signed and no `merchantUid`.
   * @throws {AuthError} `invalid_argument` with `field`: not exactly one of `environment` and `host`, a signature that is
   * no JWT, a path that is not plain; `insecure_url`; `unknown_option`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const signature = 'eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7fX0.c2ln';
   * console.log(pledg.purchaseUrl({ environment: 'staging', signature }));
   * // https://staging.front.ecard.pledg.co/purchase?signature=eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7fX0.c2ln
   * ```
   */
  purchaseUrl(options: PledgEnvironment & LoopbackOption & { signature: string; path?: string | undefined }): string;

  /**
   * Reads what a customer comes back with: `pledg_result` at the `redirectUrl`, `pledg_error` at the `cancelUrl` ("By
   * redirection", docs.pledg.co). For servers: it takes the merchant's secret. Anybody can open such an address. A result never
   * says that money moved: wait for the notification. An error is signed where the merchant has a secret.
   *
   * @param url The address, all of it or from its path on, or its query, or its parameters.
   * @param options.secret The merchant's secret, or several while a new one takes over; `null`, which has to be written, where the
   * merchant has none.
   * @param options.now The instant to judge an `exp` by, in milliseconds since 1970; the runtime's clock where it is left out.
   * @param options.expect What the error must be about: your `reference`. A member that is mentioned has to be set.
   * @throws {AuthError} `signature_missing`: an unsigned error although there is a secret; `signature_mismatch`; `malformed_jwt`;
   * `token_expired`; `token_invalid`; `malformed_response`: one of the two parameters twice, or both, or no JSON;
   * `unexpected_value`: another reference, a signature although `secret` is null, signed content that is no error;
   * `invalid_argument`; `unknown_option`.
   * @example
   * ```js
   * import { pledg, signJwtHs256 } from 'commerce-auth';
   *
   * console.log(pledg.readReturn('/thanks?pledg_result=%7B%7D', { secret: 'secret' }).kind); // result
   *
   * // What Pledg would send:
   * const signature = signJwtHs256({ reference: 'ref_1', error: { type: 'abandonment', message: 'Left' } }, 'secret');
   * const parameters = new URLSearchParams({ pledg_error: JSON.stringify({ signature }) });
   * const { trust, error } = pledg.readReturn(parameters, { secret: 'secret', expect: { reference: 'ref_1' } });
   * console.log(trust, error?.type); // signed abandonment
   * ```
   */
  readReturn(
    url: string | URL | URLSearchParams,
    options: {
      secret: SecretInput | readonly SecretInput[] | null;
      now?: number | undefined;
      expect?: { reference?: string };
    },
  ): PledgReturn;

  /**
   * The address of a payment by transfer ("Plugin integration", docs.pledg.co).
   *
   * @param options.signature What `signPurchase` gave.
   * @throws {AuthError} As `purchaseUrl`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const signature = 'eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7fX0.c2ln';
   * console.log(pledg.transferUrl({ environment: 'staging', signature }));
   * // https://staging.back.ecard.pledg.co/api/payment_by_transfer?signature=eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7fX0.c2ln
   * ```
   */
  transferUrl(options: PledgEnvironment & LoopbackOption & { signature: string }): string;

  /**
   * The request that creates a payment link ("Purchase management", docs.pledg.co): a POST without a body.
   *
   * @param options.signature What `signPurchase` gave.
   * @throws {AuthError} As `purchaseUrl`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const settings = { send_email: true, email: 'customer@shop.example' };
   * const signature = pledg.signPurchase(
   *   { merchantUid: 'mer_1', reference: 'ref_1', amountCents: 2000 },
   *   'secret',
   *   { purchaseLinkSettings: settings },
   * );
   * const request = pledg.purchaseLinkRequest({ environment: 'staging', signature });
   * console.log(request.method, new URL(request.url).pathname); // POST /api/purchase_link/
   * ```
   */
  purchaseLinkRequest(options: PledgEnvironment & LoopbackOption & { signature: string }): HttpRequest;

  /**
   * Verifies what Pledg posts to `paymentNotificationUrl` and `errorNotificationUrl` ("Plugin integration", "Transfer
   * mode", docs.pledg.co): the standard notification, and transfers and errors as `{"signature": "<jwt>"}`. `trust` of the
   * outcome is `signed` wherever a secret was given.
   *
   * There is no protection against a notification that is sent twice. Act once for each `key`. `outcome` says what to do with
   * the order, and `sandbox` whether it is about staging; of what is unsigned nothing is derived.
   *
   * In the standard notification, booleans are signed as `true` and `false`, a null as nothing, a whole number as its digits;
   * `verified` holds these texts. A number with a fraction is refused, since the page does not say how it is written. So is an
   * integer beyond 2^53, unless it is text, or stands in the text of a standard notification.
   *
   * @param body The body as it came, text or bytes, JSON or a form, or the object it was parsed to.
   * @param options.secret The merchant's secret, or several while a new one takes over: everything unsigned is then
   * refused. `null`, which has to be written, where the merchant has none: everything signed is then refused, and nothing
   * is proved.
   * @param options.now The instant to judge an `exp` by, in milliseconds since 1970; the runtime's clock where it is left
   * out.
   * @param options.expect What the purchase must be. `amountCents` can only be confirmed by a transfer, `status` and `sandbox`
   * by a standard notification. A member that is mentioned has to be set.
   * @throws {AuthError} `signature_missing`; `signature_mismatch`; `malformed_jwt`; `token_expired`; `token_invalid`;
   * `malformed_response` with `field` and `position`: not JSON, the same member twice, a missing member, a number that cannot be
   * relied on; `unexpected_value`: another reference, amount, status or sandbox, signed content that is no notification, such as the merchant's own
   * purchase, or a signature although `secret` is null; `invalid_argument`; `unknown_option`.
   * @example
   * ```js
   * import { pledg, signJwtHs256 } from 'commerce-auth';
   *
   * // What Pledg would send:
   * const signature = signJwtHs256({ reference: 'ref_1', transfer_order_item_uid: 'tri_1', amount_cents: 2000 }, 'secret');
   * const body = JSON.stringify({ signature });
   *
   * const notification = pledg.verifyNotification(body, {
   *   secret: 'secret',
   *   expect: { reference: 'ref_1', amountCents: 2000 },
   * });
   * console.log(notification.outcome, notification.key); // completed tri_1
   * ```
   */
  verifyNotification<Secret extends SecretInput | readonly SecretInput[] | null>(
    body: string | Uint8Array | object,
    options: PledgVerification & { secret: Secret },
  ): Extract<PledgNotification, { trust: Secret extends null ? 'unsigned' : 'signed' }>;
} = Object.freeze({
  get environments() {
    return environments();
  },
  basicHeaders,
  tokenRequest,
  readTokenResponse,
  bearerHeaders,
  signPurchase,
  purchaseUrl,
  readReturn,
  transferUrl,
  purchaseLinkRequest,
  verifyNotification,
});
