// What a test can ask of the Pledg part, and do to it, while the emulator runs.

import { REDACTED } from '../redaction.ts';
import { TokenControl } from '../token-control.ts';
import { type NotificationAnswer, postNotification } from './notification-delivery.ts';
import { type NotificationOptions, notificationBody } from './notification.ts';
import {
  type EmulatedMerchant,
  type PledgClient,
  type PledgSettings,
  type PledgUser,
  requireLifetime,
} from './options.ts';
import { first } from '../named-fields.ts';
import type { IssuedTokens } from '../issued-tokens.ts';
import type { Now } from '../emulator-clock.ts';
import type { VendorPlace } from '../vendor.ts';
import type { EmulatedPurchase } from './purchase-endpoint.ts';

/**
 * The emulated Pledg while it runs. Printing it shows no secret.
 *
 * - `POST /api/token` (Basic of key and secret, body exactly `grant_type=client_credentials`)
 *   → `{"access_token","token_type":"Bearer","expires_in":600}`; refusals `{"error"}`
 * - by bearer token: `POST /api/purchases/{uid}/credit_by_transfer` with `{"amount_cents"}`, `POST /api/purchases/{uid}/release`
 * - by Basic: `GET /api/users/me`, which stands for the endpoints that the vendor does not list
 * - signed parameters as the only parameter of the query, `?signature=`: `GET /purchase`, `POST /api/purchase_link/`,
 *   `/api/payment_by_transfer` (GET or POST)
 *
 * One origin plays the vendor's backend and frontend. Error bodies, and the answers to purchases, are the emulator's own: the
 * vendor publishes none.
 *
 * Source: "Authentication", "Integration", "Environments" and "Transfer mode" on docs.pledg.co.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { url, credentials } = emulator.pledg;
 * const login = Buffer.from(`${credentials.key}:${credentials.secret}`).toString("base64");
 * const answer = await fetch(`${url}/api/token`, {
 *   method: "POST",
 *   headers: { Authorization: `Basic ${login}` },
 *   body: new URLSearchParams({ grant_type: "client_credentials" }),
 * });
 * console.log((await answer.json()).expires_in); // 600
 * await emulator.close();
 * ```
 * @example
 * ```js
 * import { pledgAccessToken } from "commerce-auth/server";
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { pledg } = emulator;
 * pledg.setLifetime(120);
 * const api = pledgAccessToken({ host: pledg.url, ...pledg.credentials, dangerouslyAllowInsecureHttp: "loopback" });
 * console.log((await api.token()).lifetimeSeconds); // 120
 * pledg.expireTokens();
 * const release = { method: "POST" };
 * console.log((await api.fetch("/api/purchases/pur_1/release", release)).status, pledg.tokensIssued); // 200 2
 *
 * const headers = await api.headers();
 * pledg.revokeTokens();
 * console.log((await fetch(`${pledg.url}/api/purchases/pur_1/release`, { ...release, headers })).status); // 401
 * await api.close();
 * await emulator.close();
 * ```
 */
export interface EmulatedPledg {
  /** `http://127.0.0.1:PORT` of Pledg's own origin, without a slash at the end. */
  readonly url: string;
  /** `key` and `secret` of the first client; by default plainly fake ones, the secret with characters that Basic must not encode. */
  readonly credentials: { readonly key: string; readonly secret: string };
  /** The first user of the dashboard: `email` and clear `password`. */
  readonly user: { readonly email: string; readonly password: string };
  /** The first merchant. */
  readonly merchant: EmulatedMerchant;
  /** How many tokens have been given out. */
  readonly tokensIssued: number;
  /** Every purchase accepted, in order; the same array all along. */
  readonly purchases: readonly EmulatedPurchase[];
  /** Makes every token given so far an expired one. It never fails. */
  expireTokens(): void;
  /** Makes every token given so far an unknown one. It never fails. */
  revokeTokens(): void;
  /**
   * Lifetime in whole seconds, 1 to 86 400, of tokens given from now on.
   *
   * @throws TypeError for anything else.
   */
  setLifetime(seconds: number): void;
  /**
   * The exact body of a notification, JSON text, signed as the vendor signs.
   *
   * Back mode: `created_at`, `id`, `additional_data`, `metadata`, `status`, `sandbox`, `error`, `reference`, and the upper-case
   * hex of a SHA-256 as `signature`. A signed transfer or error: `{"signature":"<jwt>"}` and nothing else.
   *
   * @throws TypeError naming the option that is wrong.
   * @example
   * ```js
   * import { startEmulator } from "commerce-auth/testing";
   *
   * const emulator = await startEmulator();
   * const body = emulator.pledg.notification({ kind: "transfer", reference: "order-7", amountCents: 4200 });
   * console.log(Object.keys(JSON.parse(body))); // [ 'signature' ]
   * await emulator.close();
   * ```
   */
  notification(options: NotificationOptions): string;
  /**
   * Posts a notification as `application/json`, follows no redirect, and waits at most 10 s for the answer.
   *
   * @param url - `http:` at 127.0.0.1 or `[::1]`: nothing is ever sent to another machine.
   * @param notification - A body, or what to make one of.
   * @throws TypeError (as a rejection) for another URL or wrong options; the connection's error when nobody answers.
   * @example
   * ```js
   * import { createServer } from "node:http";
   * import { once } from "node:events";
   * import { startEmulator } from "commerce-auth/testing";
   *
   * const shop = createServer((request, response) => response.writeHead(200).end("thanks")).listen(0, "127.0.0.1");
   * await once(shop, "listening");
   * const emulator = await startEmulator();
   * const address = shop.address();
   * const port = typeof address === "object" ? address?.port : undefined;
   * const { status, body } = await emulator.pledg.notify(`http://127.0.0.1:${port}/`, { kind: "back" });
   * console.log(status, body); // 200 thanks
   * await emulator.close();
   * shop.close();
   * ```
   */
  notify(url: string | URL, notification: string | NotificationOptions): Promise<NotificationAnswer>;
}

interface PledgParts extends Omit<PledgSettings, 'purchases' | 'routes'> {
  readonly issuer: IssuedTokens<PledgClient>;
  readonly purchases: readonly EmulatedPurchase[];
  readonly place: VendorPlace;
  readonly now: Now;
}

export class PledgControl extends TokenControl implements EmulatedPledg {
  #clients: readonly PledgClient[];
  #users: readonly PledgUser[];
  #merchants: readonly EmulatedMerchant[];
  #purchases: readonly EmulatedPurchase[];
  #place: VendorPlace;
  #now: Now;

  constructor({ clients, users, merchants, issuer, purchases, place, now }: PledgParts) {
    super(issuer, requireLifetime);
    this.#clients = clients;
    this.#users = users;
    this.#merchants = merchants;
    this.#purchases = purchases;
    this.#place = place;
    this.#now = now;
  }

  get url(): string {
    return this.#place.url ?? '';
  }

  get credentials(): { key: string; secret: string } {
    const { key, secret } = first(this.#clients);
    return { key, secret };
  }

  get user(): PledgUser {
    return { ...first(this.#users) };
  }

  get merchant(): EmulatedMerchant {
    return { ...first(this.#merchants) };
  }

  get purchases(): readonly EmulatedPurchase[] {
    return this.#purchases;
  }

  notification(options: NotificationOptions): string {
    return notificationBody(options, { merchants: this.#merchants, purchases: this.#purchases, now: this.#now });
  }

  // Async, so that a wrong argument rejects as a refused connection does.
  async notify(url: string | URL, notification: string | NotificationOptions): Promise<NotificationAnswer> {
    return postNotification(url, typeof notification === 'string' ? notification : this.notification(notification));
  }

  toJSON(): object {
    return {
      url: this.url,
      credentials: { key: this.credentials.key, secret: REDACTED },
      user: { email: this.user.email, password: REDACTED },
      merchant: { uid: this.merchant.uid, secret: REDACTED },
      tokensIssued: this.tokensIssued,
      purchases: this.purchases,
    };
  }
}
