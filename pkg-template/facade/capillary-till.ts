// What a till logs in with.

import type { AccessToken } from './access-token.ts';
import type { CapillaryLookupAttribution } from './capillary-attribution.ts';

/** A till and its password: in clear, or as its MD5 digest in hexadecimal digits of any case. */
export type CapillaryTill =
  | {
      /** The till id, such as `store.server`. A colon is refused (RFC 7617 §2). */
      username: string;
      /** The clear password, hashed here. */
      password: string;
      /** The password really is 32 hexadecimal digits. Default false: such a one is `looks_hashed`, however programs print it. */
      allowHashLikePassword?: boolean | undefined;
      passwordMd5?: undefined;
    }
  | {
      /** The till id, such as `store.server`. A colon is refused (RFC 7617 §2). */
      username: string;
      /** The MD5 digest of the password: 32 hexadecimal digits, sent in lower case. */
      passwordMd5: string;
      password?: undefined;
      allowHashLikePassword?: undefined;
    };

/** The header fields of a Basic call. */
export type CapillaryBasicHeadersOptions = CapillaryTill & {
  /** Whom the call acts for, in v2 APIs. Default: nobody but the till. */
  attribution?: CapillaryLookupAttribution | undefined;
};

/** Who makes an admin call, and whom it is for: at least one of `authKey`, `orgId` and `entityId`. */
export type CapillaryAdministrator = (
  | (CapillaryTill & { accessToken?: undefined })
  | {
      /** The OAuth token, in place of a user. */
      accessToken: string | AccessToken;
      username?: undefined;
      password?: undefined;
      passwordMd5?: undefined;
      allowHashLikePassword?: undefined;
    }
) & {
  /** The authentication key of the InTouch user. */
  authKey?: string | undefined;
  /** The organisation. */
  orgId?: string | number | undefined;
  /** The till or another entity. */
  entityId?: string | number | undefined;
};
