// An API described as data, once it was checked.

import type { LoopbackOption } from './loopback-option.ts';
import type { AccessToken } from './access-token.ts';
import type { Classification } from './classification.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
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
   * The names of the credentials that it asks for, `host` among them where its address begins with it. With Basic there is a
   * pair among them; any other pair that `clientAuthentication` names may be given in its place.
   */
  readonly credentialNames: readonly string[];
  /**
   * The request that asks for a token ([RFC 6749 §4](https://www.rfc-editor.org/rfc/rfc6749#section-4), as far as the
   * vendor keeps to it).
   *
   * @param credentials Exactly those that the profile names, `host` among them where its address begins with it.
   * @param options.assertion For a profile with `request.assertion`: one made elsewhere. `profileAuthenticator` signs its own.
   * @throws {AuthError} `invalid_argument` with the credential in `field`, and for a profile without `request`;
   * `unknown_option`; `insecure_url`; `invalid_header_value`; `server_only` in a browser.
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth/server';
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
  tokenRequest(
    credentials: ProfileCredentials<Template, Authentication>,
    options?: LoopbackOption & { assertion?: string | undefined },
  ): HttpRequest;
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
   * import { defineProfile } from 'commerce-auth/server';
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
  readTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken;
  /**
   * The header fields of a call; where the profile names none for the token, that of
   * [RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1).
   *
   * @param accessToken The token; as an `AccessToken` where calls carry what was kept beside it. Null for a profile without
   * `request`.
   * @param credentials Those that calls carry; to be left out where they carry none.
   * @throws {AuthError} `invalid_argument`: an empty token, or one that begins with `Bearer `; `invalid_header_value`
   * with `position`.
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth/server';
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
  headers(
    accessToken: string | AccessToken | null,
    credentials?: Partial<ProfileCredentials<Template, Authentication>>,
  ): Record<string, string>;
  /**
   * What an answer of the API means for the credentials. It never fails on an answer: each has a meaning. A status of
   * `rejected.status` rejects the token, whatever `response.errors` makes of the code beside it.
   *
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth/server';
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
   * import { defineProfile } from 'commerce-auth/server';
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
