// The tokens of customers: HS256, with the identity in the header where nobody looks for it, and keys that never end.

import { randomBytes } from 'node:crypto';

import { signedToken } from '../../hs256.ts';
import { type FoundToken, IssuedTokens, type TokenHolder } from '../../issued-tokens.ts';
import type { Now } from '../../emulator-clock.ts';
import type { Identity } from './identity.ts';
import type { CustomerSettings } from './options.ts';
import type { Channel } from './service.ts';
import type { User } from './users.ts';

export type CustomerRole = 'VIEW' | 'MFA_PENDING' | 'USER';

type Occasion = 'view' | 'login' | 'renewal';

/** Whom a token is for. */
export interface CustomerHolder {
  readonly user: User | undefined;
  readonly identity: Identity;
  readonly deviceId: string | undefined;
  readonly brand: string | undefined;
  readonly channel: Channel | null;
  readonly role: CustomerRole;
}

type LastingHolder = CustomerHolder & TokenHolder;

// As the vendor's samples have them. Its text says 15 minutes throughout.
const LIFETIMES_SECONDS: Readonly<Record<Channel, Readonly<Record<Occasion, number>>>> = {
  mobile: { view: 3_600, login: 3_600, renewal: 3_600 },
  web: { view: 3_600, login: 10_800, renewal: 90 },
  mfa: { view: 900, login: 900, renewal: 900 },
};

const ORG_ID = 1115;

export class CustomerTokens {
  #secret = randomBytes(32);
  #tokens: IssuedTokens<LastingHolder>;
  #keys = new Map<string, CustomerHolder>();
  #lifetimeSeconds: number | null;
  #now: Now;

  constructor({ lifetimeSeconds }: CustomerSettings, now: Now) {
    this.#now = now;
    this.#tokens = new IssuedTokens<LastingHolder>((holder, at, seconds) => this.#text(holder, at, seconds), now);
    this.#lifetimeSeconds = lifetimeSeconds;
  }

  get issued(): number {
    return this.#tokens.issued;
  }

  /** The text of a token for `{ user, identity, deviceId, brand, channel, role }`; `occasion`: view, login or renewal. */
  issue(holder: CustomerHolder, occasion: Occasion): string {
    const lifetimeSeconds = this.#lifetimeSeconds ?? LIFETIMES_SECONDS[holder.channel ?? 'mobile'][occasion];
    return this.#tokens.issue({ ...holder, lifetimeSeconds }).value;
  }

  /** The text of the key with which the same holder gets further tokens. */
  issueKey(holder: CustomerHolder): string {
    const text = this.#text({ ...holder, role: 'AUTH' }, this.#now(), null);
    this.#keys.set(text, holder);
    return text;
  }

  /** `{ state, holder? }` of a token. */
  lookUp(text: string | undefined): FoundToken<CustomerHolder> {
    return this.#tokens.lookUp(text ?? '');
  }

  holderOfKey(text: string | undefined): CustomerHolder | undefined {
    return this.#keys.get(text ?? '');
  }

  revoke(text: string | undefined): void {
    this.#tokens.revoke(text ?? '');
  }

  expireAll(): void {
    this.#tokens.expireAll();
  }

  revokeAll(): void {
    this.#tokens.revokeAll();
    this.#keys.clear();
  }

  setLifetime(seconds: number): void {
    this.#lifetimeSeconds = seconds;
  }

  #text(
    {
      user,
      identity,
      deviceId,
      brand,
      channel,
      role,
    }: Omit<CustomerHolder, 'role'> & { readonly role: CustomerRole | 'AUTH' },
    now: number,
    lifetimeSeconds: number | null,
  ): string {
    const header = { idv: [`${identity.type}|${identity.value}`], dev: deviceId ?? null, org: brand, alg: 'HS256' };
    const iat = Math.floor(now / 1000);
    const claims = {
      uid: user?.uid ?? null,
      iss: 'CAPILLARY TECHNOLOGIES',
      isc: 'false',
      ogc: [`${ORG_ID}|store.server`],
      ...(lifetimeSeconds !== null && { exp: iat + lifetimeSeconds }),
      iat,
      rol: role,
      ...(role === 'AUTH' && { mfa: channel === 'mfa' }),
      // Not the vendor's: it tells two tokens of one second apart.
      jti: randomBytes(9).toString('base64url'),
    };
    return signedToken(header, claims, this.#secret);
  }
}
