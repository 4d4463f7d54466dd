// What a purchase at Pledg is described by.

/** A postal address, by the names of Pledg's page ("Settings", docs.pledg.co). */
export interface PledgAddress {
  /** Street and number. */
  readonly street?: string | undefined;
  /** Town. */
  readonly city?: string | undefined;
  /** Postal code. */
  readonly zipcode?: string | undefined;
  /** State or province, where there is one. */
  readonly stateProvince?: string | undefined;
  /** Country. */
  readonly country?: string | undefined;
}

/**
 * Parameters of a purchase, by the names of Pledg's page ("Settings", docs.pledg.co). All others pass as well, unless they are
 * near to one of these. `merchantUid` or `companyUid`, `reference` and `amountCents` have to be there; the page asks for a
 * title, the customer's names and e-mail too.
 */
export interface PledgPurchaseParameters {
  /** Whose purchase it is, and whose secret signs it; or {@link PledgPurchaseParameters.companyUid}. */
  readonly merchantUid?: string | undefined;
  /** The company whose purchase it is, in place of one of its merchants. */
  readonly companyUid?: string | undefined;
  /** An integer of cents: what `price * 100` has behind the point loses or wins one. */
  readonly amountCents?: number;
  /** The currency of the amount. */
  readonly currency?: string | undefined;
  /** The merchant's own reference of the purchase, which notifications repeat. */
  readonly reference?: string | undefined;
  /** What the customer reads above the purchase. */
  readonly title?: string | undefined;
  /** What the customer reads below the title. */
  readonly subtitle?: string | undefined;
  /** The customer's e-mail address. */
  readonly email?: string | undefined;
  /** The customer's first name. */
  readonly firstName?: string | undefined;
  /** The customer's last name. */
  readonly lastName?: string | undefined;
  /** The customer's telephone number. */
  readonly phoneNumber?: string | undefined;
  /** The customer's date of birth. */
  readonly birthDate?: string | undefined;
  /** The customer's country. */
  readonly countryCode?: string | undefined;
  /** The language of the pages that the customer sees. */
  readonly lang?: string | undefined;
  /** An object: only unsigned parameters carry it as text. */
  readonly address?: PledgAddress | (PledgAddress & Readonly<Record<string, unknown>>) | undefined;
  /** Where the goods go, if that is another address; an object too. */
  readonly shippingAddress?: PledgAddress | (PledgAddress & Readonly<Record<string, unknown>>) | undefined;
  /** Whatever the merchant wants to keep with the purchase, as an object. */
  readonly metadata?: object | undefined;
  /** Where the customer comes back to. A payment by transfer has neither of the two. */
  readonly redirectUrl?: string | undefined;
  /** Where the customer comes back to without having paid. */
  readonly cancelUrl?: string | undefined;
  /** Where Pledg posts what `pledg.verifyNotification` reads. */
  readonly paymentNotificationUrl?: string | undefined;
  /** Where Pledg posts failures, which `pledg.verifyNotification` reads too. */
  readonly errorNotificationUrl?: string | undefined;
  readonly [parameter: string]: unknown;
}

/** How a payment link reaches the customer ("Purchase management", docs.pledg.co). The names are the vendor's. */
export interface PledgPurchaseLinkSettings {
  /** Whether Pledg sends it by e-mail. */
  send_email?: boolean | undefined;
  /** To which address. */
  email?: string | undefined;
  /** Whether Pledg sends it as a text message. */
  send_sms?: boolean | undefined;
  /** To which number. */
  phone_number?: string | undefined;
}

/** How a purchase is signed. */
export interface PledgPurchaseOptions {
  /** The `iat` claim, in milliseconds since 1970, floored to the second. */
  issuedAt?: number | undefined;
  /** The `exp` claim, in milliseconds since 1970, floored to the second. It must lie ahead; written as undefined it is refused. */
  expiresAt?: number;
  /** The instant that `expiresAt` is compared with, in milliseconds since 1970; the runtime's clock where it is left out. */
  now?: number | undefined;
  /** Stand beside `data`, for `purchaseLinkRequest`. */
  purchaseLinkSettings?: PledgPurchaseLinkSettings | undefined;
  /** Whether to sign a purchase without merchant, reference or amount. Default: it is refused. */
  incomplete?: true | undefined;
  /** Names of parameters that are meant as they are written, though they look like misspelt ones. Default: none. */
  others?: readonly string[] | undefined;
}
