// A vendor's token flow, written down.

import type { Classification } from './classification.ts';

/** How a client shows who it is to a token endpoint ([RFC 6749 §2.3](https://www.rfc-editor.org/rfc/rfc6749#section-2.3)). */
export type ClientAuthentication = 'basic' | 'body' | 'none';

/**
 * A vendor's token flow as data. Templates hold `{name}` where the credential of that name goes, a name of
 * letters, digits and `_`: `{client-id}` is refused, any other brace is kept as it is. Pointers are
 * JSON pointers ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)).
 *
 * `Template` and `Authentication` are what `defineProfile` of `commerce-auth/server` reads off the text it is given, so that the compiler
 * knows the credentials; leave them out where the profile comes from a file.
 */
export interface TokenProfile<
  Template extends string = string,
  Authentication extends ClientAuthentication = ClientAuthentication,
> {
  /** The vendor, as errors name it. */
  readonly name: string;
  /** How a token is asked for. */
  readonly request: {
    /**
     * A template for the address of the token endpoint. `{host}` at its beginning is a base address; every other
     * credential is percent-encoded. `https`; `http` to this machine can be described, and needs
     * `dangerouslyAllowInsecureHttp` to be used.
     */
    readonly url: Template;
    /** Default `POST`. `GET` and `DELETE` take no `fields`. */
    readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | undefined;
    /**
     * How `fields` become a body: `application/x-www-form-urlencoded` (the default), JSON, or JSON called `text/json`.
     */
    readonly encoding?: 'form' | 'json' | 'text-json' | undefined;
    /** Header fields: names and templates. They decide over `Content-Type` and `Accept` of the package's own. */
    readonly headers?: Readonly<Record<string, Template>> | undefined;
    /** The members of the body: names and templates. */
    readonly fields?: Readonly<Record<string, Template>> | undefined;
    /**
     * How the client shows who it is (RFC 6749 §2.3): by `basic`, with `key` and `secret`, `clientId` and `clientSecret`,
     * `client_id` and `client_secret`, or `username` and `password`; by credentials in the `body`; or not at all.
     */
    readonly clientAuthentication: Authentication;
    /** With `basic`: the pair as it is (the default), or form-encoded first as RFC 6749 §2.3.1 demands. */
    readonly basicEncoding?: 'raw' | 'form-urlencoded' | undefined;
  };
  /** Where to find things in the answer. */
  readonly response: {
    /** Pointer to the token. */
    readonly token: string;
    /** Pointer to its lifetime in seconds, a number or a numeric string. */
    readonly lifetimeSeconds?: string | undefined;
    /** Pointer to its end: a date-time, one without a zone as UTC, or a number of seconds or milliseconds since 1970. */
    readonly expiresAt?: string | undefined;
    /** Pointer to its type, which has to be Bearer where the header is (RFC 6749 §7.1). */
    readonly tokenType?: string | undefined;
    /** Pointer to a refresh token. */
    readonly refreshToken?: string | undefined;
    /**
     * Where the vendor reports errors, in a token answer and in others. Default: `error` and `error_description` of
     * RFC 6749 §5.2.
     */
    readonly errors?:
      | readonly {
          /** Pointer to an entry, to an array of entries, or to a bare code; `""` for the whole body. */
          readonly pointer: string;
          /** The member of an entry with the code. Default `code`. */
          readonly code?: string | undefined;
          /** The member of an entry with the vendor's words. Default `message`. */
          readonly message?: string | undefined;
          /** What codes mean for the credentials; any other code is an `error`. */
          readonly meanings?: Readonly<Record<string, Classification>> | undefined;
          /**
           * Whether an entry is an error by being there (the default), or only where its code is neither 0 nor 2xx and it
           * has no `success: true` (the default for `""`).
           */
          readonly unknownCode?: 'error' | 'error-unless-success' | undefined;
        }[]
      | undefined;
    /** The lifetime of a token whose answer states none and which has no `exp` claim, in seconds. */
    readonly defaultLifetimeSeconds?: number | undefined;
  };
  /**
   * The header field the token travels in. Default `{ name: 'Authorization', format: 'Bearer {token}' }`.
   */
  readonly header?:
    | {
        /** The name of the field, any but `Accept`, `Content-Type`, `Content-Length` and `Host`. */
        readonly name: string;
        /** Its value: `{token}` once, and nothing else in braces. Default `{token}`, the bare token. */
        readonly format?: string | undefined;
      }
    | undefined;
  /**
   * How the vendor rejects a token in the answer of a call. Default: status 401 and 498, whatever the words beside them.
   * An authenticator goes by this alone; `Profile.classifyResponse` also by what `errors` gives a meaning.
   */
  readonly rejected?:
    | {
        /** The statuses that say so, instead of 401 and 498. */
        readonly status?: readonly number[] | undefined;
        /** Values in a JSON body that say so. */
        readonly body?:
          | readonly {
              /** Pointer to a value. */
              readonly pointer: string;
              /** The values that reject the token. */
              readonly in: readonly (string | number | boolean)[];
            }[]
          | undefined;
      }
    | undefined;
}
