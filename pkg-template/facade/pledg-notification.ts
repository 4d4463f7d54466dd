// What Pledg says of a purchase, and what that is held to.

/** What the signature of a standard notification covers: no amount. Each value is the text that was signed. */
export interface PledgBackValues {
  /** When the purchase was made: text, as Pledg wrote it. */
  readonly created_at: string;
  /** Why the purchase failed; empty where it did not, or where it was null. */
  readonly error: string;
  /** The purchase at Pledg: act once for each. */
  readonly id: string;
  /** Your reference of the purchase. */
  readonly reference: string;
  /** Whether it was a purchase in staging: `true` or `false`, as text. `sandbox` of the notification says it as a boolean. */
  readonly sandbox: string;
  /** How the purchase ended: `completed`, or a state of the payment provider. `outcome` says what it means. */
  readonly status: string;
}

/** What a notification of a transfer says. */
export interface PledgTransferValues {
  /** Your reference of the purchase. */
  readonly reference: string;
  /** The transfer at Pledg: act once for each. */
  readonly transfer_order_item_uid: string;
  /** What was transferred: a whole number of cents. */
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
 * What became of the purchase: paid, neither paid nor lost yet, or not paid; `unknown` where nothing signed says so, or where a
 * completed notification has an error too.
 */
export type PledgOutcome = 'completed' | 'pending' | 'failed' | 'unknown';

/** What is made of a signature that fits. */
export interface PledgSignedNotification {
  /** A secret was given, and the signature fits it. */
  readonly trust: 'signed';
  /** What to do with the order. */
  readonly outcome: PledgOutcome;
  /** Whether it is about a purchase in staging; null where nothing signed says so. */
  readonly sandbox: boolean | null;
  /**
   * What to act on once, since a notification can come twice: the `id`, the `transfer_order_item_uid`, or for an error its
   * reference and state.
   */
  readonly key: string;
  /** Which of the secrets signed it, counted from 0: tells when an old one is out of use. */
  readonly secretIndex: number;
}

/**
 * A notification: a union by `kind` and `trust`. Only what the signature covers is in `verified`; what stands in
 * `unverified` can come from anybody, and nothing is derived from it: `sandbox`, `key` and `secretIndex` of an unsigned one are
 * null.
 */
export type PledgNotification =
  | (PledgSignedNotification & {
      readonly kind: 'back';
      readonly verified: PledgBackValues;
      readonly unverified: Readonly<Record<string, unknown>>;
    })
  | (PledgSignedNotification & {
      readonly kind: 'transfer';
      readonly verified: PledgTransferValues;
      readonly unverified: Readonly<Record<string, never>>;
    })
  | (PledgSignedNotification & {
      readonly kind: 'error';
      readonly verified: PledgErrorValues;
      readonly unverified: Readonly<Record<string, never>>;
    })
  | {
      readonly kind: 'back' | 'transfer' | 'error';
      readonly trust: 'unsigned';
      readonly outcome: 'unknown';
      readonly sandbox: null;
      readonly key: null;
      readonly secretIndex: null;
      readonly verified: Readonly<Record<string, never>>;
      readonly unverified: Readonly<Record<string, unknown>>;
    };

/** What a notification is held to, beside the secret. */
export interface PledgVerification {
  /** The instant of now, in milliseconds since 1970; the runtime's clock where it is left out. */
  now?: number | undefined;
  /** What the caller knows of the purchase. Default: nothing is compared. */
  expect?: {
    /** Your reference of the purchase. */
    reference?: string;
    /** An integer of cents. The signature of a standard notification covers no amount: only a transfer confirms one. */
    amountCents?: number;
    /** The status, such as `completed`. Only a standard notification has one. */
    status?: string;
    /** Whether it has to be a purchase in staging. Only a standard notification says so. */
    sandbox?: boolean;
  };
}
