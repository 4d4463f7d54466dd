// What Caxton wraps its answers in.

/**
 * What an answer of Caxton's holds. The members have the vendor's names, and are the values as they came: instants
 * inside them are text, and one without a zone (`2023-11-21T00:00:00`) is local time to JavaScript's `Date`:
 * read it with `caxton.parseDateTime`.
 */
export interface CaxtonEnvelope<Model extends object = Readonly<Record<string, unknown>>> {
  /** `Content.Model`, with `ApiStatusCode`, `ApiStatus` and `ApiStatusDescription` among its members. */
  model: Model;
  /** `AuthorisedClientModel`: whose token it was; missing on calls without one. */
  authorisedClient?: Readonly<Record<string, unknown>>;
  /** `AuthorisedUserModel`: which user acted; missing on calls without one. */
  authorisedUser?: Readonly<Record<string, unknown>>;
}
