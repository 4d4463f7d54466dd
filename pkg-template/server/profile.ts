// Profiles as callers define them: checked by the core, and used by it.

import type { LoopbackOption } from '../facade/loopback-option.ts';
import { AccessToken } from '../facade/access-token.ts';
import { AuthError, isAuthError } from '../facade/auth-error.ts';
import type { Classification } from '../facade/classification.ts';
import type { HttpRequest, HttpResponse } from '../facade/http-message.ts';
import { jsonText } from '../facade/json-form.ts';
import type { Profile as ProfileContract } from '../facade/profile.ts';
import type { CredentialTemplates, ProfileCredential, ProfileCredentials } from '../facade/profile-credentials.ts';
import type { AssertionAlgorithm, ClientAuthentication, TokenProfile } from '../facade/token-profile.ts';
import { performOnProfile } from './core.ts';
import { keptText, withKept } from './kept-values.ts';
import * as operations from './operations.ts';
import { ownMembers } from './own-members.ts';

const CheckedProfile = class Profile<Template extends string, Authentication extends ClientAuthentication>
  implements ProfileContract<Template, Authentication>
{
  declare readonly name: string;
  declare readonly credentialNames: readonly string[];
  /** JSON text: what was checked is what is used. */
  #data: string | undefined;
  /** The names of what is kept. */
  #kept: readonly string[];

  constructor(data: unknown) {
    this.#data = jsonText(data, 'profile');
    const credentialNames = Object.freeze(performOnProfile(operations.defineProfile, this.#data));
    const { name, response } = this.toJSON();
    this.#kept = Object.keys(ownMembers(response)?.keep ?? {});
    Object.assign(this, { name, credentialNames });
    Object.freeze(this);
  }

  tokenRequest(
    credentials: ProfileCredentials<Template, Authentication>,
    options?: LoopbackOption & { assertion?: string | undefined },
  ): HttpRequest {
    return performOnProfile(operations.profileTokenRequest, this.#data, credentials, options);
  }

  readTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken {
    const { token, kept } = performOnProfile(operations.profileReadTokenResponse, response, this.#data, options);
    return new AccessToken(withKept(token, kept));
  }

  headers(
    accessToken: string | AccessToken | null,
    credentials?: Partial<ProfileCredentials<Template, Authentication>>,
  ): Record<string, string> {
    const kept = this.#kept.length === 0 ? undefined : keptText(accessToken, this.#kept);
    return performOnProfile(operations.profileHeaders, this.#data, accessToken, kept, credentials);
  }

  classifyResponse(response: HttpResponse): Classification {
    return performOnProfile(operations.profileClassifyResponse, response, this.#data) as Classification;
  }

  /** The data, for `profileAuthenticator` and for files. */
  toJSON(): TokenProfile<Template, Authentication> {
    return JSON.parse(this.#data as string);
  }
};

/**
 * Checks an API given as data: a token call of [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749) or whatever the vendor made
 * of it, and what every call carries. Written out in the call, its templates tell the compiler which credentials it takes.
 *
 * @throws {AuthError} `invalid_argument` or `unknown_option`, with the JSON pointer of the mistake in `field`;
 * `insecure_url`: an `http` address off this machine.
 * @example
 * ```js
 * import { defineProfile } from 'commerce-auth/server';
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
export function defineProfile<
  Template extends string = never,
  Authentication extends ClientAuthentication = 'none',
  CallTemplate extends string = never,
  Kept extends string = never,
  Algorithm extends AssertionAlgorithm = never,
>(
  profile: TokenProfile<Template, Authentication, CallTemplate, Kept, Algorithm>,
): ProfileContract<CredentialTemplates<Template, CallTemplate, Kept, Algorithm>, Authentication> {
  return new CheckedProfile(profile);
}

/** What there is to say of a profile before it is used. */
export interface ProfileCheck {
  /** Its mistakes, as `defineProfile` would throw the first of them; at most 16. Empty for a sound one. */
  readonly mistakes: readonly AuthError[];
  /** The credentials that a sound one asks for. With Basic, `key` and `secret` stand for any of the pairs. */
  readonly credentials: readonly ProfileCredential[];
}

/**
 * Finds the mistakes of an API given as data, all at once, where `defineProfile` stops at the first. Each has the JSON pointer
 * ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) of its place in `field`. What depends on other
 * members, such as which names stand where, is looked at once those are right. It never fails.
 *
 * @param profile What should be a `TokenProfile`.
 * @example
 * ```js
 * import { checkProfile } from 'commerce-auth/server';
 *
 * const { mistakes } = checkProfile({
 *   name: 'shop',
 *   request: { url: 'https://{host}/token', clientAuthentification: 'basic' },
 *   response: { token: 'access_token' },
 * });
 * for (const { field, message } of mistakes) console.log(field, message);
 * // /request/clientAuthentification /request/clientAuthentification is unknown. Did you mean clientAuthentication?
 * // /request/clientAuthentication /request/clientAuthentication is missing
 * // /response/token /response/token must be a JSON pointer such as "/data/accessToken" (RFC 6901)
 *
 * const sound = { name: 'keys', headers: { 'x-api-key': '{apiKey}' }, baseUrl: 'https://{region}.keys.shop.example' };
 * console.log(checkProfile(sound).credentials.map(({ name, kind }) => `${name}: ${kind}`)); // [ 'region: public', 'apiKey: secret' ]
 * ```
 */
export function checkProfile(profile: unknown): ProfileCheck {
  try {
    const { mistakes, credentials } = performOnProfile(operations.checkProfile, jsonText(profile, 'profile'));
    return { mistakes: mistakes.map((fields) => new AuthError(fields)), credentials };
  } catch (mistake) {
    if (isAuthError(mistake) && mistake.code === 'invalid_argument') return { mistakes: [mistake], credentials: [] };
    throw mistake;
  }
}
