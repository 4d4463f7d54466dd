// What a test can ask of the customer service, and do to it, while the emulator runs.

import { REDACTED } from '../../redaction.ts';
import { TokenControl } from '../../token-control.ts';
import { type CustomerSettings, type EmulatedCustomer, requireLifetime, requireOtp } from './options.ts';
import type { CustomerService } from './service.ts';
import type { SessionBook } from './sessions.ts';
import type { UserBook } from './users.ts';

/**
 * The emulated service for end customers (the auth engine) while it runs, at {@link Emulator.url}. Printing it shows no secret.
 *
 * - `POST /auth/v1/{step}` for mobile apps, `/auth/v1/web/{step}`, `/auth/v1/mfa/{step}`; steps: `token/generate`, `otp/generate`
 *   (`?fallbackChannel=SMS`), `otp/validate`, `password/validate`, `token/regenerate`, `password/change`, `password/forget`
 * - `DELETE /auth/v1/mfa/token/expire`; `POST /auth/v1/user/updateIdentifierValue`
 * - `GET /mobile/v2/api/customer/get` with `cap_authorization`, `cap_brand`, `cap_device_id` (where the token has a device),
 *   `cap_identifier_type` and `cap_identifier_value`, or `cap_mobile`; refusals are HTTP 401, an expired token is 1529
 *
 * Answers are `{"status":{"success","code","message"},"auth":{"token","key"},"user":{…}}`. Tokens are HS256 with the identity in
 * the JWT's header, and a `jti` that the vendor's lack. A `key`, which has no `exp`, comes with logins on mobile and of the second
 * factor. A forgotten password's successor counts once the session's OTP has been validated; what the vendor does is not
 * published.
 *
 * Source: "Auth Engine" in Capillary/api-documentation on GitHub; "Authentication settings", "Validate OTP", "Validate
 * Password", "Regenerate Authentication Token", "Generate MFA token" on docs.capillarytech.com.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { brand, user, otp } = emulator.capillary.customer;
 * const customer = { identifierType: "MOBILE", identifierValue: user.mobile, brand };
 * const call = async (step = "", more = {}) => {
 *   const body = JSON.stringify({ ...customer, ...more });
 *   const options = { method: "POST", headers: { "Content-Type": "application/json" }, body };
 *   return (await fetch(`${emulator.url}/auth/v1/web/${step}`, options)).json();
 * };
 * const { sessionId } = (await call("token/generate")).user;
 * await call("otp/generate", { sessionId });
 * console.log((await call("otp/validate", { sessionId, otp })).user.role); // USER
 * await emulator.close();
 * ```
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const service = emulator.capillary.customer;
 * const customer = { identifierType: "MOBILE", identifierValue: service.user.mobile, brand: service.brand };
 * const call = async (step = "", more = {}) => {
 *   const body = JSON.stringify({ ...customer, ...more });
 *   const options = { method: "POST", headers: { "Content-Type": "application/json" }, body };
 *   return (await fetch(`${emulator.url}/auth/v1/web/${step}`, options)).json();
 * };
 * service.setOtp("987654");
 * service.setLifetime(60);
 * const { sessionId } = (await call("token/generate")).user;
 * await call("otp/generate", { sessionId });
 * const { token } = (await call("otp/validate", { sessionId, otp: "987654" })).auth;
 * service.expireSessions();
 * console.log((await call("otp/generate", { sessionId })).status.code); // 1505
 * service.expireTokens();
 * console.log((await call("token/regenerate", { expiredToken: token })).status.code); // 200
 * service.revokeTokens();
 * console.log((await call("token/regenerate", { expiredToken: token })).status.code); // 1525
 * await emulator.close();
 * ```
 */
export interface EmulatedCustomerService {
  /** The name of the brand. */
  readonly brand: string;
  /** The first customer. By default with the mobile number 919900000000 and a fake e-mail address, user name and password. */
  readonly user: EmulatedCustomer;
  /** The OTP that `otp/generate` sends from now on. */
  readonly otp: string;
  /** How many tokens have been given out, those of sessions included, keys not. */
  readonly tokensIssued: number;
  /**
   * Sets the OTP to come, 4 to 10 digits as text.
   *
   * @throws TypeError for anything else.
   */
  setOtp(otp: string): void;
  /** Makes every session so far an invalid one (1505). It never fails. */
  expireSessions(): void;
  /** Makes every token given so far an expired one (1529). Keys stay. It never fails. */
  expireTokens(): void;
  /** Makes every token and key given so far an unknown one. It never fails. */
  revokeTokens(): void;
  /**
   * Lifetime in whole seconds, 1 to 10 800, of tokens given from now on.
   *
   * @throws TypeError for anything else.
   */
  setLifetime(seconds: number): void;
}

export class CustomerControl extends TokenControl implements EmulatedCustomerService {
  #settings: CustomerSettings;
  #users: UserBook;
  #sessions: SessionBook;

  constructor({ settings, users, sessions, tokens }: CustomerService) {
    super(tokens, requireLifetime);
    this.#settings = settings;
    this.#users = users;
    this.#sessions = sessions;
  }

  get brand(): string {
    return this.#settings.brand;
  }

  get user(): EmulatedCustomer {
    const { uid: _uid, ...user } = this.#users.first ?? { uid: '' };
    return user as EmulatedCustomer;
  }

  get otp(): string {
    return this.#settings.otp;
  }

  setOtp(otp: string): void {
    requireOtp('setOtp', otp);
    this.#settings.otp = otp;
  }

  expireSessions(): void {
    this.#sessions.expireAll();
  }

  toJSON(): object {
    return {
      brand: this.brand,
      user: { ...this.user, password: REDACTED },
      otp: REDACTED,
      tokensIssued: this.tokensIssued,
    };
  }
}
