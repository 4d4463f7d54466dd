import type { Account } from './account.ts';

/** Where an account's credentials may go, as the core says it. That never changes, so it is asked once for each origin. */
export class VendorOrigins {
  /** The base address, for relative URLs; nothing where it comes with a token. */
  base: string | undefined;
  #account: Account;
  /** How addresses of the origins begin that are known to be allowed. */
  #allowed: string[] = [];

  constructor(account: Account) {
    this.#account = account;
    const { address } = account.facts;
    this.base = address === null ? undefined : `${address}/`;
  }

  /** Whether they may go to this address, which holds no user name. */
  allows(url: URL): boolean {
    const { href } = url;
    for (const beginning of this.#allowed) {
      if (href.startsWith(beginning)) return true;
    }
    // A blob's address has the origin of the page that made it.
    const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
    if (!isHttp || !this.#account.allows(url.origin)) return false;
    this.#allowed.push(`${url.origin}/`);
    return true;
  }
}
