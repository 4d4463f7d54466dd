/** Where an account's credentials may go, as the core says it. That never changes, so it is asked once for each origin. */
export class VendorOrigins {
  /** The base address, for relative URLs. */
  base;
  #account;
  #allowed = new Set();

  constructor(account) {
    this.#account = account;
    this.base = `${account.address()}/`;
  }

  allows(origin) {
    if (this.#allowed.has(origin)) return true;
    const allowed = this.#account.allows(origin);
    if (allowed) this.#allowed.add(origin);
    return allowed;
  }
}
