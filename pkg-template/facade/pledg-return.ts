// What a customer comes back with from Pledg.

/** Why a purchase failed. */
export interface PledgReturnError {
  /** What kind of failure it is, such as `payment_refused` or `abandonment`. */
  readonly type: string | null;
  /** The vendor's words. */
  readonly message: string | null;
  /** Your reference of the purchase. */
  readonly reference: string | null;
}

/** What a customer came back with: a union by `kind`. A result is never signed, and never says that money moved. `error` is null but for an error. */
export type PledgReturn =
  | { readonly kind: 'result' | 'none'; readonly trust: 'unsigned'; readonly error: null }
  | { readonly kind: 'error'; readonly trust: 'signed' | 'unsigned'; readonly error: PledgReturnError };
