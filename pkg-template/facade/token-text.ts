// A token as callers pass it: that of any copy of the package.

/** Any object: whether it is a token is to be seen. */
type Candidate = { readonly value?: unknown };

/** The bare text of a token that is given as text or as an `AccessToken` of any copy of the package. */
export function tokenText(token: unknown): unknown {
  if (typeof token !== 'object' || token === null) return token;
  const { value } = token as Candidate;
  return typeof value === 'string' ? value : token;
}
