// A vendor described as data: what it is checked and used by is the core's business.

import { AccessToken, tokenText } from './access-token.ts';
import { withClock } from './arguments.ts';
import { refuseInBrowser } from './browser-guard.ts';
import type { Classification } from './classification.ts';
import { perform } from './core.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { performOnResponse } from './http-response.ts';
import type { ProfileCredentials } from './profile-credentials.ts';
import type { ClientAuthentication, TokenProfile } from './token-profile.ts';

/** A checked {@link TokenProfile}. */
export interface Profile<
  Template extends string = string,
  Authentication extends ClientAuthentication = ClientAuthentication,
> {
  /** The vendor. */
  readonly name: string;
  /**
   * The request that asks for a token ([RFC 6749 §4](https://www.rfc-editor.org/rfc/rfc6749#section-4), as far as the
   * vendor keeps to it).
   *
   * @param credentials Exactly those that the profile names, `host` among them where its address begins with it.
   * @throws {AuthError} `invalid_argument` with the credential in `field`; `unknown_option`; `insecure_url`;
   * `invalid_header_value`; `server_only` in a browser.
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'body', fields: { client: '{key}', code: '{secret}' } },
   *   response: { token: '/access_token' },
   * });
   * const request = shop.tokenRequest({ host: 'api.shop.example', key: 'my-key', secret: 'a&b' });
   * console.log(request.url, request.body); // https://api.shop.example/token client=my-key&code=a%26b
   * ```
   */
  tokenRequest(credentials: ProfileCredentials<Template, Authentication>): HttpRequest;
  /**
   * Reads the answer ([RFC 6749 §5](https://www.rfc-editor.org/rfc/rfc6749#section-5), at the places the profile names).
   * The lifetime is the stated one, else the `exp` claim's, else the profile's default, else unknown.
   *
   * @param options.now The instant of just before the request, in milliseconds since 1970; the runtime's clock where
   * it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error`,
   * `redirect_refused`: what the vendor said; `malformed_response` with the pointer in `field`: no usable token.
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'basic' },
   *   response: { token: '/data/token', expiresAt: '/data/until' },
   * });
   * const body = { data: { token: 'abc', until: '2023-11-14T22:18:20Z' } };
   * console.log(shop.readTokenResponse({ status: 200, body }).expiresAt); // 1700000300000
   * ```
   */
  readTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken;
  /**
   * The header field of a call with a token; where the profile names none, that of
   * [RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1).
   *
   * @throws {AuthError} `invalid_argument`: an empty token, or one that begins with `Bearer `; `invalid_header_value`
   * with `position`.
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'basic' },
   *   response: { token: '/access_token' },
   *   header: { name: 'X-Shop-Token', format: 'shop {token}' },
   * });
   * console.log(shop.headers('abc')); // { 'X-Shop-Token': 'shop abc' }
   * ```
   */
  headers(accessToken: string | AccessToken): Record<string, string>;
  /**
   * What an answer means for the credentials. It never fails on an answer: each has a meaning.
   *
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'basic' },
   *   response: { token: '/access_token' },
   *   rejected: { body: [{ pointer: '/code', in: [40100] }] },
   * });
   * console.log(shop.classifyResponse({ status: 200, body: { code: 40100 } })); // token_invalid
   * ```
   */
  classifyResponse(response: HttpResponse): Classification;
  /**
   * The data it was made of, as a copy; for `profileAuthenticator`, and to be kept. It never fails.
   *
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'basic' },
   *   response: { token: '/access_token' },
   * });
   * console.log(shop.toJSON().response); // { token: '/access_token' }
   * ```
   */
  toJSON(): TokenProfile<Template, Authentication>;
}

const Profile = class<Template extends string, Authentication extends ClientAuthentication>
  implements Profile<Template, Authentication>
{
  declare readonly name: string;
  #data: TokenProfile<Template, Authentication>;

  constructor(data: TokenProfile<Template, Authentication>) {
    perform('defineProfile', data);
    // A copy, so that what was checked is what is used.
    this.#data = JSON.parse(JSON.stringify(data));
    (this as { name: string }).name = this.#data.name;
    Object.freeze(this);
  }

  tokenRequest(credentials: ProfileCredentials<Template, Authentication>): HttpRequest {
    refuseInBrowser('Profile.tokenRequest');
    return perform('profile.tokenRequest', this.#data, credentials);
  }

  readTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken {
    return new AccessToken(performOnResponse(response, 'profile.readTokenResponse', this.#data, withClock(options)));
  }

  headers(accessToken: string | AccessToken): Record<string, string> {
    return perform('profile.headers', this.#data, tokenText(accessToken));
  }

  classifyResponse(response: HttpResponse): Classification {
    return performOnResponse(response, 'profile.classifyResponse', this.#data);
  }

  /** The data, for `profileAuthenticator` and for files. */
  toJSON(): TokenProfile<Template, Authentication> {
    return JSON.parse(JSON.stringify(this.#data));
  }
};

/**
 * Checks a vendor's token flow given as data: one of [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749), or whatever the
 * vendor made of it. Written out in the call, its templates tell the compiler which credentials it takes.
 *
 * @throws {AuthError} `invalid_argument` or `unknown_option`, with the JSON pointer of the mistake in `field`;
 * `insecure_url`: an `http` address off this machine.
 * @example
 * ```js
 * import { defineProfile } from 'commerce-auth';
 *
 * const shop = defineProfile({
 *   name: 'shop',
 *   request: {
 *     url: '{host}/oauth/token',
 *     clientAuthentication: 'basic',
 *     fields: { grant_type: 'client_credentials' },
 *   },
 *   response: { token: '/access_token', lifetimeSeconds: '/expires_in' },
 * });
 * const request = shop.tokenRequest({ host: 'api.shop.example', clientId: 'Aladdin', clientSecret: 'open sesame' });
 * console.log(request.headers.Authorization); // Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
 * const token = shop.readTokenResponse({ status: 200, body: { access_token: 'abc', expires_in: 3600 } }, { now: 1_700_000_000_000 });
 * console.log(token.expiresAt, shop.headers(token).Authorization); // 1700003600000 Bearer abc
 * ```
 */
export function defineProfile<Template extends string, Authentication extends ClientAuthentication>(
  profile: TokenProfile<Template, Authentication>,
): Profile<Template, Authentication> {
  return new Profile(profile);
}
