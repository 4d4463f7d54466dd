import type { AuthenticatorEvent } from './events.ts';
import type { TokenStore } from './stores/token-store.ts';

/** What a `fetch` has to resolve to, of whatever class: the global `Response`, undici's, node-fetch's. */
export interface FetchedResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The header fields, by names without regard to case. */
  readonly headers: { get(name: string): string | null };
}

// Functions among the options are typed by methods: one whose parameters are typed more narrowly, as undici's are, is taken too.

/** The options of every authenticator. */
export interface CommonOptions {
  /** What to call the authenticator in events and in `status()`, in at most 100 characters. It is no secret. */
  name?: string | undefined;
  /** Further origins of the vendor that the credentials may go to, such as `https://eu.intouch.capillarytech.com`. */
  origins?: readonly string[] | undefined;
  /**
   * The `fetch` to use, called with a URL string and an init object. Default: the global one of that moment. Deno's
   * repeats by itself a request that breaks off, a POST as well, so the global one is given bodies there that it cannot
   * repeat; a function of yours around it has to see to that itself, for instance by passing on `new Blob([init.body])`.
   * Of an answer whose body cannot be copied, as those of node-fetch and `@whatwg-node/fetch`, the status alone is looked at.
   */
  fetch?: { of(url: string, init: RequestInit): Promise<FetchedResponse> }['of'] | undefined;
  /**
   * How long a renewal may take with all its retries, in milliseconds. Default 10 000. With a store that locks, waiting for
   * another process comes before.
   */
  timeoutMs?: number | undefined;
  /**
   * How a failed token request is sent again: after a failed connection, 408, 425, 429 or 5xx. No other request is. While
   * an outage lasts, each renewal is one request. `false` for never.
   */
  retry?: false | RetryOptions | undefined;
  /**
   * Shares the token with authenticators of the same account and store, in any process. A store that fails, or takes over
   * two seconds, costs sharing, never a call. `close()` leaves it open.
   */
  store?: TokenStore | undefined;
  /** Hears of what happens, after it has happened. What it throws or rejects with is dropped. */
  onEvent?: { of(event: AuthenticatorEvent): void | Promise<void> }['of'] | undefined;
  /**
   * Keeps the runtime at work until a promise has settled, such as `waitUntil` of `cloudflare:workers` or of
   * `@vercel/functions`. It carries renewals ahead of time; the promise it gets never rejects.
   */
  waitUntil?: { of(promise: Promise<unknown>): void }['of'] | undefined;
  /**
   * Whether callers may wait for another caller's token call. Default: true, except in Cloudflare's runtime. With `false`
   * they wait by timers, and no token is renewed early without `waitUntil`.
   */
  sharePendingCalls?: boolean | undefined;
  /**
   * How many seconds before its end a token is renewed, at most half its lifetime. Default: 60 s or a fifth of it, whichever
   * is less.
   */
  refreshMarginSeconds?: number | undefined;
  /**
   * The longest token answer that is read, in bytes. Default 65 536. Answers of the API are looked into up to this length, at
   * most 64 KiB.
   */
  maxResponseBytes?: number | undefined;
  /** The wall clock, in milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** `'loopback'` allows `http` to this machine, for tests; `true` allows it anywhere, where everyone can listen. */
  dangerouslyAllowInsecureHttp?: 'loopback' | boolean | undefined;
}

/** How often, and after which waits, a failed token request is sent again. */
export interface RetryOptions {
  /** How often at most, beside the first time. Default 2. */
  maxRetries?: number | undefined;
  /**
   * The longest wait before a retry, in milliseconds. Default 2 000. Waits are random shares of 250 ms, 500 ms, 1 s and so
   * on. `Retry-After` raises them; one beyond this, or beyond `timeoutMs`, ends the renewal.
   */
  maxDelayMs?: number | undefined;
}
