/// <reference lib="esnext.disposable" />

/**
 * Tools to test code that uses `commerce-auth`, for Node 20 and later: a local emulator of the vendors, and an
 * assertion that no secret shows.
 *
 * Nothing here reaches beyond the loopback address, and no credential here is real.
 *
 * @packageDocumentation
 */

/** An emulated vendor. Each has an origin of its own. */
export type Vendor = "capillary" | "pledg" | "caxton";

/**
 * Which part of a vendor a request was for; the bare names are Capillary's. `unknown`: a path the vendor at that origin does
 * not have.
 *
 * - `token`, `api`: API clients and tills; `customer`: the auth engine for end customers (`/auth/v1/…`); `gateway`: calls with
 *   a customer's token (`/mobile/v2/api/…`); `staff`: `/v2/staff/…`; `admin`: `/v2/customFields`
 * - `pledg.token`; `pledg.api`: paths by bearer token or Basic; `pledg.purchase`: the three places of signed parameters
 * - `caxton.register`, `caxton.token`, `caxton.reset`; `caxton.api`: every other path under `/api/`
 */
export type Endpoint =
  | "token"
  | "api"
  | "customer"
  | "gateway"
  | "staff"
  | "admin"
  | "pledg.token"
  | "pledg.api"
  | "pledg.purchase"
  | "caxton.register"
  | "caxton.token"
  | "caxton.reset"
  | "caxton.api"
  | "unknown";

/**
 * How a request tried to authenticate, whether or not it succeeded.
 * At Capillary, `oauth`: a token in `X-CAP-API-OAUTH-TOKEN`, `customer`: one in `cap_authorization`, `staff`: one in
 * `X-CAP-API-ACCESS-TOKEN`; `Authorization: Bearer …` counts as none there. At Pledg and Caxton, `bearer`: `Authorization:
 * Bearer …`. At Pledg, `signature`: signed parameters in the query.
 */
export type Authentication = "basic" | "oauth" | "customer" | "staff" | "bearer" | "signature" | "none";

/** A till (terminal) that may log in with HTTP Basic. */
export interface EmulatedTill {
  /** Till id; no colon, which Basic cannot carry (RFC 7617 §2). */
  readonly username: string;
  /** The clear password. Requests carry its MD5 in lower-case hex. */
  readonly password: string;
}

/** An API client that may exchange its key and secret for tokens. */
export interface EmulatedClient {
  /** 25 letters and digits, as the vendor's are. */
  readonly key: string;
  /** 40 letters and digits, as the vendor's are. */
  readonly secret: string;
  /** Lifetime of its tokens in whole seconds, 1 to 2 592 000 (30 days). Default 300. */
  readonly lifetimeSeconds?: number;
  /** Number of the till it acts for when no attribution header says otherwise. Default 50001. */
  readonly defaultTill?: number;
  /** API paths its access group does not cover, such as `"/v2/customers"`: they answer "no access". Default none. */
  readonly forbidden?: readonly string[];
}

/** A user of Capillary's dashboard, for admin calls. */
export interface EmulatedAdmin {
  /** The user name. */
  readonly email: string;
  /** The clear password. Requests carry its MD5 in lower-case hex, as a till's do. */
  readonly password: string;
  /** What `X-CAP-API-AUTH-KEY` must be. */
  readonly authKey: string;
  /** What `X-CAP-API-AUTH-ORG-ID` must be. */
  readonly orgId: number;
}

/** An end customer of the emulated brand, with at least one identifier. */
export interface EmulatedCustomer {
  /** With its country code, digits only. */
  readonly mobile?: string;
  /** An address. */
  readonly email?: string;
  /** A user name. */
  readonly username?: string;
  /** Known to the second factor only. */
  readonly externalId?: string;
  /** The clear password; without it the first login is by OTP. */
  readonly password?: string;
}

/** The brand whose end customers log in, and how the undocumented corners of that service answer. */
export interface EmulatedCustomerOptions {
  /** Default `FAKEBRAND`. */
  readonly brand?: string;
  /** Who is registered already. Default: one fake customer, see {@link EmulatedCustomerService.user}. */
  readonly users?: readonly EmulatedCustomer[];
  /** Whether the brand has passwords: without, everything about them is 1524. Default false. */
  readonly passwords?: boolean;
  /** Whether a first factor leads to a second only (role `MFA_PENDING`). Default false. */
  readonly secondFactor?: boolean;
  /** The OTP of every session, 4 to 10 digits as text. Default `"012345"`: its leading zero is lost on who takes it for a number. */
  readonly otp?: string;
  /** Wrong OTPs, and wrong passwords, that a session forgives. Default 5. */
  readonly retries?: number;
  /** Life of a session in seconds, at most 10 800. Default 900. */
  readonly sessionSeconds?: number;
  /**
   * Lifetime of every token in seconds, 1 to 10 800. Default, as in the vendor's samples: mobile 3600; web 3600 before the login,
   * 10 800 after it, 90 once regenerated; second factor 900.
   */
  readonly lifetimeSeconds?: number;
  /** HTTP status that goes with the codes 1502 to 1603. The vendor documents none. Default 200. */
  readonly errorStatus?: number;
}

/** Who may log in to the emulated Capillary, and how its undocumented corners answer. */
export interface EmulatedCapillaryOptions {
  /** Default: `store.server` / `server123`, the sample of the vendor's "Get Started" page. */
  readonly tills?: readonly EmulatedTill[];
  /** Default: one fake client, see {@link EmulatedCapillary.credentials}. */
  readonly clients?: readonly EmulatedClient[];
  /** Who may ask for a staff token; logs in as a till does. Default: one fake user, see {@link EmulatedCapillary.staff}. */
  readonly staff?: readonly EmulatedTill[];
  /** Who may call the admin path. Default: one fake user, see {@link EmulatedCapillary.admin}. */
  readonly admins?: readonly EmulatedAdmin[];
  /** The service for end customers. */
  readonly customer?: EmulatedCustomerOptions;
  /** HTTP status that goes with error 320001 (wrong key or secret). The vendor documents none. Default 200. */
  readonly badCredentialsStatus?: number;
  /**
   * HTTP status with which v2 paths refuse an expired token: 401, or 200 with code 498 inside the body.
   * The v1.1 path always answers 200 with 498 inside. Default 401.
   */
  readonly expiredTokenStatus?: 200 | 401;
}

/** Who may ask Pledg for tokens, log in, and sign. */
export interface EmulatedPledgOptions {
  /** Port of Pledg's own origin on 127.0.0.1; 0 takes any free one. Default 0. */
  readonly port?: number;
  /** API keys. Default: one fake key. */
  readonly clients?: ReadonlyArray<{
    /** The API key; no colon, which Basic cannot carry. */
    readonly key: string;
    /** Its secret. */
    readonly secret: string;
    /** Lifetime of its tokens in whole seconds, 1 to 86 400. Default 600. */
    readonly lifetimeSeconds?: number;
  }>;
  /** Users of the dashboard, for Basic: `email` and clear `password`. Default: one fake user. */
  readonly users?: ReadonlyArray<{ readonly email: string; readonly password: string }>;
  /** Merchants (or companies) by uid, each with the secret it signs with. Default: one fake merchant. */
  readonly merchants?: readonly EmulatedMerchant[];
}

/** A merchant of Pledg's. */
export interface EmulatedMerchant {
  /** What `merchantUid` (or `companyUid`) is in signed parameters. */
  readonly uid: string;
  /** The shared secret; its UTF-8 bytes are the key. */
  readonly secret: string;
}

/** Whose account it is at Caxton, and how its undocumented corners answer. */
export interface EmulatedCaxtonOptions {
  /** Port of Caxton's own origin on 127.0.0.1; 0 takes any free one. Default 0. */
  readonly port?: number;
  /**
   * The main account: `username` and `clientname` to register with. Without `clientPassword` it has to register first.
   * Default: a fake one with a password.
   */
  readonly account?: { readonly username: string; readonly clientname: string; readonly clientPassword?: string };
  /** Accounts the main one may act for with `IdentityNumber`. Default: one fake sub-account. */
  readonly subAccounts?: readonly EmulatedSubAccount[];
  /** What `userapitoken` must be on payments. Default: a fake one. */
  readonly userApiToken?: string;
  /** Lifetime of tokens in seconds, at most 2 592 000. Default 2 591 999, as in the vendor's sample. */
  readonly lifetimeSeconds?: number;
  /** Days from a password's `StartDate` to its `EndDate`. Default 30. */
  readonly passwordDays?: number;
  /**
   * What registering does while a password is valid: it gives another and voids the first, gives the same again, or is
   * refused until a reset. The vendor does not say. Default `"rotates"`.
   */
  readonly secondRegistration?: "rotates" | "repeats" | "refused";
  /** How the token endpoint refuses a password past its `EndDate`: HTTP 400 or an envelope in a 200. Default `"invalid_grant"`. */
  readonly expiredPassword?: "invalid_grant" | "envelope";
  /** HTTP status of refusals in an envelope. The vendor documents none. Default 200. */
  readonly failureStatus?: number;
  /** Path of the PUT that resets credentials, which the vendor's page does not give. Default `/api/clients/auth/reset`. */
  readonly resetPath?: string;
}

/** A sub-account at Caxton. */
export interface EmulatedSubAccount {
  /** The `Username` that its creation answers. */
  readonly username: string;
  /** The `Name` that its creation answers. */
  readonly clientname: string;
  /** What `IdentityNumber` is in calls for it. */
  readonly identityNumber: string;
}

/** Options of {@link startEmulator}. Any other name is refused. */
export interface EmulatorOptions {
  /** Port on 127.0.0.1 of Capillary's origin, {@link Emulator.url}; 0 takes any free one. Default 0. */
  readonly port?: number;
  /** Capillary's tills, clients, users and corners. Default: one fake of each. */
  readonly capillary?: EmulatedCapillaryOptions;
  /** Pledg's clients, users and merchants. Default: one fake of each. */
  readonly pledg?: EmulatedPledgOptions;
  /** Caxton's accounts and corners. Default: a fake account and a sub-account. */
  readonly caxton?: EmulatedCaxtonOptions;
}

/**
 * One logged request. The fields hold what was received; `util.inspect`, `console.log` and `JSON.stringify` of the
 * entry (or of the emulator) show credentials as `«redacted»`. Taking a field out, as in `console.log(entry.headers)`,
 * shows it as it is.
 */
export interface LoggedRequest {
  /** When its headers had arrived, in milliseconds since the epoch. */
  readonly at: number;
  /** Whose origin it came to. */
  readonly vendor: Vendor;
  /** The HTTP method as sent. */
  readonly method: string;
  /** Path as sent, without the query, not decoded. */
  readonly path: string;
  /** Query as sent, without the `?`; `""` if there is none. */
  readonly query: string;
  /** Headers by lower-case name; values of a repeated header joined with `", "`. Text is Latin-1, as HTTP has it. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** `[name, value]` in the order and spelling in which they were sent, repeated ones included. */
  readonly rawHeaders: ReadonlyArray<readonly [name: string, value: string]>;
  /** Body read as UTF-8; `""` until it is whole. */
  readonly body: string;
  /** Body of the answer; `""` if there was none. A truncated answer is noted whole. */
  readonly responseBody: string;
  /** Which part of the vendor it was for. */
  readonly endpoint: Endpoint;
  /** How it tried to authenticate. */
  readonly authentication: Authentication;
  /**
   * `"accepted"`, `"pending"` until the body has arrived, or the reason for a refusal in one sentence, which never quotes a
   * credential. A fault does not change it: it tells whether the request was right, {@link LoggedRequest.status} what was answered.
   */
  readonly verdict: "accepted" | "pending" | (string & {});
  /** HTTP status sent; null when nothing was sent (yet): pending, delayed, reset or hanging. */
  readonly status: number | null;
  /** From the headers' arrival to the end of the exchange, in milliseconds; null while it lasts. */
  readonly milliseconds: number | null;
  /** Name of the fault that met the request, if one did. */
  readonly fault?: string;
}

/** What {@link Emulator.count} compares: an entry counts when it has every value given. */
export type RequestFilter = Partial<
  Pick<LoggedRequest, "vendor" | "method" | "path" | "endpoint" | "authentication" | "verdict" | "status" | "fault">
>;

/**
 * Which requests a fault is for: those of an endpoint, or those with everything that is named: `vendor`, `method` (in any
 * case), `path` (whole and without query).
 */
export type FaultTarget =
  | Exclude<Endpoint, "unknown">
  | { readonly vendor?: Vendor; readonly method: string; readonly path?: string }
  | { readonly vendor?: Vendor; readonly method?: string; readonly path: string }
  | { readonly vendor: Vendor; readonly method?: string; readonly path?: string };

interface FaultSchedule {
  /** Which requests it is for. */
  readonly on: FaultTarget;
  /** What the log calls it. Default: what it does, such as `"status"`, `"delayMs+reset"`. */
  readonly name?: string;
  /** To how many requests it happens; `Infinity` for all from now on. Default 1. */
  readonly times?: number;
  /** How many matching requests go through first. They also pass by the faults queued behind this one. Default 0. */
  readonly skip?: number;
  /** Milliseconds to wait before doing it, at most 600 000. On its own: the vendor's answer, late. */
  readonly delayMs?: number;
}

interface FaultAnswer {
  /**
   * Status of an answer in place of the vendor's, 200 to 599. The body is empty unless {@link FaultAnswer.body} is given,
   * and no token is issued.
   */
  readonly status?: number;
  /** Headers to add or replace; null leaves one out (`Date` and `Content-Type` too). On their own: the vendor's answer with them. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Body in place of the vendor's: text, bytes, or an object sent as JSON. The status is 200 unless given. */
  readonly body?: string | Uint8Array | object;
}

interface NoAnswer {
  readonly status?: never;
  readonly headers?: never;
  readonly body?: never;
}

/**
 * A fault as data. It happens to the first matching request that is free to meet it, in the order of queueing.
 * A fault must do something; what cannot be done together is refused. `drip` sends the body in pieces.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * emulator.fault({ on: "token", status: 503, headers: { "Retry-After": "1" }, times: 2 });
 * emulator.fault({ on: "api", delayMs: 50, reset: true });
 * emulator.fault({ on: { method: "POST", path: "/v2/customers" }, skip: 3, truncate: true });
 * emulator.fault({ on: "pledg.token", body: "<html>", headers: { "Content-Type": "text/html" } });
 * emulator.fault({ on: { vendor: "caxton", path: "/api/token" }, hang: true });
 * emulator.fault({ on: "token", status: 307, headers: { Location: "http://127.0.0.1:1/" } });
 * console.log(emulator.faults.map(({ name }) => name).join()); 
 * // status+headers,delayMs+reset,truncate,headers+body,hang,status+headers
 * await emulator.close();
 * ```
 */
export type FaultDescription =
  | (FaultSchedule & FaultAnswer & { readonly drip?: FaultDrip; readonly truncate?: never; readonly reset?: never; readonly hang?: never })
  /** Declares the whole length, sends half the body, closes the connection. */
  | (FaultSchedule & FaultAnswer & { readonly truncate: true; readonly drip?: never; readonly reset?: never; readonly hang?: never })
  /** Resets the connection (TCP RST) in place of an answer. */
  | (FaultSchedule & NoAnswer & { readonly reset: true; readonly truncate?: never; readonly drip?: never; readonly hang?: never })
  /** Never answers; the connection stays open until the client or {@link Emulator.close} ends it. */
  | (FaultSchedule & NoAnswer & { readonly hang: true; readonly truncate?: never; readonly drip?: never; readonly reset?: never });

/** Sends the body in pieces. */
export interface FaultDrip {
  /** Size of a piece in bytes, at least 1. */
  readonly bytes: number;
  /** Milliseconds between two pieces, 0 to 600 000. */
  readonly everyMs: number;
}

/** A fault still to happen: its description and its `name`, with `times` and `skip` as they are left. */
export type PendingFault = Readonly<FaultDescription> & {
  readonly name: string;
  readonly times: number;
  readonly skip: number;
};

/**
 * Takes a queued fault back.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const fault = emulator.fault({ on: "token", status: 503 });
 * console.log(fault.remove(), fault.remove()); // true false
 * await emulator.close();
 * ```
 */
export interface FaultHandle {
  /** What the log calls the fault. */
  readonly name: string;
  /** Removes the fault; false if nothing was left of it. It never fails. */
  remove(): boolean;
}

/**
 * The emulated Capillary while it runs. Printing it shows no secret.
 *
 * - `POST /v3/oauth/token/generate` with `{"key","secret"}` → `{"data":{"accessToken","ttlSeconds"},"errors":null}`
 * - `GET /v2/customers/lookup`, `POST /v2/customers` (its `entity.body` is the body received)
 *   → `{"entity":{…},"warnings":[],"errors":[],"success":true}`, or an HTTP error with `{"errors":[{"status":false,"code","message"}]}`
 * - `GET /v1.1/customer/get` → HTTP 200 always, errors in `response.status`: code `"401"` invalid, `"498"` expired (both with
 *   `success: "true"`, as the vendor has it), the number 403 without access
 *
 * - `POST /v2/staff/accessToken` (Basic, empty body) → `{"entity":"<opaque>",…}`; `GET /v2/staff/logout` with
 *   `X-CAP-API-ACCESS-TOKEN` ends the token
 * - `GET /v2/customFields`, standing for the admin paths: Basic of an admin, `X-CAP-API-AUTH-KEY`, `X-CAP-API-AUTH-ORG-ID`;
 *   error 91032 for a till
 * - the service for end customers: {@link EmulatedCustomerService}
 *
 * Source: "Get Started", "Basic authentication", "OAuth2 Client Credentials Flow" and "Authorization Flows" on
 * docs.capillarytech.com.
 *
 * @example
 * ```js
 * import { capillaryOAuth } from "commerce-auth/server";
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { capillary } = emulator;
 * capillary.setLifetime(600);
 * const api = capillaryOAuth({ host: emulator.url, ...capillary.credentials, dangerouslyAllowInsecureHttp: "loopback" });
 * console.log((await api.token()).lifetimeSeconds); // 600
 * capillary.expireTokens();
 * console.log((await api.fetch("/v2/customers/lookup")).status, capillary.tokensIssued); // 200 2
 *
 * const headers = await api.headers();
 * capillary.revokeTokens();
 * console.log((await fetch(`${emulator.url}/v2/customers/lookup`, { headers })).status); // 401
 * await api.close();
 * await emulator.close();
 * ```
 */
export interface EmulatedCapillary {
  /** The first till. By default `store.server` / `server123`, the sample of the vendor's page. */
  readonly till: EmulatedTill;
  /** `key` (25 characters) and `secret` (40) of the first client; by default plainly fake ones. */
  readonly credentials: { readonly key: string; readonly secret: string };
  /** The first staff user. */
  readonly staff: EmulatedTill;
  /** The first admin. */
  readonly admin: EmulatedAdmin;
  /** The service for end customers. */
  readonly customer: EmulatedCustomerService;
  /** How many tokens have been given out to API clients. */
  readonly tokensIssued: number;
  /** Makes every token given so far an expired one (498). It never fails. */
  expireTokens(): void;
  /** Makes every token given so far an unknown one (401). It never fails. */
  revokeTokens(): void;
  /**
   * Lifetime in whole seconds, 1 to 2 592 000, of tokens given from now on, for every client.
   *
   * @throws TypeError for anything else.
   */
  setLifetime(seconds: number): void;
}

/**
 * The emulated service for end customers (the auth engine) while it runs, at {@link Emulator.url}. Printing it shows no secret.
 *
 * - `POST /auth/v1/{step}` for mobile apps, `/auth/v1/web/{step}`, `/auth/v1/mfa/{step}`; steps: `token/generate`, `otp/generate`
 *   (`?fallbackChannel=SMS`), `otp/validate`, `password/validate`, `token/regenerate`, `password/change`, `password/forget`
 * - `DELETE /auth/v1/mfa/token/expire`; `POST /auth/v1/user/updateIdentifierValue`
 * - `GET /mobile/v2/api/customer/get` with `cap_authorization`, `cap_brand`, `cap_device_id` (where the token has a device),
 *   `cap_identifier_type` and `cap_identifier_value`, or `cap_mobile`; refusals are HTTP 401, an expired token is 1529
 *
 * Answers are `{"status":{"success","code","message"},"auth":{"token","key"},"user":{…}}`. Tokens are HS256 with the identity in
 * the JWT's header, and a `jti` that the vendor's lack. A `key`, which has no `exp`, comes with logins on mobile and of the second
 * factor. A forgotten password's successor counts once the session's OTP has been validated; what the vendor does is not
 * published.
 *
 * Source: "Auth Engine" in Capillary/api-documentation on GitHub; "Authentication settings", "Validate OTP", "Validate
 * Password", "Regenerate Authentication Token", "Generate MFA token" on docs.capillarytech.com.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { brand, user, otp } = emulator.capillary.customer;
 * const customer = { identifierType: "MOBILE", identifierValue: user.mobile, brand };
 * const call = async (step = "", more = {}) => {
 *   const body = JSON.stringify({ ...customer, ...more });
 *   const options = { method: "POST", headers: { "Content-Type": "application/json" }, body };
 *   return (await fetch(`${emulator.url}/auth/v1/web/${step}`, options)).json();
 * };
 * const { sessionId } = (await call("token/generate")).user;
 * await call("otp/generate", { sessionId });
 * console.log((await call("otp/validate", { sessionId, otp })).user.role); // USER
 * await emulator.close();
 * ```
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const service = emulator.capillary.customer;
 * const customer = { identifierType: "MOBILE", identifierValue: service.user.mobile, brand: service.brand };
 * const call = async (step = "", more = {}) => {
 *   const body = JSON.stringify({ ...customer, ...more });
 *   const options = { method: "POST", headers: { "Content-Type": "application/json" }, body };
 *   return (await fetch(`${emulator.url}/auth/v1/web/${step}`, options)).json();
 * };
 * service.setOtp("987654");
 * service.setLifetime(60);
 * const { sessionId } = (await call("token/generate")).user;
 * await call("otp/generate", { sessionId });
 * const { token } = (await call("otp/validate", { sessionId, otp: "987654" })).auth;
 * service.expireSessions();
 * console.log((await call("otp/generate", { sessionId })).status.code); // 1505
 * service.expireTokens();
 * console.log((await call("token/regenerate", { expiredToken: token })).status.code); // 200
 * service.revokeTokens();
 * console.log((await call("token/regenerate", { expiredToken: token })).status.code); // 1525
 * await emulator.close();
 * ```
 */
export interface EmulatedCustomerService {
  /** The name of the brand. */
  readonly brand: string;
  /** The first customer. By default with the mobile number 919900000000 and a fake e-mail address, user name and password. */
  readonly user: EmulatedCustomer;
  /** The OTP that `otp/generate` sends from now on. */
  readonly otp: string;
  /** How many tokens have been given out, those of sessions included, keys not. */
  readonly tokensIssued: number;
  /**
   * Sets the OTP to come, 4 to 10 digits as text.
   *
   * @throws TypeError for anything else.
   */
  setOtp(otp: string): void;
  /** Makes every session so far an invalid one (1505). It never fails. */
  expireSessions(): void;
  /** Makes every token given so far an expired one (1529). Keys stay. It never fails. */
  expireTokens(): void;
  /** Makes every token and key given so far an unknown one. It never fails. */
  revokeTokens(): void;
  /**
   * Lifetime in whole seconds, 1 to 10 800, of tokens given from now on.
   *
   * @throws TypeError for anything else.
   */
  setLifetime(seconds: number): void;
}

/** What kind of notification Pledg sends: of a payment in back mode, of a transfer, of a failed purchase. */
export type NotificationKind = "back" | "transfer" | "error";

/** Options of {@link EmulatedPledg.notification}. Any other name is refused. */
export interface NotificationOptions {
  /** Which of the shapes. */
  readonly kind: NotificationKind;
  /** Whether the merchant has a secret. Default true. */
  readonly signed?: boolean;
  /** Which merchant's secret signs. Default: the first merchant's. */
  readonly merchantUid?: string;
  /** Another secret to sign with, to see it refused. */
  readonly secret?: string;
  /** The merchant's reference of the purchase. Default `"ref_1"`. */
  readonly reference?: string;
  /** The amount, for a transfer only. Default 2000. */
  readonly amountCents?: number;
  /** Members to add, replace or, with `undefined`, leave out, before signing. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** What a listener answered to a notification. */
export interface NotificationAnswer {
  /** The HTTP status. */
  readonly status: number;
  /** The header fields, by lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body, read as UTF-8. */
  readonly body: string;
}

/** A purchase whose signed parameters were accepted. */
export interface EmulatedPurchase {
  /** What Pledg calls it. */
  readonly uid: string;
  /** Where the parameters came in. */
  readonly via: "purchase" | "purchase_link" | "payment_by_transfer";
  /** The `data` of the JWT. */
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * The emulated Pledg while it runs. Printing it shows no secret.
 *
 * - `POST /api/token` (Basic of key and secret, body exactly `grant_type=client_credentials`)
 *   → `{"access_token","token_type":"Bearer","expires_in":600}`; refusals `{"error"}`
 * - by bearer token: `POST /api/purchases/{uid}/credit_by_transfer` with `{"amount_cents"}`, `POST /api/purchases/{uid}/release`
 * - by Basic: `GET /api/users/me`, which stands for the endpoints that the vendor does not list
 * - signed parameters as the only parameter of the query, `?signature=`: `GET /purchase`, `POST /api/purchase_link/`,
 *   `/api/payment_by_transfer` (GET or POST)
 *
 * One origin plays the vendor's backend and frontend. Error bodies, and the answers to purchases, are the emulator's own: the
 * vendor publishes none.
 *
 * Source: "Authentication", "Integration", "Environments" and "Transfer mode" on docs.pledg.co.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { url, credentials } = emulator.pledg;
 * const login = Buffer.from(`${credentials.key}:${credentials.secret}`).toString("base64");
 * const answer = await fetch(`${url}/api/token`, {
 *   method: "POST",
 *   headers: { Authorization: `Basic ${login}` },
 *   body: new URLSearchParams({ grant_type: "client_credentials" }),
 * });
 * console.log((await answer.json()).expires_in); // 600
 * await emulator.close();
 * ```
 * @example
 * ```js
 * import { pledgAccessToken } from "commerce-auth/server";
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { pledg } = emulator;
 * pledg.setLifetime(120);
 * const api = pledgAccessToken({ host: pledg.url, ...pledg.credentials, dangerouslyAllowInsecureHttp: "loopback" });
 * console.log((await api.token()).lifetimeSeconds); // 120
 * pledg.expireTokens();
 * const release = { method: "POST" };
 * console.log((await api.fetch("/api/purchases/pur_1/release", release)).status, pledg.tokensIssued); // 200 2
 *
 * const headers = await api.headers();
 * pledg.revokeTokens();
 * console.log((await fetch(`${pledg.url}/api/purchases/pur_1/release`, { ...release, headers })).status); // 401
 * await api.close();
 * await emulator.close();
 * ```
 */
export interface EmulatedPledg {
  /** `http://127.0.0.1:PORT` of Pledg's own origin, without a slash at the end. */
  readonly url: string;
  /** `key` and `secret` of the first client; by default plainly fake ones, the secret with characters that Basic must not encode. */
  readonly credentials: { readonly key: string; readonly secret: string };
  /** The first user of the dashboard: `email` and clear `password`. */
  readonly user: { readonly email: string; readonly password: string };
  /** The first merchant. */
  readonly merchant: EmulatedMerchant;
  /** How many tokens have been given out. */
  readonly tokensIssued: number;
  /** Every purchase accepted, in order; the same array all along. */
  readonly purchases: readonly EmulatedPurchase[];
  /** Makes every token given so far an expired one. It never fails. */
  expireTokens(): void;
  /** Makes every token given so far an unknown one. It never fails. */
  revokeTokens(): void;
  /**
   * Lifetime in whole seconds, 1 to 86 400, of tokens given from now on.
   *
   * @throws TypeError for anything else.
   */
  setLifetime(seconds: number): void;
  /**
   * The exact body of a notification, JSON text, signed as the vendor signs.
   *
   * Back mode: `created_at`, `id`, `additional_data`, `metadata`, `status`, `sandbox`, `error`, `reference`, and the upper-case
   * hex of a SHA-256 as `signature`. A signed transfer or error: `{"signature":"<jwt>"}` and nothing else.
   *
   * @throws TypeError naming the option that is wrong.
   * @example
   * ```js
   * import { startEmulator } from "commerce-auth/testing";
   *
   * const emulator = await startEmulator();
   * const body = emulator.pledg.notification({ kind: "transfer", reference: "order-7", amountCents: 4200 });
   * console.log(Object.keys(JSON.parse(body))); // [ 'signature' ]
   * await emulator.close();
   * ```
   */
  notification(options: NotificationOptions): string;
  /**
   * Posts a notification as `application/json`, follows no redirect, and waits at most 10 s for the answer.
   *
   * @param url - `http:` at 127.0.0.1 or `[::1]`: nothing is ever sent to another machine.
   * @param notification - A body, or what to make one of.
   * @throws TypeError (as a rejection) for another URL or wrong options; the connection's error when nobody answers.
   * @example
   * ```js
   * import { createServer } from "node:http";
   * import { once } from "node:events";
   * import { startEmulator } from "commerce-auth/testing";
   *
   * const shop = createServer((request, response) => response.writeHead(200).end("thanks")).listen(0, "127.0.0.1");
   * await once(shop, "listening");
   * const emulator = await startEmulator();
   * const address = shop.address();
   * const port = typeof address === "object" ? address?.port : undefined;
   * const { status, body } = await emulator.pledg.notify(`http://127.0.0.1:${port}/`, { kind: "back" });
   * console.log(status, body); // 200 thanks
   * await emulator.close();
   * shop.close();
   * ```
   */
  notify(url: string | URL, notification: string | NotificationOptions): Promise<NotificationAnswer>;
}

/**
 * The emulated Caxton while it runs. Printing it shows no secret.
 *
 * - `POST /api/clients/auth/register` (`text/json` or `application/json`) with `{"Username","Clientname"}` → an envelope whose
 *   model has `ClientPassword`, `StartDate`, `EndDate` (seven fractional digits), `PublicKey`
 * - `POST /api/token`, a form of `Grant_Type=password`, `Username`, `Password`
 *   → `{"access_token","token_type":"bearer","expires_in":2591999}`; refusals HTTP 400 `{"error","error_description"}`
 * - by bearer token, and `IdentityNumber` to act for a sub-account: `PUT` {@link EmulatedCaxton.resetPath};
 *   `POST /api/clients/subsidiary`, which succeeds with 314 "Success"; `GET /api/webhooks/endpoints`; `POST /api/payments`, which
 *   stands for the calls that need `userapitoken` as well. Dates inside lack a zone
 *
 * Refusals of the API are `{"Message"}` with an HTTP status: the vendor publishes none. Names are taken in the vendor's
 * spelling only, although its server may not mind the case; a doubled slash is refused.
 *
 * Source: "Authentication", "Getting started", "Sub-accounts", "User accounts", "Webhooks" and "Outbound payments" on
 * dev.caxton.io.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { url, credentials } = emulator.caxton;
 * const answer = await fetch(`${url}/api/token`, {
 *   method: "POST",
 *   body: new URLSearchParams({
 *     Grant_Type: "password",
 *     Username: credentials.username,
 *     Password: credentials.clientPassword,
 *   }),
 * });
 * console.log((await answer.json()).expires_in); // 2591999
 * await emulator.close();
 * ```
 * @example
 * ```js
 * import { caxtonAccount } from "commerce-auth/server";
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { caxton } = emulator;
 * caxton.setLifetime(3600);
 * const api = caxtonAccount({ host: caxton.url, ...caxton.credentials, dangerouslyAllowInsecureHttp: "loopback" });
 * console.log((await api.token()).lifetimeSeconds); // 3600
 * caxton.expireTokens();
 * console.log((await api.fetch("webhooks/endpoints")).status, caxton.tokensIssued); // 200 2
 *
 * const headers = await api.headers();
 * caxton.revokeTokens();
 * console.log((await fetch(`${caxton.url}/api/webhooks/endpoints`, { headers })).status); // 401
 *
 * caxton.expirePassword();
 * console.log(Number(caxton.passwordEndsAt) <= Date.now()); // true
 * await api.close();
 * await emulator.close();
 * ```
 */
export interface EmulatedCaxton {
  /** `http://127.0.0.1:PORT` of Caxton's own origin, without `/api` and without a slash at the end. */
  readonly url: string;
  /** Path of the PUT that resets credentials. */
  readonly resetPath: string;
  /** What the main account registers with: `username` and `clientname`. */
  readonly registration: { readonly username: string; readonly clientname: string };
  /**
   * What the main account asks for tokens with, `username` and `clientPassword`, as it stands now. The fake password has characters that a form must encode;
   * `""` before a registration and after a reset.
   */
  readonly credentials: { readonly username: string; readonly clientPassword: string };
  /** When the main account's password ends, in milliseconds since the epoch; null without one. */
  readonly passwordEndsAt: number | null;
  /** The sub-accounts, those created since included. */
  readonly subAccounts: readonly EmulatedSubAccount[];
  /** What `userapitoken` must be on payments. */
  readonly userApiToken: string;
  /** How many tokens have been given out. */
  readonly tokensIssued: number;
  /** How many passwords registrations have given out. */
  readonly passwordsIssued: number;
  /** Makes every token given so far an expired one. It never fails. */
  expireTokens(): void;
  /** Makes every token given so far an unknown one. It never fails. */
  revokeTokens(): void;
  /**
   * Lifetime in whole seconds, 1 to 2 592 000, of tokens given from now on.
   *
   * @throws TypeError for anything else.
   */
  setLifetime(seconds: number): void;
  /** Makes the `EndDate` of the main account's password pass. It never fails. */
  expirePassword(): void;
}

/**
 * A running emulator.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * emulator.fault({ on: "api", status: 503, times: Infinity });
 * console.log((await fetch(`${emulator.url}/v2/customers/lookup`)).status, emulator.requests.length); // 503 1
 * emulator.clearFaults();
 * emulator.clearRequests();
 * console.log((await fetch(`${emulator.url}/v2/customers/lookup`)).status, emulator.requests.length); // 401 1
 * await emulator.close();
 * ```
 */
export interface Emulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` of Capillary's origin, without a slash at the end. Pledg and Caxton have their own. */
  readonly url: string;
  /** Capillary: who may log in, and its tokens. */
  readonly capillary: EmulatedCapillary;
  /** Pledg: the same, and its notifications. */
  readonly pledg: EmulatedPledg;
  /** Caxton: the same, and its password. */
  readonly caxton: EmulatedCaxton;
  /**
   * `fetch` for which the vendors live here: `https` addresses of theirs (all that `capillary.hosts`,
   * `pledg.environments` and `caxton.environments` name)
   * lead to the emulator, its own addresses are taken as they are, and everything else is refused, so that no credential
   * leaves this machine. Give it to an authenticator as `fetch`, beside the host of production, or call it with a request
   * that a builder has made. Redirects are never followed: the answer is the 3xx itself. `url` of an answer is the address
   * at the emulator. It stands for itself and may be handed on without the emulator.
   *
   * @throws TypeError (as a rejection), before anything is sent, for an address of nobody's and once the emulator is closed.
   * Otherwise as the platform's `fetch` rejects.
   * @example
   * ```js
   * import { caxton } from "commerce-auth";
   * import { capillaryOAuth } from "commerce-auth/server";
   * import { startEmulator } from "commerce-auth/testing";
   *
   * const emulator = await startEmulator();
   * const { key, secret } = emulator.capillary.credentials;
   * const api = capillaryOAuth({ host: "eu.api.capillarytech.com", key, secret, fetch: emulator.fetch });
   * console.log((await api.fetch("/v2/customers/lookup")).status); // 200
   *
   * const request = caxton.registerRequest({ environment: "sandbox", ...emulator.caxton.registration });
   * console.log(request.url, (await emulator.fetch(request.url, request)).status);
   * // https://sandbox.caxton.io/api/clients/auth/register 200
   *
   * const stray = await emulator.fetch("https://api.example.com/").catch((error) => error.message);
   * console.log(stray); // emulator.fetch: api.example.com is none of the vendors' hosts (…); nothing was sent
   * await api.close();
   * await emulator.close();
   * ```
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Every request in order of arrival; the same array all along. */
  readonly requests: readonly LoggedRequest[];
  /** The faults still to happen, in order. */
  readonly faults: readonly PendingFault[];
  /**
   * How many logged requests have every value of the filter; all of them without one.
   *
   * @throws TypeError naming a member that no filter has.
   * @example
   * ```js
   * import { startEmulator } from "commerce-auth/testing";
   *
   * const emulator = await startEmulator();
   * await fetch(`${emulator.url}/v2/customers/lookup`);
   * console.log(emulator.count({ endpoint: "api" }), emulator.count({ verdict: "accepted" })); // 1 0
   * await emulator.close();
   * ```
   */
  count(filter?: RequestFilter): number;
  /** Forgets every logged request, so that {@link Emulator.count} begins at 0. It never fails. */
  clearRequests(): void;
  /**
   * Queues a fault.
   * @throws TypeError naming the field that is wrong, such as `fault.drip.bytes`.
   */
  fault(description: FaultDescription): FaultHandle;
  /** Takes every queued fault back. It never fails. */
  clearFaults(): void;
  /**
   * Ends every connection and stops listening. May be called again, and never fails. Until then the emulator keeps the
   * process alive.
   */
  close(): Promise<void>;
  /**
   * The same as {@link Emulator.close}, for `await using`; only there when the runtime has the symbol. It never fails.
   *
   * @example
   * ```ts
   * import { startEmulator } from "commerce-auth/testing";
   *
   * await using emulator = await startEmulator();
   * console.log(emulator.requests.length, typeof emulator[Symbol.asyncDispose]); // 0 function
   * ```
   */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts servers on 127.0.0.1 that play Capillary, Pledg and Caxton, each at an origin of its own: they check requests as
 * strictly as the vendors' pages describe them, log them and misbehave on demand. Close the emulator when done.
 *
 * Requests it refuses although a vendor may not: a wildcard `Accept`, an unknown attribution type (which the vendor
 * silently takes for a till), attribution headers that do not go with the kind of login. The log's `verdict` says why.
 * The signature of its tokens is 256 random bytes: Capillary publishes no key to verify one with.
 *
 * @throws TypeError (as a rejection) for an unknown option, by name, or a wrong value.
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { key, secret } = emulator.capillary.credentials;
 * const answer = await fetch(`${emulator.url}/v3/oauth/token/generate`, {
 *   method: "POST",
 *   headers: { "Content-Type": "application/json" },
 *   body: JSON.stringify({ key, secret }),
 * });
 * console.log((await answer.json()).data.ttlSeconds); // 300
 * await emulator.close();
 * ```
 */
export function startEmulator(options?: EmulatorOptions): Promise<Emulator>;

/** Options of {@link serve}. Any other name is refused. */
export interface ServeOptions {
  /** Exactly this port of 127.0.0.1, for Capillary. Default: 8787, or the first free one of the 19 after it. */
  readonly port?: number;
  /** Capillary's tills, clients, users and corners. Default: one fake of each. */
  readonly capillary?: EmulatedCapillaryOptions;
  /** Pledg's clients, users and merchants. Default: one fake of each. */
  readonly pledg?: EmulatedPledgOptions;
  /** Caxton's accounts and corners. Default: a fake account and a sub-account. */
  readonly caxton?: EmulatedCaxtonOptions;
  /** Stops the server when aborted, as SIGINT and SIGTERM do. */
  readonly signal?: AbortSignal;
  /** Takes what is printed, without the line end. Default: standard output. */
  readonly print?: (line: string) => void;
}

/**
 * Runs the emulator as a program: prints its addresses, curl lines that work when pasted, and then one line per request
 * (method, path, status, verdict, milliseconds) without credentials. Resolves once it was stopped by SIGINT, SIGTERM or
 * `signal`, and is closed.
 *
 * @throws TypeError (as a rejection) for an unknown option, by name, or a wrong value; the system's error, with its `code`,
 * where no port is free.
 * @example
 * ```js
 * import { serve } from "commerce-auth/testing";
 *
 * const stop = new AbortController();
 * await serve({
 *   signal: stop.signal,
 *   print(line) {
 *     if (line.startsWith("Capillary emulator")) console.log(line);
 *     // Capillary emulator at http://127.0.0.1:… (this machine only; stop with Ctrl+C)
 *     stop.abort();
 *   },
 * });
 * ```
 */
export function serve(options?: ServeOptions): Promise<void>;

/**
 * Throws when a secret can be read out of `value`: in any string, number, key or byte array reached from it; in errors with
 * their causes; in maps, sets, `Headers`, `URLSearchParams`; in what own enumerable getters return; and in
 * `util.inspect` (everything hidden included), `JSON.stringify` and `String` of it. Looked for as it is, in base64 and
 * base64url at any alignment, in hex, percent-encoded, form-encoded, JSON-escaped, as a list of bytes, and in these nested.
 *
 * Not looked at: getters that are not enumerable or sit on a prototype, private fields, the source text of functions. So an
 * object may hand out its secret when asked for by name and still pass, if it does not show it.
 *
 * @param secrets - One or more, each of at least 4 characters. Derived secrets count separately: list the MD5 of a
 * password and the base64 of a login yourself.
 * @throws AssertionError (`node:assert`; in Jest, one that looks the same) naming the path and the encoding, never the
 * secret: `the secret can be read at error.cause.message (base64)`.
 * @throws TypeError when `secrets` is empty, not text, or too short to tell from chance.
 * @throws RangeError when more than 200 000 values are reached.
 * @example
 * ```js
 * import { assertNoLeak } from "commerce-auth/testing";
 *
 * const secret = "my-client-secret";
 * assertNoLeak(new Error("the vendor refused the key"), secret);
 * try {
 *   assertNoLeak(new Error(`refused: ${btoa(secret)}`), [secret]);
 * } catch (error) {
 *   console.log(error instanceof Error && error.message); // the secret can be read at error.message (base64)
 * }
 * ```
 */
export function assertNoLeak(value: unknown, secrets: string | readonly string[]): void;

/** What {@link storeConformance} checks: a token store, as `TokenStore` of `commerce-auth/server` describes it. */
export interface CheckedStore {
  read(key: string): Promise<{ readonly value: string; readonly version: number } | null>;
  write(key: string, token: { readonly value: string; readonly version: number }, ttlMs: number): Promise<void>;
  remove(key: string, version: number): Promise<void>;
  lock?(key: string, owner: string, leaseMs: number): Promise<boolean>;
  unlock?(key: string, owner: string): Promise<void>;
  close?(): Promise<void>;
}

/**
 * Makes each clause of the contract of token stores a test of your framework: give it the `test` of node:test, Vitest
 * or Jest. It takes a few seconds, since lifetimes have to end.
 *
 * @param makeStore Called for each clause, which closes the store it is given, where it has a `close`. The stores may
 * lie over one backend: every clause uses keys of its own.
 * @param options.test Registers a test.
 * @param options.locks Whether the store has to lock. Default: as it does.
 * @throws TypeError for an unknown option, by name, or a wrong value.
 * @example
 * ```js
 * import { memoryStore } from "commerce-auth/server";
 * import { storeConformance } from "commerce-auth/testing";
 * import test from "node:test";
 *
 * let clauses = 0;
 * storeConformance(() => memoryStore(), {
 *   locks: true,
 *   test: (name, run) => {
 *     clauses += 1;
 *     return test(name, run);
 *   },
 * });
 * console.log(clauses > 20); // true
 * ```
 */
export function storeConformance(
  makeStore: () => CheckedStore | Promise<CheckedStore>,
  options: { readonly test: (name: string, run: () => Promise<void>) => unknown; readonly locks?: boolean },
): void;

/**
 * The same without a framework: checks every clause, one after another.
 *
 * @param options.locks Whether the store has to lock. Default: as it does.
 * @throws AssertionError (as a rejection; of `node:assert`, or, in Jest, one that looks the same) with a line for each
 * clause that is broken.
 * @example
 * ```ts
 * import { memoryStore } from "commerce-auth/server";
 * import { storeConformance } from "commerce-auth/testing";
 *
 * const store = memoryStore();
 * const broken = {
 *   read: (key: string) => store.read(key),
 *   write: (key: string, token: { value: string; version: number }, ttlMs: number) => store.write(key, token, ttlMs),
 *   // Whatever is there: a late rejection takes a newer token away.
 *   remove: async (key: string) => store.remove(key, (await store.read(key))?.version ?? 0),
 * };
 * await storeConformance(() => broken).catch((error) => console.log(error.message.split(": ").slice(1, 3).join(": ")));
 * // remove: another version stays, an earlier one and a later one
 * ```
 */
export function storeConformance(
  makeStore: () => CheckedStore | Promise<CheckedStore>,
  options?: { readonly locks?: boolean },
): Promise<void>;

// Without this line TypeScript would export the unexported declarations above as well.
export {};
