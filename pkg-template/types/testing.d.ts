/// <reference lib="esnext.disposable" />

/**
 * Tools to test code that uses `commerce-auth`, for Node 20 and later: a local emulator of the vendors, and an
 * assertion that no secret shows.
 *
 * Nothing here reaches beyond the loopback address, and no credential here is real.
 *
 * @packageDocumentation
 */

/** Which part of a vendor a request was for. `unknown`: a path no emulated vendor has. */
export type Endpoint = "token" | "api" | "unknown";

/**
 * How a request tried to authenticate, whether or not it succeeded.
 * `oauth`: a token in `X-CAP-API-OAUTH-TOKEN`. `none`: neither that nor Basic; `Authorization: Bearer …` counts as none.
 */
export type Authentication = "basic" | "oauth" | "none";

/** A till (terminal) that may log in with HTTP Basic. */
export interface EmulatedTill {
  /** Till id; no colon, which Basic cannot carry (RFC 7617 §2). */
  readonly username: string;
  /** The clear password. Requests carry its MD5 in lower-case hex. */
  readonly password: string;
}

/** An API client that may exchange its key and secret for tokens. */
export interface EmulatedClient {
  readonly key: string;
  readonly secret: string;
  /** Lifetime of its tokens in whole seconds, 1 to 2 592 000 (30 days). Default 300. */
  readonly lifetimeSeconds?: number;
  /** Number of the till it acts for when no attribution header says otherwise. Default 50001. */
  readonly defaultTill?: number;
  /** API paths its access group does not cover, such as `"/v2/customers"`: they answer "no access". Default none. */
  readonly forbidden?: readonly string[];
}

/** Who may log in to the emulated Capillary, and how its undocumented corners answer. */
export interface EmulatedCapillaryOptions {
  /** Default: `store.server` / `server123`, the sample of the vendor's "Get Started" page. */
  readonly tills?: readonly EmulatedTill[];
  /** Default: one fake client, see {@link EmulatedCapillary.credentials}. */
  readonly clients?: readonly EmulatedClient[];
  /** HTTP status that goes with error 320001 (wrong key or secret). The vendor documents none. Default 200. */
  readonly badCredentialsStatus?: number;
  /**
   * HTTP status with which v2 paths refuse an expired token: 401, or 200 with code 498 inside the body.
   * The v1.1 path always answers 200 with 498 inside. Default 401.
   */
  readonly expiredTokenStatus?: 200 | 401;
}

/** Options of {@link startEmulator}. Any other name is refused. */
export interface EmulatorOptions {
  /** Port on 127.0.0.1; 0 takes any free one. Default 0. */
  readonly port?: number;
  readonly capillary?: EmulatedCapillaryOptions;
}

/**
 * One logged request. The fields hold what was received; `util.inspect`, `console.log` and `JSON.stringify` of the
 * entry (or of the emulator) show credentials as `«redacted»`. Taking a field out, as in `console.log(entry.headers)`,
 * shows it as it is.
 */
export interface LoggedRequest {
  /** When its headers had arrived, in milliseconds since the epoch. */
  readonly at: number;
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
  readonly endpoint: Endpoint;
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
  Pick<LoggedRequest, "method" | "path" | "endpoint" | "authentication" | "verdict" | "status" | "fault">
>;

/** Which requests a fault is for. A path is compared whole and without query; a method in any case. */
export type FaultTarget =
  | "token"
  | "api"
  | { readonly method: string; readonly path?: string }
  | { readonly method?: string; readonly path: string };

interface FaultSchedule {
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
 * A fault must do something; what cannot be done together is refused.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * emulator.fault({ on: "token", status: 503, headers: { "Retry-After": "1" }, times: 2 });
 * emulator.fault({ on: "api", delayMs: 50, reset: true });
 * emulator.fault({ on: { method: "POST", path: "/v2/customers" }, skip: 3, truncate: true });
 * emulator.fault({ on: "token", status: 307, headers: { Location: "http://127.0.0.1:1/" } });
 * console.log(emulator.faults.map(({ name }) => name).join()); // status+headers,delayMs+reset,truncate,status+headers
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

/** A fault still to happen: its description, with `times` and `skip` as they are left. */
export type PendingFault = Readonly<FaultDescription> & {
  readonly name: string;
  readonly times: number;
  readonly skip: number;
};

/** Takes a queued fault back. */
export interface FaultHandle {
  readonly name: string;
  /** Removes the fault; false if nothing was left of it. */
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
 * Source: "Get Started", "Basic authentication", "OAuth2 Client Credentials Flow" and "Authorization Flows" on
 * docs.capillarytech.com.
 */
export interface EmulatedCapillary {
  /** The first till. By default `store.server` / `server123`, the sample of the vendor's page. */
  readonly till: EmulatedTill;
  /** Key (25 characters) and secret (40) of the first client; by default plainly fake ones. */
  readonly credentials: { readonly key: string; readonly secret: string };
  /** How many tokens have been given out. */
  readonly tokensIssued: number;
  /** Makes every token given so far an expired one (498). */
  expireTokens(): void;
  /** Makes every token given so far an unknown one (401). */
  revokeTokens(): void;
  /** Lifetime in whole seconds, 1 to 2 592 000, of tokens given from now on, for every client. */
  setLifetime(seconds: number): void;
}

/** A running emulator. */
export interface Emulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly capillary: EmulatedCapillary;
  /** Every request in order of arrival; the same array all along. */
  readonly requests: readonly LoggedRequest[];
  /** The faults still to happen, in order. */
  readonly faults: readonly PendingFault[];
  /**
   * How many logged requests have every value of the filter; all of them without one.
   *
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
  clearRequests(): void;
  /**
   * Queues a fault.
   * @throws TypeError naming the field that is wrong, such as `fault.drip.bytes`.
   */
  fault(description: FaultDescription): FaultHandle;
  /** Takes every queued fault back. */
  clearFaults(): void;
  /** Ends every connection and stops listening. May be called again. Until then the emulator keeps the process alive. */
  close(): Promise<void>;
  /** The same as {@link Emulator.close}, for `await using`; only there when the runtime has the symbol. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that plays Capillary: it checks requests as strictly as the vendor's pages describe them,
 * logs them and misbehaves on demand. Close it when done.
 *
 * Requests it refuses although the vendor may not: a wildcard `Accept`, an unknown attribution type (which the vendor
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
  /** Exactly this port of 127.0.0.1. Default: 8787, or the first free one of the 19 after it. */
  readonly port?: number;
  readonly capillary?: EmulatedCapillaryOptions;
  /** Stops the server when aborted, as SIGINT and SIGTERM do. */
  readonly signal?: AbortSignal;
  /** Takes what is printed, without the line end. Default: standard output. */
  readonly print?: (line: string) => void;
}

/**
 * Runs the emulator as a program: prints its address, curl lines that work when pasted, and then one line per request
 * (method, path, status, verdict, milliseconds) without credentials. Resolves once it was stopped by SIGINT, SIGTERM or
 * `signal`, and is closed.
 *
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
 * @throws AssertionError (`node:assert`) naming the path and the encoding, never the secret: `the secret can be read at
 * error.cause.message (base64)`.
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
 * @throws AssertionError (`node:assert`, as a rejection) with a line for each clause that is broken.
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
