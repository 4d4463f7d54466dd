// What is owed for each purchase: money can be credited for one that exists, and no more than it is about.

/** A purchase that exists when the emulator starts. */
export interface ExistingPurchase {
  /** What Pledg calls it. */
  readonly uid: string;
  /** What it is about, in cents. */
  readonly amountCents: number;
}

export class PurchaseLedger {
  #left = new Map<string, number>();

  constructor(known: readonly ExistingPurchase[]) {
    for (const { uid, amountCents } of known) this.open(uid, amountCents);
  }

  open(uid: string, amountCents: number): void {
    this.#left.set(uid, amountCents);
  }

  has(uid: string): boolean {
    return this.#left.has(uid);
  }

  /** What may still be credited. */
  left(uid: string): number {
    return this.#left.get(uid) ?? 0;
  }

  credit(uid: string, amountCents: number): void {
    this.#left.set(uid, this.left(uid) - amountCents);
  }
}
