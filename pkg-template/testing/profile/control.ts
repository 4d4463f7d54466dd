// What a test can ask of a profile's part, and do to it, while the emulator runs.

import { REDACTED } from '../redaction.ts';
import { type TokenIssuer, TokenControl } from '../token-control.ts';
import { requireProfileLifetime } from './options.ts';
import type { Values } from '../../played/templates.ts';

/**
 * The API of a profile while it runs. Printing it shows no credential.
 *
 * - its token endpoint takes the request that the profile describes, field by field, and answers where the profile looks: the
 *   token, its lifetime or end, what is kept; refusals stand where `response.errors` looks for them
 * - every other path takes calls of any method that carry what the profile says, and answers `{}`, or what `routes` say; a wrong token or credential
 *   is refused by the first rule of `rejected`: its body, with status 200 unless the profile names others, or its status, or 401
 *
 * Where calls go to another origin than the token call, the emulator has two. The answers are no more than what the profile
 * reads: what the vendor says beside it, the emulator does not know.
 *
 * Source: the profile; where it says nothing, [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749) and
 * [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750); of assertions, [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523).
 *
 * @example
 * ```js
 * import { bol } from "commerce-auth/profiles";
 * import { profileAuthenticator } from "commerce-auth/server";
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator({ profile: { description: bol } });
 * const api = profileAuthenticator(bol, emulator.profile.credentials, { fetch: emulator.fetch });
 * console.log((await api.fetch("orders")).status, emulator.profile.tokensIssued); // 200 1
 * emulator.profile.revokeTokens();
 * console.log((await api.fetch("orders")).status, emulator.profile.tokensIssued); // 200 2
 *
 * emulator.profile.setLifetime(120);
 * const other = profileAuthenticator(bol, emulator.profile.credentials, { fetch: emulator.fetch });
 * console.log((await other.token()).lifetimeSeconds); // 120
 * emulator.profile.expireTokens();
 * console.log((await other.fetch("orders")).status, emulator.profile.tokensIssued); // 200 4
 * await other.close();
 * await api.close();
 * await emulator.close();
 * ```
 */
export interface EmulatedProfile<Credentials = Readonly<Record<string, string>>> {
  /** Where calls go: `http://127.0.0.1:PORT`, and the path of the profile's `baseUrl`, without a slash at the end. */
  readonly url: string;
  /** The address of its token endpoint, without a query; null where the profile has none. */
  readonly tokenUrl: string | null;
  /** The credentials it takes, for `profileAuthenticator`. Hosts among them are made up: `emulator.fetch` knows them. */
  readonly credentials: Credentials;
  /** How many tokens it has given out. */
  readonly tokensIssued: number;
  /** Ends every token that was given out so far. It never fails. */
  expireTokens(): void;
  /** Makes every token that was given out so far unknown. It never fails. */
  revokeTokens(): void;
  /**
   * The lifetime of tokens from now on, in whole seconds, 1 to 2 592 000 (30 days).
   *
   * @throws TypeError for anything else.
   */
  setLifetime(seconds: number): void;
}

interface ProfileParts {
  readonly issuer: TokenIssuer;
  readonly credentials: Values;
  /** Known once the servers listen. */
  readonly addresses: () => Pick<EmulatedProfile, 'url' | 'tokenUrl'>;
}

export class ProfileControl extends TokenControl implements EmulatedProfile {
  #credentials: Values;
  #addresses: ProfileParts['addresses'];

  constructor({ issuer, credentials, addresses }: ProfileParts) {
    super(issuer, requireProfileLifetime);
    this.#credentials = credentials;
    this.#addresses = addresses;
  }

  get url(): string {
    return this.#addresses().url;
  }

  get tokenUrl(): string | null {
    return this.#addresses().tokenUrl;
  }

  get credentials(): Values {
    return { ...this.#credentials };
  }

  toJSON(): object {
    const { url, tokenUrl, tokensIssued } = this;
    const credentials = Object.fromEntries(Object.keys(this.#credentials).map((name) => [name, REDACTED]));
    return { url, tokenUrl, credentials, tokensIssued };
  }
}
