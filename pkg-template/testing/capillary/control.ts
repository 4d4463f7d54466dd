// What a test can ask of the Capillary part, and do to it, while the emulator runs.

import { REDACTED } from '../redaction.ts';
import { TokenControl } from '../token-control.ts';
import { type Client, type EmulatedAdmin, type EmulatedTill, type Till, requireLifetime } from './options.ts';
import type { IssuedTokens } from '../issued-tokens.ts';
import type { CustomerControl, EmulatedCustomerService } from './customer/control.ts';
import { first } from '../named-fields.ts';

/**
 * The emulated Capillary while it runs. Printing it shows no secret.
 *
 * - `POST /v3/oauth/token/generate` with `{"key","secret"}` → `{"data":{"accessToken","ttlSeconds"},"errors":null}`
 * - `GET /v2/customers/lookup`, `POST /v2/customers` (its `entity.body` is the body received)
 *   → `{"entity":{…},"warnings":[],"errors":[],"success":true}`, or an HTTP error with `{"errors":[{"status":false,"code","message"}]}`
 * - `GET /v1.1/customer/get` → HTTP 200 always, errors in `response.status`: code `"401"` invalid, `"498"` expired (both with
 *   `success: "true"`, as the vendor has it), the number 403 without access
 *
 * - `POST /v2/staff/accessToken` (Basic, empty body) → `{"entity":"<opaque>",…}`; `GET /v2/staff/logout` with
 *   `X-CAP-API-ACCESS-TOKEN` ends the token
 * - `GET /v2/org/customFields` and `POST /v2/customFields`, standing for the admin paths: Basic of an admin or a client's token, with
 *   any of `X-CAP-API-AUTH-KEY`, `X-CAP-API-AUTH-ORG-ID` and `X-CAP-API-AUTH-ENTITY-ID`;
 *   error 91032 for a till
 * - the service for end customers: {@link EmulatedCustomerService}
 *
 * Source: "Get Started", "Basic authentication", "OAuth2 Client Credentials Flow" and "Authorization Flows" on
 * docs.capillarytech.com.
 *
 * @example
 * ```js
 * import { capillaryOAuth } from "commerce-auth/server";
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { capillary } = emulator;
 * capillary.setLifetime(600);
 * const api = capillaryOAuth({ host: emulator.url, ...capillary.credentials, dangerouslyAllowInsecureHttp: "loopback" });
 * console.log((await api.token()).lifetimeSeconds); // 600
 * capillary.expireTokens();
 * console.log((await api.fetch("/v2/customers/lookup")).status, capillary.tokensIssued); // 200 2
 *
 * const headers = await api.headers();
 * capillary.revokeTokens();
 * console.log((await fetch(`${emulator.url}/v2/customers/lookup`, { headers })).status); // 401
 * await api.close();
 * await emulator.close();
 * ```
 */
export interface EmulatedCapillary {
  /** The first till. By default `store.server` / `server123`, the sample of the vendor's page. */
  readonly till: EmulatedTill;
  /** `key` (25 characters) and `secret` (40) of the first client; by default plainly fake ones. */
  readonly credentials: { readonly key: string; readonly secret: string };
  /** The first staff user. */
  readonly staff: EmulatedTill;
  /** The first admin. */
  readonly admin: EmulatedAdmin;
  /** The service for end customers. */
  readonly customer: EmulatedCustomerService;
  /** How many tokens have been given out to API clients. */
  readonly tokensIssued: number;
  /** Makes every token given so far an expired one (498). It never fails. */
  expireTokens(): void;
  /** Makes every token given so far an unknown one (401). It never fails. */
  revokeTokens(): void;
  /**
   * Lifetime in whole seconds, 1 to 2 592 000, of tokens given from now on, for every client.
   *
   * @throws TypeError for anything else.
   */
  setLifetime(seconds: number): void;
}

interface CapillaryParts {
  readonly tills: readonly Till[];
  readonly clients: readonly Client[];
  readonly staff: readonly Till[];
  readonly admins: readonly EmulatedAdmin[];
  readonly issuer: IssuedTokens<Client>;
  readonly customer: CustomerControl;
}

export class CapillaryControl extends TokenControl implements EmulatedCapillary {
  #tills: readonly Till[];
  #clients: readonly Client[];
  #staff: readonly Till[];
  #admins: readonly EmulatedAdmin[];
  readonly customer: CustomerControl;

  constructor({ tills, clients, staff, admins, issuer, customer }: CapillaryParts) {
    super(issuer, requireLifetime);
    this.#tills = tills;
    this.#clients = clients;
    this.#staff = staff;
    this.#admins = admins;
    this.customer = customer;
  }

  get till(): Till {
    return { ...first(this.#tills) };
  }

  get staff(): Till {
    return { ...first(this.#staff) };
  }

  get admin(): EmulatedAdmin {
    return { ...first(this.#admins) };
  }

  get credentials(): { key: string; secret: string } {
    const { key, secret } = first(this.#clients);
    return { key, secret };
  }

  toJSON(): object {
    return {
      till: { username: this.till.username, password: REDACTED },
      credentials: { key: this.credentials.key, secret: REDACTED },
      staff: { username: this.staff.username, password: REDACTED },
      admin: { ...this.admin, password: REDACTED, authKey: REDACTED },
      tokensIssued: this.tokensIssued,
      customer: this.customer.toJSON(),
    };
  }
}
