// What Caxton's registration gives.

/** A client password of Caxton with its life, which is not that of the tokens it gives. */
export interface CaxtonRegistration {
  /** The password that the token request sends. It is here to be kept, so it prints: leave the record out of logs. */
  clientPassword: string;
  /** From when the password is valid, in milliseconds since 1970. */
  startsAt: number;
  /** When the password ends, in milliseconds since 1970. */
  endsAt: number;
  /** A key whose meaning the vendor's pages do not explain; null where there is none. */
  publicKey: string | null;
}
