// What an answer says of the credentials it was asked with.

/** What an answer means for the credentials it was asked with. */
export type Classification =
  /** Nothing is wrong. */
  | 'ok'
  /** The token has expired: renew it and ask again. */
  | 'token_expired'
  /** The token is not accepted: renew it and ask again. */
  | 'token_invalid'
  /** The token is good and may not do this. */
  | 'forbidden'
  /** The vendor is busy or down: ask again later. */
  | 'retry_later'
  /** Key, secret, user name or password are wrong: asking again will not help. */
  | 'bad_credentials'
  /** An error that says nothing about credentials. */
  | 'error';
