import type { AccessToken } from './access-token.ts';
import { perform } from './core.ts';
import * as operations from './operations.ts';
import type { DecodedJwt } from './decoded-jwt.ts';
import { readArgument } from './read-argument.ts';
import { tokenText } from './token-text.ts';

export { md5Hex } from './core.ts';

/**
 * The value of an `Authorization` field for Basic: `Basic ` and base64 of `username:password` in UTF-8
 * ([RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)).
 *
 * @throws {AuthError} `invalid_argument` with `field` and `position`: a colon in the user name, a control character or
 * half of a surrogate pair in either, an empty password.
 * @example
 * ```js
 * import { basicAuthorization } from 'commerce-auth';
 *
 * console.log(basicAuthorization('Aladdin', 'open sesame')); // Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
 * ```
 */
export function basicAuthorization(username: string, password: string): string {
  return perform(operations.basicAuthorization, username, password);
}

/**
 * Takes a Basic value apart; the `username` ends at the first colon, and the rest is the `password`
 * ([RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)).
 *
 * @throws {AuthError} `invalid_argument`: another scheme, not base64, not UTF-8, no colon.
 * @example
 * ```js
 * import { parseBasicAuthorization } from 'commerce-auth';
 *
 * console.log(parseBasicAuthorization('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==').username); // Aladdin
 * ```
 */
export function parseBasicAuthorization(value: string): { username: string; password: string } {
  return perform(operations.parseBasicAuthorization, value);
}

/**
 * The value of an `Authorization` field for a Bearer token
 * ([RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)).
 *
 * @throws {AuthError} `invalid_argument`: an empty token, or one that begins with `Bearer ` already;
 * `invalid_header_value` with `position`: not a `b64token`.
 * @example
 * ```js
 * import { bearerAuthorization } from 'commerce-auth';
 *
 * console.log(bearerAuthorization('mF_9.B5f-4.1JqM')); // Bearer mF_9.B5f-4.1JqM
 * ```
 */
export function bearerAuthorization(token: string | AccessToken): string {
  return perform(operations.bearerAuthorization, token);
}

/**
 * Takes a JWT apart without verifying it, and reports what is wrong with it instead of failing: the vendors' own
 * samples are cut off, misprinted, or hold a bare control character
 * ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519), [RFC 7515 §7.1](https://www.rfc-editor.org/rfc/rfc7515#section-7.1)).
 *
 * @throws {AuthError} `invalid_argument`: not a string, or empty.
 * @example
 * ```js
 * import { decodeJwt } from 'commerce-auth';
 *
 * const { claims, problems } = decodeJwt('eyJhbGciOiJub25lIn0.eyJleHAiOjE1NzUyNzAyNzB9.');
 * console.log(claims?.exp, problems.length); // 1575270270 0
 * ```
 */
export function decodeJwt(token: string | AccessToken): DecodedJwt {
  const text = readArgument('token', () => tokenText(token));
  return perform(operations.decodeJwt, text);
}
