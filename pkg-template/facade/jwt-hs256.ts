import { perform } from './core.ts';
import * as operations from './operations.ts';
import type { SecretInput } from './secret-input.ts';

/**
 * Signs a JWT with HMAC-SHA-256: `HS256` ([RFC 7515](https://www.rfc-editor.org/rfc/rfc7515),
 * [RFC 7518 §3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2)). The claims are signed as `JSON.stringify` writes
 * them, in their order; nothing is added that was not asked for.
 *
 * @param claims The claims set: an object. `exp`, `nbf` and `iat` in it are seconds since 1970. Whatever JSON would
 * silently change or drop is refused: `NaN`, infinities, functions, a `Map`, half of a surrogate pair.
 * @param secret Where it is text, a control character in it is refused: it is the line break of a file.
 * @param options.header Members of the header beside `{ alg: 'HS256', typ: 'JWT' }`; `typ` may be another. One that
 * holds both `alg` and `typ` is written in its own order.
 * @param options.issuedAt The `iat` claim, in milliseconds since 1970, floored to the second.
 * @param options.expiresAt The `exp` claim, in milliseconds since 1970, floored to the second.
 * @param options.strict Refuses a secret under 32 bytes, which RFC 7518 demands and vendors do not keep to.
 * @throws {AuthError} `invalid_argument` with `field`: `claims`, `claims.exp`, `secret`, `header`, `header.alg`,
 * `issuedAt` or `expiresAt` in seconds or also among the claims; `weak_secret`; `unknown_option`.
 * @example
 * ```js
 * import { signJwtHs256 } from 'commerce-auth';
 *
 * const token = signJwtHs256({ sub: 'order-1' }, 'a secret of 32 bytes or more ....', { expiresAt: 1_700_000_600_000 });
 * console.log(token.split('.')[1]); // eyJzdWIiOiJvcmRlci0xIiwiZXhwIjoxNzAwMDAwNjAwfQ
 * ```
 */
export function signJwtHs256(
  claims: object,
  secret: SecretInput,
  options?: {
    header?: object | undefined;
    issuedAt?: number | undefined;
    expiresAt?: number;
    strict?: boolean;
  },
): string {
  return perform(operations.signJwtHs256, claims, secret, options);
}

/**
 * Whether a secret is shorter than the 32 bytes that `HS256` demands
 * ([RFC 7518 §3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2)): who sees one signature can guess it. What `strict`
 * refuses.
 *
 * @param secret Text stands for its UTF-8 form.
 * @throws {AuthError} `invalid_argument`: an empty secret, or a line break in one of text.
 * @example
 * ```js
 * import { isWeakSecret } from 'commerce-auth';
 *
 * console.log(isWeakSecret('your_secret'), isWeakSecret(new Uint8Array(32))); // true false
 * ```
 */
export function isWeakSecret(secret: SecretInput): boolean {
  return perform(operations.isWeakSecret, secret);
}

/**
 * Verifies a JWT signed with `HS256` and returns its claims. The algorithm is this one whatever the token says
 * ([RFC 8725 §3.1](https://www.rfc-editor.org/rfc/rfc8725#section-3.1)), and the signature is checked before the claims
 * are looked at, in constant time.
 *
 * @param secret Several, while a new secret takes over from an old one: the token must fit one of them.
 * @param options.now The instant to judge `exp` and `nbf` by, in milliseconds since 1970; the runtime's clock where it is
 * left out.
 * @param options.clockToleranceSeconds How far the two clocks may be apart, in seconds: 0 where it is left out, at most 300.
 * @param options.requireExp Refuses a token that never expires, with `token_invalid`.
 * @param options.strict Refuses a secret under 32 bytes.
 * @throws {AuthError} `malformed_jwt`, with `position` where one byte is to blame: not three segments of base64url,
 * another algorithm, `crit`, `b64`, the same member twice, an `exp`, `nbf` or `iat` that is not a number;
 * `signature_mismatch`; `token_expired` from the instant of `exp` on; `token_invalid` before that of `nbf`;
 * `invalid_argument`; `weak_secret`; `unknown_option`.
 * @example
 * ```js
 * import { signJwtHs256, verifyJwtHs256 } from 'commerce-auth';
 *
 * const token = signJwtHs256({ sub: 'order-1' }, 'the new secret', { expiresAt: 1_700_000_600_000 });
 * const claims = verifyJwtHs256(token, ['the new secret', 'the old secret'], { now: 1_700_000_000_000 });
 * console.log(claims.sub); // order-1
 * ```
 */
export function verifyJwtHs256(
  token: string,
  secret: SecretInput | readonly SecretInput[],
  options?: {
    now?: number | undefined;
    clockToleranceSeconds?: number | undefined;
    requireExp?: boolean;
    strict?: boolean;
  },
): Record<string, unknown> {
  return perform(operations.verifyJwtHs256, token, secret, options) as Record<string, unknown>;
}
