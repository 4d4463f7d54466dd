import type { ErrorCode } from '../facade/auth-error-class.ts';
import type { Clock } from './clock.ts';
import type { CommonOptions } from './authenticator-options.ts';

/**
 * What happened. No event holds a secret. `name` and `vendor` are those of `status()`. `at` is an instant in milliseconds since
 * 1970 by the authenticator's clock, and so is whatever ends in `At`; `attempt` counts the requests of one renewal from 1;
 * `durationMs`, the time from request to answer, and `delayMs` are milliseconds. `code` is that of the error, `status` the HTTP
 * status where there was an answer, `vendorCode` and `requestId` what the vendor said in it, `platformCode` the platform's own
 * code where there was none and it has one, such as `ENOTFOUND`;
 * `operation` and `reason` say what a store was asked for and how it failed; `expiresAt`, `renewalDueAt` and `obtainedAt`
 * are those of the token, null where unknown.
 *
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { capillaryOAuth } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * vendor.fault({ on: 'token', status: 503 });
 * let told = '';
 * const api = capillaryOAuth({
 *   host: vendor.url,
 *   ...vendor.capillary.credentials,
 *   dangerouslyAllowInsecureHttp: 'loopback',
 *   onEvent({ type }) {
 *     told += ` ${type}`;
 *   },
 * });
 * await api.headers();
 * console.log(told.trim()); // token_requested token_request_retried token_requested token_obtained
 * await api.close();
 * await vendor.close();
 * ```
 */
export type AuthenticatorEvent = {
  readonly at: number;
  /** There where the option was given. */
  readonly name?: string;
  readonly vendor: string;
} /** A request goes out. Of one that another renewal has overtaken, as after a freeze, or that a framework interrupted, no event tells the end. */ & (
  | { readonly type: 'token_requested'; readonly attempt: number }
  | {
      readonly type: 'token_obtained';
      readonly attempt: number;
      readonly durationMs: number;
      readonly expiresAt: number | null;
      readonly renewalDueAt: number | null;
    }
  /** A request failed and is sent again after `delayMs`. */
  | {
      readonly type: 'token_request_retried';
      readonly attempt: number;
      readonly durationMs: number;
      readonly code: ErrorCode;
      readonly status: number | null;
      readonly vendorCode?: string;
      readonly requestId?: string;
      readonly platformCode?: string;
      readonly delayMs: number;
    }
  /** A renewal failed; the next one may begin at `nextTryAt`. `attempt` is 0 where no request was made: the password has ended. */
  | {
      readonly type: 'token_request_failed';
      readonly attempt: number;
      readonly durationMs: number;
      readonly code: ErrorCode;
      readonly status: number | null;
      readonly vendorCode?: string;
      readonly requestId?: string;
      readonly platformCode?: string;
      /** Null where nothing has to be waited for. */
      readonly nextTryAt: number | null;
    }
  /** A token that another process obtained is used. */
  | { readonly type: 'token_served_from_store'; readonly obtainedAt: number }
  /** The vendor rejected a token; `replay` says whether the request deserves another try. */
  | {
      readonly type: 'token_rejected';
      /** Whether another token may be good. */
      readonly replay: boolean;
    }
  /** A request was sent once more with another token. */
  | { readonly type: 'request_replayed'; readonly status: number }
  /** A call of `fetch` is over. */
  | {
      readonly type: 'request_completed';
      /** In capitals. */
      readonly method: string;
      /** Where it went, without path and query. */
      readonly origin: string;
      /** Null where there was no answer. */
      readonly status: number | null;
      /** From the first request to the answer that the caller gets, or to what the call fails with. */
      readonly durationMs: number;
      /** 2 where it was sent once more. */
      readonly attempts: number;
      /** There where the call failed; not where its caller ended it. */
      readonly code?: ErrorCode;
      readonly platformCode?: string;
    }
  /** The function in `credentials` gave them. */
  | { readonly type: 'credentials_given'; readonly durationMs: number }
  /** It failed, or took too long, or gave what cannot be used; it is asked again at `nextTryAt` at the earliest. */
  | {
      readonly type: 'credentials_failed';
      readonly durationMs: number;
      readonly code: ErrorCode;
      readonly platformCode?: string;
      readonly nextTryAt: number | null;
    }
  /** Caxton's client password ends in seven days or less: told once, at the first use from then on. */
  | {
      readonly type: 'password_ends_soon';
      /** In milliseconds since the epoch. */
      readonly passwordEndsAt: number;
    }
  | {
      readonly type: 'store_error';
      readonly operation: 'read' | 'write' | 'remove' | 'lock' | 'unlock';
      readonly reason: 'failed' | 'timeout' | 'malformed';
    }
  | { readonly type: 'closed' }
);

/** What an event of a type says beside that and its instant. */
type Facts<Type extends AuthenticatorEvent['type']> = Omit<
  Extract<AuthenticatorEvent, { type: Type }>,
  'type' | 'at' | 'name' | 'vendor'
>;

/** Whose events they are. */
export interface Identity {
  readonly name: string | undefined;
  readonly vendor: string;
}

type Handler = NonNullable<CommonOptions['onEvent']>;

/** Tells the caller what happens. A handler runs apart from the call it is told of, and nothing it does reaches that. */
export class Events {
  #handler: Handler | undefined;
  #clock: Clock;
  #whose: { name?: string; vendor: string };

  constructor(handler: Handler | undefined, clock: Clock, { name, vendor }: Identity) {
    this.#handler = handler;
    this.#clock = clock;
    this.#whose = { ...(name !== undefined && { name }), vendor };
  }

  /** `facts` is called only where there is somebody to tell. */
  tell<Type extends AuthenticatorEvent['type']>(type: Type, facts?: () => Facts<Type>): void {
    const handler = this.#handler;
    if (handler === undefined) return;
    const event = Object.freeze({ type, at: this.#clock.wall(), ...this.#whose, ...facts?.() }) as AuthenticatorEvent;
    queueMicrotask(() => deliver(handler, event));
  }
}

async function deliver(handler: Handler, event: AuthenticatorEvent): Promise<void> {
  try {
    await handler(event);
  } catch {
    // Whoever listens is not asked for an opinion.
  }
}
