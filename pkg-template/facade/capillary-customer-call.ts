// The options of the calls that an end customer makes.

import type { AccessToken } from './access-token.ts';
import type { LoopbackOption } from './loopback-option.ts';

/** The type of an identifier in a first factor. */
export type CapillaryIdentifierType = 'MOBILE' | 'EMAIL' | 'USERNAME';

/** Who an end customer is: an identifier, or, as the apps of real brands send it, a bare mobile number or address. */
export type CapillaryCustomerIdentity<Type extends string = CapillaryIdentifierType> =
  | {
      /** What `identifierValue` is. Default: what the brand takes it for. */
      identifierType?: Type | undefined;
      /** The identifier itself: a number with its country code and without a plus, an address, a name. */
      identifierValue: string;
      /** A mobile number with its country code, digits only. */
      mobile?: string | undefined;
      /** An e-mail address. */
      email?: string | undefined;
    }
  | { mobile: string; email?: string | undefined; identifierType?: undefined; identifierValue?: undefined }
  | { email: string; mobile?: string | undefined; identifierType?: undefined; identifierValue?: undefined };

/**
 * The options of a call of the auth engine: those that all calls have, and those of each channel. The web and the second
 * factor have the same as a mobile app, unless others are given.
 *
 * `host` is `https://origin[/base]` or a bare name, `brand` the name of the organisation. `channel` says who calls: a
 * mobile app, which names its device, a web page, or the second factor of either. `deviceId` is a text of this device's own,
 * never one constant for everybody.
 */
export type CapillaryCustomerCall<Mobile, Web = Mobile, SecondFactor = Mobile> = LoopbackOption & {
  host: string;
  brand: string;
} & (
    | ({ channel: 'mobile'; deviceId: string } & CapillaryCustomerIdentity & Mobile)
    | ({ channel: 'web'; deviceId?: string | undefined } & CapillaryCustomerIdentity & Web)
    | ({ channel: 'mfa'; deviceId?: string | undefined } & CapillaryCustomerIdentity<
        CapillaryIdentifierType | 'EXTERNALID'
      > &
        SecondFactor)
  );

/** A password for a brand that has passwords: `password` and `confirmPassword`, typed twice, in clear. */
export type CapillaryChosenPassword =
  | { password: string; confirmPassword: string }
  | { password?: undefined; confirmPassword?: undefined };

/** A session in which a one-time password is sent. */
export interface CapillaryOtpSession {
  /** The session of `tokenRequest`'s answer. */
  sessionId: string;
  /** The channel to try where the first does not deliver. Default: none. */
  fallbackChannel?: 'SMS' | (string & {}) | undefined;
}

/** A password that is changed: the old one, the new one twice, all in clear. */
export interface CapillaryChangedPassword {
  /** The old one. */
  password: string;
  /** The new one. */
  newPassword: string;
  /** The new one again. */
  confirmPassword: string;
  /** The token of a login. */
  token: string | AccessToken;
}

/** A password that is set in a session: twice, in clear. */
export interface CapillaryResetPassword {
  /** The session of `tokenRequest`'s answer. */
  sessionId: string;
  /** The new one. */
  password: string;
  /** The new one again. */
  confirmPassword: string;
}
