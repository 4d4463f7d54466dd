import { AccessToken } from './access-token.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { perform } from './core.ts';
import * as operations from './operations.ts';
import type { PledgEnvironment } from './pledg-environment.ts';
import { basicHeaders, bearerHeaders } from './pledg-headers.ts';
import type { PledgNotification, PledgVerification } from './pledg-notification.ts';
import type { PledgPurchaseLinkSettings, PledgPurchaseParameters } from './pledg-purchase.ts';
import type { SecretInput } from './secret-input.ts';

type Environments = Readonly<Record<'staging' | 'production', { readonly back: string; readonly front: string }>>;

let known: Environments | undefined;

// Asked for at first use, as everything that needs the core.
function environments(): Environments {
  known ??= perform(operations.pledgEnvironments) as Environments;
  return known;
}

function tokenRequest(options: PledgEnvironment & { key: string; secret: string }): HttpRequest {
  return perform(operations.pledgTokenRequest, options);
}

function readTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken {
  return new AccessToken(perform(operations.pledgReadTokenResponse, response, options));
}

function signPurchase(
  parameters: PledgPurchaseParameters,
  secret: SecretInput,
  options?: { issuedAt?: number; expiresAt?: number; purchaseLinkSettings?: PledgPurchaseLinkSettings },
): string {
  return perform(operations.pledgSignPurchase, parameters, secret, options);
}

function purchaseUrl(options: PledgEnvironment & { signature: string; path?: string }): string {
  return perform(operations.pledgPurchaseUrl, options);
}

function transferUrl(options: PledgEnvironment & { signature: string }): string {
  return perform(operations.pledgTransferUrl, options);
}

function purchaseLinkRequest(options: PledgEnvironment & { signature: string }): HttpRequest {
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
  tokenRequest(options: PledgEnvironment & { key: string; secret: string }): HttpRequest;

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
  readTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken;

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
   * ("Plugin integration", docs.pledg.co). The callbacks `onSuccess`, `onCancel`, `onError`, `onOpen`, the `container`
   * and a `signature` are left out, as the page asks. Sign on your server: the secret must not reach the browser.
   *
   * @param secret The merchant's secret, as the dashboard shows it.
   * @param options.issuedAt The `iat` claim, in milliseconds since 1970, floored to the second.
   * @param options.expiresAt The `exp` claim, in milliseconds since 1970, floored to the second.
   * @param options.purchaseLinkSettings Stand beside `data`, for `purchaseLinkRequest`.
   * @throws {AuthError} `invalid_argument` with `field`: an `amountCents` that is not an integer from 0 on, parameters
   * that are wrapped in `data` already or have no JSON form, an empty secret, an instant in seconds; `unknown_option`.
   * @example
   * ```js
   * import { decodeJwt, pledg } from 'commerce-auth';
   *
   * const signature = pledg.signPurchase({ reference: 'ref_1', amountCents: 2000, container: '#pay' }, 'secret');
   * console.log(JSON.stringify(decodeJwt(signature).claims)); // {"data":{"reference":"ref_1","amountCents":2000}}
   * ```
   */
  signPurchase(
    parameters: PledgPurchaseParameters,
    secret: SecretInput,
    options?: { issuedAt?: number; expiresAt?: number; purchaseLinkSettings?: PledgPurchaseLinkSettings },
  ): string;

  /**
   * The address to send the customer to ("Plugin integration", docs.pledg.co).
   *
   * @param options.signature What `signPurchase` gave.
   * @param options.path `/purchase` where it is left out, as in every plugin of the vendor; the page's prose has
   * `/purchases`.
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
  purchaseUrl(options: PledgEnvironment & { signature: string; path?: string }): string;

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
  transferUrl(options: PledgEnvironment & { signature: string }): string;

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
   * const signature = pledg.signPurchase({ amountCents: 2000 }, 'secret', { purchaseLinkSettings: settings });
   * const request = pledg.purchaseLinkRequest({ environment: 'staging', signature });
   * console.log(request.method, new URL(request.url).pathname); // POST /api/purchase_link/
   * ```
   */
  purchaseLinkRequest(options: PledgEnvironment & { signature: string }): HttpRequest;

  /**
   * Verifies what Pledg posts to `paymentNotificationUrl` and `errorNotificationUrl` ("Plugin integration", "Transfer
   * mode", docs.pledg.co): the standard notification, and transfers and errors as `{"signature": "<jwt>"}`. `trust` of the
   * outcome is `signed` wherever a secret was given.
   *
   * There is no protection against a notification that is sent twice. Act once for each `id` (`back`) or
   * `transfer_order_item_uid` (`transfer`).
   *
   * In the standard notification, booleans are signed as `true` and `false`, a null as nothing, an integer as it stands;
   * a number with a fraction is refused, since the page does not say how it is written.
   *
   * @param body The body as it came, text or bytes, or the object it was parsed to.
   * @param options.secret The merchant's secret, or several while a new one takes over: everything unsigned is then
   * refused. `null`, which has to be written, where the merchant has none: everything signed is then refused, and nothing
   * is proved.
   * @param options.now The instant to judge an `exp` by, in milliseconds since 1970; the runtime's clock where it is left
   * out.
   * @param options.expect What the purchase must be. `amountCents` can only be confirmed by a transfer. A member that is
   * mentioned has to be set.
   * @throws {AuthError} `signature_missing`; `signature_mismatch`; `malformed_jwt`; `token_expired`; `token_invalid`;
   * `malformed_response` with `field` and `position`: not JSON, the same member twice, a missing member;
   * `unexpected_value`: another reference or amount, signed content that is no notification, such as the merchant's own
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
   * if (notification.kind === 'transfer' && notification.trust === 'signed') {
   *   console.log(notification.verified.transfer_order_item_uid); // tri_1
   * }
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
  transferUrl,
  purchaseLinkRequest,
  verifyNotification,
});
