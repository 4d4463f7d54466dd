// An API, written down.

import type { Classification } from './classification.ts';

/** How a client shows who it is to a token endpoint ([RFC 6749 §2.3](https://www.rfc-editor.org/rfc/rfc6749#section-2.3)). */
export type ClientAuthentication = 'basic' | 'body' | 'none';

/** How an assertion is signed ([RFC 7518 §3.1](https://www.rfc-editor.org/rfc/rfc7518#section-3.1), [RFC 8037 §3.1](https://www.rfc-editor.org/rfc/rfc8037#section-3.1)). */
export type AssertionAlgorithm = 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';

/** A JSON value whose texts are templates. */
export type JsonTemplate<Template extends string = string> =
  | Template
  | number
  | boolean
  | null
  | readonly JsonTemplate<Template>[]
  | { readonly [name: string]: JsonTemplate<Template> };

/**
 * An API as data: how a token is asked for, and what every call carries. Templates hold `{name}` where the credential of that
 * name goes, a name of letters, digits and `_`, and `{base64(name:name)}` where the base64 of several goes, with colons between
 * them; any other brace is kept as it is. In what calls carry, `{token}` is the token, and what `response.keep` names is what was
 * kept. Pointers are JSON pointers ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)).
 *
 * The type parameters are what `defineProfile` of `commerce-auth/server` reads off the data it is given, so that the compiler
 * knows the credentials; leave them out where the profile comes from a file.
 */
export interface TokenProfile<
  Template extends string = string,
  Authentication extends ClientAuthentication = ClientAuthentication,
  CallTemplate extends string = Template,
  Kept extends string = string,
  Algorithm extends AssertionAlgorithm = AssertionAlgorithm,
> {
  /** The API, as errors name it. */
  readonly name: string;
  /** How a token is asked for. Without it the credentials need no token call: an API key, or Basic. */
  readonly request?:
    | {
        /**
         * A template for the address of the token endpoint. A whole host stands at its beginning, as `https://{host}` or
         * `{host}` (see `hosts`); a credential in the name of a host is a part of it with two constant labels behind; in the
         * path it is percent-encoded. `https`; `http` to this machine can be described, and needs
         * `dangerouslyAllowInsecureHttp` to be used.
         */
        readonly url: Template;
        /** Default `POST`. `GET` and `DELETE` take `fields` only as `query`. */
        readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | undefined;
        /**
         * How `fields` are sent: as `application/x-www-form-urlencoded` (the default), as JSON, as JSON called `text/json`, or in
         * the query of the address.
         */
        readonly encoding?: 'form' | 'json' | 'text-json' | 'query' | undefined;
        /** Header fields: names and templates. They decide over `Content-Type` and `Accept` of the package's own. */
        readonly headers?: Readonly<Record<string, Template>> | undefined;
        /** What is sent: names and templates. Numbers, booleans and nested objects where the encoding is JSON. */
        readonly fields?: { readonly [name: string]: JsonTemplate<Template> } | undefined;
        /**
         * How the client shows who it is (RFC 6749 §2.3): by `basic`, with `key` and `secret`, `clientId` and `clientSecret`,
         * `client_id` and `client_secret`, or `username` and `password`; by credentials in the `body`; or not at all, or as fields
         * and headers say, with `none`.
         */
        readonly clientAuthentication: Authentication;
        /** With `basic`: the pair as it is (the default), or form-encoded first as RFC 6749 §2.3.1 demands. */
        readonly basicEncoding?: 'raw' | 'form-urlencoded' | undefined;
        /**
         * A signed JWT in the place of a secret ([RFC 7523](https://www.rfc-editor.org/rfc/rfc7523)), which stands in `fields` as
         * `{assertion}`. An authenticator signs it anew for each token request.
         */
        readonly assertion?:
          | {
              /** What signs it. */
              readonly algorithm: Algorithm;
              /** The credential that is the key: PKCS#8 in PEM, or a JWK as JSON text; with `HS256` the shared secret. */
              readonly key: Template;
              /** Members of the header beside `alg` and `typ`, such as `kid`. */
              readonly header?: { readonly [name: string]: JsonTemplate<Template> } | undefined;
              /** The claims. `iat`, `exp` and a random `jti` are added unless they stand here. */
              readonly claims: { readonly [name: string]: JsonTemplate<Template> };
              /** From `iat` to `exp`, in seconds. */
              readonly lifetimeSeconds: number;
            }
          | undefined;
      }
    | undefined;
  /** Where to find things in the answer. */
  readonly response?:
    | {
        /** Pointer to the token; left out where the whole body is the token. */
        readonly token?: string | undefined;
        /** What the answer is: JSON (the default), or `text`, the token and nothing else. */
        readonly as?: 'json' | 'text' | undefined;
        /** Pointer to its lifetime in seconds, a number or a numeric string. */
        readonly lifetimeSeconds?: string | undefined;
        /** Pointer to its end: a date-time, one without a zone as UTC, or a number of seconds or milliseconds since 1970. */
        readonly expiresAt?: string | undefined;
        /** Pointer to its type, which has to be Bearer where the header is (RFC 6749 §7.1). */
        readonly tokenType?: string | undefined;
        /** Pointer to a refresh token, for a caller's own use: an authenticator asks for a new token by the credentials. */
        readonly refreshToken?: string | undefined;
        /**
         * Where the token endpoint reports errors. Default: `error` and `error_description` of RFC 6749 §5.2.
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
        /** What else is kept of the answer, by names for templates: pointers. It is stored with the token, as `AccessToken.kept`. */
        readonly keep?: { readonly [Name in Kept]: string } | undefined;
      }
    | undefined;
  /**
   * The header field the token travels in, in short. Default `{ name: 'Authorization', format: 'Bearer {token}' }`, unless
   * `headers` or `query` hold `{token}`.
   */
  readonly header?:
    | {
        /** The name of the field, any but `Accept`, `Content-Type` and what HTTP sets itself. */
        readonly name: string;
        /** Its value, with `{token}` once. Default `{token}`, the bare token. */
        readonly format?: CallTemplate | undefined;
      }
    | undefined;
  /** The header fields of every call: names and templates. `Accept` and `Content-Type` give way to a call's own. */
  readonly headers?: Readonly<Record<string, CallTemplate>> | undefined;
  /**
   * Parameters of every call's address, in the place of its own of the same names. Addresses are seen by others: they stand in
   * logs of servers and proxies.
   */
  readonly query?: Readonly<Record<string, CallTemplate>> | undefined;
  /**
   * Where relative addresses of `fetch` go: a template like `request.url`, or what was kept, as `{instanceUrl}` or
   * `{instanceUrl}/path`. Default: the host that `request.url` begins with, else the origin of the token endpoint.
   */
  readonly baseUrl?: CallTemplate | undefined;
  /** What the host of a kept `baseUrl` may be: one of these, or a name that ends with a point and one of these. */
  readonly keepOrigins?: readonly string[] | undefined;
  /** The credentials that are whole hosts, given as `https://origin[/base]` or a bare name. Default `['host']`. */
  readonly hosts?: readonly string[] | undefined;
  /** Credentials out of closed lists, whose values may stand anywhere in the name of a host, with dots in them. */
  readonly oneOf?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Credentials that are no secret, though they stand in a header field, a body or a query: errors may show them. */
  readonly public?: readonly string[] | undefined;
  /**
   * How the API rejects a token in the answer of a call. What is written replaces that member alone. An authenticator goes by
   * this and by nothing of `response.errors`.
   */
  readonly rejected?:
    | {
        /** The statuses that say so, whatever the words beside them. Default 401 and 498. */
        readonly status?: readonly number[] | undefined;
        /** Values in a JSON body that say so. Default: none. */
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
