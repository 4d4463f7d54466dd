// A JWT taken apart.

/** A claims set (RFC 7519 §4), unverified. */
export interface JwtClaims {
  /** When the token expires, in seconds since 1970. */
  readonly exp?: number;
  /** When it was issued, in seconds since 1970. */
  readonly iat?: number;
  readonly [claim: string]: unknown;
}

/** Something wrong with a JWT. */
export interface JwtProblem {
  /** Where it lies. */
  readonly part: 'token' | 'header' | 'payload' | 'signature';
  /**
   * The byte offset, counted from 0: in the decoded JSON text for what is wrong with the JSON, in the segment for what
   * is wrong with its base64url, in the token for what is wrong with its segments.
   */
  readonly position: number;
  /** What is wrong. */
  readonly message: string;
}

/** A JWT taken apart. Nothing in it has been verified. */
export interface DecodedJwt {
  /** The JOSE header, where it could be read. */
  readonly header: Readonly<Record<string, unknown>> | null;
  /** The claims set, where it could be read. */
  readonly claims: JwtClaims | null;
  /** The third segment as it stands, base64url. */
  readonly signature: string;
  /** Everything that is wrong. */
  readonly problems: readonly JwtProblem[];
}
