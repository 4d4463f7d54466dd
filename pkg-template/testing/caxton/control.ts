// What a test can ask of the Caxton part, and do to it, while the emulator runs.

import { REDACTED } from '../redaction.ts';
import { TokenControl } from '../token-control.ts';
import { type EmulatedSubAccount, requireLifetime } from './options.ts';
import type { Now } from '../emulator-clock.ts';
import type { VendorPlace } from '../vendor.ts';
import type { AccountBook } from './accounts.ts';
import type { Logins } from './authentication.ts';

/**
 * The emulated Caxton while it runs. Printing it shows no secret.
 *
 * - `POST /api/clients/auth/register` (`text/json` or `application/json`) with `{"Username","Clientname"}` → an envelope whose
 *   model has `ClientPassword`, `StartDate`, `EndDate` (seven fractional digits), `PublicKey`
 * - `POST /api/token`, a form of `Grant_Type=password`, `Username`, `Password`
 *   → `{"access_token","token_type":"bearer","expires_in":2591999}`; refusals HTTP 400 `{"error","error_description"}`
 * - by bearer token, and `IdentityNumber` to act for a sub-account: `PUT` {@link EmulatedCaxton.resetPath};
 *   `POST /api/clients/subsidiary`, which answers `Username` and `Name`; `GET /api/webhooks/endpoints`; `POST /api/payments`, which
 *   stands for the calls that need `userapitoken` as well. Dates inside lack a zone
 *
 * Refusals of the API are `{"Message"}` with an HTTP status: the vendor publishes none. Names are taken in the vendor's
 * spelling only, although its server may not mind the case; a doubled slash is refused.
 *
 * Source: "Authentication", "Getting started", "Sub-accounts", "User accounts", "Webhooks" and "Outbound payments" on
 * dev.caxton.io.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { url, credentials } = emulator.caxton;
 * const answer = await fetch(`${url}/api/token`, {
 *   method: "POST",
 *   body: new URLSearchParams({
 *     Grant_Type: "password",
 *     Username: credentials.username,
 *     Password: credentials.clientPassword,
 *   }),
 * });
 * console.log((await answer.json()).expires_in); // 2591999
 * await emulator.close();
 * ```
 * @example
 * ```js
 * import { caxtonAccount } from "commerce-auth/server";
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { caxton } = emulator;
 * caxton.setLifetime(3600);
 * const api = caxtonAccount({ host: caxton.url, ...caxton.credentials, dangerouslyAllowInsecureHttp: "loopback" });
 * console.log((await api.token()).lifetimeSeconds); // 3600
 * caxton.expireTokens();
 * console.log((await api.fetch("webhooks/endpoints")).status, caxton.tokensIssued); // 200 2
 *
 * const headers = await api.headers();
 * caxton.revokeTokens();
 * console.log((await fetch(`${caxton.url}/api/webhooks/endpoints`, { headers })).status); // 401
 *
 * caxton.expirePassword();
 * console.log(Number(caxton.passwordEndsAt) <= Date.now()); // true
 * await api.close();
 * await emulator.close();
 * ```
 */
export interface EmulatedCaxton {
  /** `http://127.0.0.1:PORT` of Caxton's own origin, without `/api` and without a slash at the end. */
  readonly url: string;
  /** Path of the PUT that resets credentials. */
  readonly resetPath: string;
  /** What the main account registers with: `username` and `clientname`. */
  readonly registration: { readonly username: string; readonly clientname: string };
  /**
   * What the main account asks for tokens with, `username` and `clientPassword`, as it stands now. The fake password has characters that a form must encode;
   * `""` before a registration and after a reset.
   */
  readonly credentials: { readonly username: string; readonly clientPassword: string };
  /** When the main account's password ends, in milliseconds since the epoch; null without one. */
  readonly passwordEndsAt: number | null;
  /** The sub-accounts, those created since included. */
  readonly subAccounts: readonly EmulatedSubAccount[];
  /** What `userapitoken` must be on payments. */
  readonly userApiToken: string;
  /** How many tokens have been given out. */
  readonly tokensIssued: number;
  /** How many passwords registrations have given out. */
  readonly passwordsIssued: number;
  /** Makes every token given so far an expired one. It never fails. */
  expireTokens(): void;
  /** Makes every token given so far an unknown one. It never fails. */
  revokeTokens(): void;
  /**
   * Lifetime in whole seconds, 1 to 2 592 000, of tokens given from now on.
   *
   * @throws TypeError for anything else.
   */
  setLifetime(seconds: number): void;
  /** Makes the `EndDate` of the main account's password pass. It never fails. */
  expirePassword(): void;
}

interface CaxtonParts extends Logins {
  readonly userApiToken: string;
  readonly resetPath: string;
  readonly place: VendorPlace;
  readonly now: Now;
}

export class CaxtonControl extends TokenControl implements EmulatedCaxton {
  #accounts: AccountBook;
  #userApiToken: string;
  #resetPath: string;
  #place: VendorPlace;
  #now: Now;

  constructor({ accounts, issuer, userApiToken, resetPath, place, now }: CaxtonParts) {
    super(issuer, requireLifetime);
    this.#accounts = accounts;
    this.#userApiToken = userApiToken;
    this.#resetPath = resetPath;
    this.#place = place;
    this.#now = now;
  }

  get url(): string {
    return this.#place.url ?? '';
  }

  get resetPath(): string {
    return this.#resetPath;
  }

  get registration(): { username: string; clientname: string } {
    const { username, clientname } = this.#accounts.main;
    return { username, clientname };
  }

  get credentials(): { username: string; clientPassword: string } {
    const { username, password } = this.#accounts.main;
    return { username, clientPassword: password?.value ?? '' };
  }

  get passwordEndsAt(): number | null {
    return this.#accounts.main.password?.endsAt ?? null;
  }

  get subAccounts(): EmulatedSubAccount[] {
    return this.#accounts.subAccounts.map(({ password: _password, ...account }) => account);
  }

  get userApiToken(): string {
    return this.#userApiToken;
  }

  get passwordsIssued(): number {
    return this.#accounts.passwordsIssued;
  }

  expirePassword(): void {
    const { password } = this.#accounts.main;
    if (password !== null) password.endsAt = Math.min(password.endsAt, this.#now());
  }

  toJSON(): object {
    const { url, registration, passwordEndsAt, subAccounts, tokensIssued, passwordsIssued } = this;
    const hidden = { clientPassword: REDACTED, userApiToken: REDACTED };
    return { url, registration, ...hidden, passwordEndsAt, subAccounts, tokensIssued, passwordsIssued };
  }
}
