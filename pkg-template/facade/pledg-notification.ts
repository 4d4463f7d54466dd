// What Pledg says of a purchase, and what that is held to.

/** What the signature of a standard notification covers: no amount. A value is what it is in the body. */
export interface PledgBackValues {
  /** When the purchase was made: text, as Pledg wrote it. */
  readonly created_at: string;
  /** Why the purchase failed; empty or null where it did not. */
  readonly error: string | null;
  /** The purchase at Pledg: act once for each. */
  readonly id: string;
  /** Your reference of the purchase. */
  readonly reference: string;
  /** Whether it was a purchase in staging. */
  readonly sandbox: string | boolean;
  /** How the purchase ended: `completed`, or a state of the payment provider. */
  readonly status: string;
}

/** What a notification of a transfer says. */
export interface PledgTransferValues {
  /** Your reference of the purchase. */
  readonly reference: string;
  /** The transfer at Pledg: act once for each. */
  readonly transfer_order_item_uid: string;
  /** What was transferred: an integer of cents. */
  readonly amount_cents: number;
  readonly [member: string]: unknown;
}

/** What a notification of an error says: `purchase_state` by the page, `state` or `acceptance_state` by newer plugins. */
export interface PledgErrorValues {
  /** Your reference of the purchase. */
  readonly reference: string;
  readonly purchase_state?: string;
  readonly state?: string;
  readonly acceptance_state?: string;
  readonly [member: string]: unknown;
}

/**
 * A notification: a union by `kind` and `trust`. Only what the signature covers is in `verified`; what stands in
 * `unverified` can come from anybody.
 */
export type PledgNotification =
  | {
      readonly kind: 'back';
      readonly trust: 'signed';
      readonly verified: PledgBackValues;
      readonly unverified: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'transfer';
      readonly trust: 'signed';
      readonly verified: PledgTransferValues;
      readonly unverified: Readonly<Record<string, never>>;
    }
  | {
      readonly kind: 'error';
      readonly trust: 'signed';
      readonly verified: PledgErrorValues;
      readonly unverified: Readonly<Record<string, never>>;
    }
  | {
      readonly kind: 'back' | 'transfer' | 'error';
      readonly trust: 'unsigned';
      readonly verified: Readonly<Record<string, never>>;
      readonly unverified: Readonly<Record<string, unknown>>;
    };

/** What a notification is held to, beside the secret. */
export interface PledgVerification {
  /** The instant of now, in milliseconds since 1970; the runtime's clock where it is left out. */
  now?: number;
  /** What the caller knows of the purchase. Default: nothing is compared. */
  expect?: {
    /** Your reference of the purchase. */
    reference?: string;
    /** An integer of cents. The signature of a standard notification covers no amount: only a transfer confirms one. */
    amountCents?: number;
  };
}
