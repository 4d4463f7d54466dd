// An account of the core: its methods with the types that they have here. None throws anything but an `AuthError`.

import * as glue from 'glue:server';
import { AccessToken, type AccessTokenParts } from '../facade/access-token.ts';
import type { AuthErrorFields } from '../facade/auth-error-class.ts';
import type { Call } from '../facade/call.ts';
import type { Operation } from '../facade/operation.ts';
import { headers } from '../facade/results.ts';
import type { AssertionAlgorithm } from '../facade/token-profile.ts';
import type { AuthenticatorStatus } from './authenticator-contract.ts';
import { type Instant, jitter } from './clock.ts';
import { errorOf, withFrame } from './core.ts';
import { frameOf, readFrame } from './frame.ts';
import { withKept } from './kept-values.ts';
import { ownMembers } from './own-members.ts';

/** Which token it is: later ones have larger numbers, 0 stands for none. */
export type Generation = number & { readonly of?: 'a token' };

/** Which call it is. */
export type CallId = number & { readonly of?: 'a call' };

/** Whom a call is made for: the account's own attribution, none, or what the call names, which was checked. */
export type CallAttribution = 'own' | 'none' | Uint8Array;

/** What is to be done for a caller who wants the token. */
export type Step =
  /** Use it. */
  | { readonly kind: 'serve'; readonly generation: Generation }
  /** Use it, and make this call meanwhile. */
  | { readonly kind: 'serveAndCall'; readonly id: CallId }
  /** Make this call, and wait for it. */
  | { readonly kind: 'call'; readonly id: CallId }
  /** Wait for the call under way. */
  | { readonly kind: 'join' };

/** What became of a token request; `thrown` is what fetch threw. */
export type Settlement =
  | { readonly kind: 'obtained'; readonly generation: Generation }
  /** Another call has begun since: nothing of the answer counts. */
  | { readonly kind: 'superseded' }
  /** The request is to be sent again. */
  | { readonly kind: 'retry'; readonly delayMs: number; readonly error: AuthErrorFields; readonly thrown: unknown }
  /** The renewal failed. */
  | { readonly kind: 'failed'; readonly error: AuthErrorFields; readonly thrown: unknown };

/** What became of the text of a store. */
export type Adoption =
  | { readonly kind: 'adopted'; readonly generation: Generation; readonly obtainedAt: number }
  /** Its token is no better than what there is; the version is that of the token that was dropped last. */
  | { readonly kind: 'noBetter'; readonly refusedVersion: number | null }
  /** Another call has begun since: nothing of the text counts, and this call is over. */
  | { readonly kind: 'superseded' }
  /** It is not a token of this account. */
  | { readonly kind: 'malformed' };

/** What never changes of an account. */
export interface AccountFacts {
  /** The base address, for relative URLs; null where it comes with a token. */
  readonly address: string | null;
  /** Whether a call's address is to be asked for: it has parameters, or comes with a token. */
  readonly makesAddresses: boolean;
  /** Whether its token request is signed. */
  readonly signs: boolean;
  /** Whether there is a token to obtain and renew. */
  readonly hasToken: boolean;
  /** Whether the body of an answer can say that the token is rejected. */
  readonly readsBodies: boolean;
  /** The longest body that is looked into, in bytes. */
  readonly bodyLimit: number;
  readonly timeoutMs: number;
  /** How long the lock of a store is leased. */
  readonly leaseMs: number;
  /** The name of its token in a store. */
  readonly cacheKey: string;
}

/** What is known of it; whose it is and what it is called it does not know. */
type AccountStatus = Omit<AuthenticatorStatus, 'name' | 'vendor'>;

/** A token as a store keeps it. */
interface StoredFields {
  readonly value: string;
  readonly version: number;
  readonly ttlMs: number;
}

/** A token as the core has it: its claims are JSON text, and so is what was kept beside it. */
type TokenFields = Omit<AccessTokenParts, 'claims' | 'kept'> & {
  readonly claims: string | null;
  readonly kept?: string;
};

/** What is to be signed for a token request. */
export interface Unsigned {
  readonly algorithm: AssertionAlgorithm;
  readonly key: string;
  readonly text: string;
}

/** Where a call goes: the base address, and parameters of the address. */
export interface CallAddress {
  readonly base: string;
  readonly query: Readonly<Record<string, string>>;
}

export type TokenOutcome = glue.TokenOutcome;

export class Account {
  readonly facts: AccountFacts;
  #core: glue.Account;
  /** What was said last of a caller to be served, since that is said again and again. */
  #served: Step & { readonly kind: 'serve' } = { kind: 'serve', generation: 0 };

  /** The account that a factory makes of options. */
  constructor(factory: Operation<void>, options: Call) {
    this.#core = withFrame(options, (frame) => new glue.Account(factory.number, frame));
    this.facts = this.#guarded(() => this.#core.facts());
  }

  /** Whether the credentials may go to this origin. */
  allows(origin: string): boolean {
    return this.#guarded(() => this.#core.allows(origin));
  }

  /** A caller wants the token: what to do. Throws why there is none. */
  want({ wall, monotonic }: Instant): Step {
    let code: number;
    try {
      code = this.#core.want(wall, monotonic);
    } catch (thrown) {
      throw errorOf(thrown);
    }
    const number = Math.floor(code / 4);
    switch (code % 4) {
      case 0:
        if (this.#served.generation !== number) this.#served = { kind: 'serve', generation: number };
        return this.#served;
      case 1:
        return { kind: 'serveAndCall', id: number };
      case 2:
        return { kind: 'call', id: number };
      default:
        return { kind: 'join' };
    }
  }

  /** What is to be signed for a token request now; to be asked for only where one is signed. */
  unsigned({ wall }: Instant): Unsigned {
    const fields = this.#guarded(() => this.#core.unsigned(wall, crypto.randomUUID()));
    return readFrame(fields, (result) => ({
      algorithm: result.text() as AssertionAlgorithm,
      key: result.text(),
      text: result.text(),
    }));
  }

  /** A request of a call cannot be signed, for this reason, which begins with a space. */
  giveUp(id: CallId, reason: string, { wall, monotonic }: Instant): Settlement {
    return this.#guarded(() => this.#core.give_up(id, reason, wall, monotonic, jitter()));
  }

  /** A request of a call, which goes out now, with its assertion where it is signed. Its `send` gives a promise that never rejects. */
  request(id: CallId, assertion: string | undefined, { wall, monotonic }: Instant): glue.TokenCall {
    return this.#guarded(() => this.#core.request(id, assertion, wall, monotonic));
  }

  /** What became of the request that was asked for at one instant and answered at another; `reason` is what `reasonOf` says of why not. */
  settle(outcome: TokenOutcome, asked: Instant, { wall, monotonic }: Instant, reason: string): Settlement {
    return this.#guarded(() => this.#core.settle(outcome, asked.wall, wall, monotonic, jitter(), reason));
  }

  /** The deadline of a call passed. */
  timeOut(id: CallId, { wall, monotonic }: Instant): Settlement {
    return this.#guarded(() => this.#core.time_out(id, wall, monotonic, jitter()));
  }

  /** Whoever made the call is gone. */
  lose(id: CallId): void {
    this.#guarded(() => this.#core.lose(id));
  }

  /** A store has this text: the call is over where its token is better than what there is. */
  adopt(id: CallId, text: string, { wall, monotonic }: Instant): Adoption {
    return this.#guarded(() => this.#core.adopt(id, text, wall, monotonic, jitter()));
  }

  /** The token that is held, for a store; null where there is none. */
  stored({ wall, monotonic }: Instant): StoredFields | null {
    return this.#guarded(() => this.#core.stored(wall, monotonic));
  }

  /** The header fields of a call. */
  headers(attribution: CallAttribution): Record<string, string> {
    const fields =
      typeof attribution === 'string'
        ? this.#guarded(() => this.#core.headers(attribution === 'own'))
        : this.#guarded(() => this.#core.headers_for(attribution));
    return readFrame(fields, headers);
  }

  /** Where a call goes; to be asked for only where `makesAddresses` says so. */
  address(): CallAddress {
    const fields = this.#guarded(() => this.#core.address());
    return readFrame(fields, (result) => ({ base: result.text(), query: headers(result) }));
  }

  /** What a call names, refused where no call can be made with it: that is said before a token is asked for. */
  checked(named: Call): CallAttribution {
    const attribution = frameOf(named);
    this.#guarded(() => this.#core.check(attribution));
    return attribution;
  }

  /** Whether there is a token that a caller would be served. */
  serves({ wall, monotonic }: Instant): boolean {
    return this.#guarded(() => this.#core.serves(wall, monotonic));
  }

  /** Which token is held. */
  generation(): Generation {
    return this.#guarded(() => this.#core.generation());
  }

  /** The token that is held; to be asked for only where there is one. */
  token(): AccessToken {
    const { claims, kept, ...fields }: TokenFields = ownMembers(this.#guarded(() => this.#core.token()));
    const token = { ...fields, claims: claims === null ? null : JSON.parse(claims) };
    return new AccessToken(withKept(token, kept === undefined ? null : JSON.parse(kept)));
  }

  /** Whether a body of this content type is JSON, and so says something. */
  looksInto(contentType: string | undefined): boolean {
    return this.#guarded(() => this.#core.looks_into(contentType));
  }

  /** Whether an answer rejects the token: by its status alone, or with the body, where that says something. */
  rejects(status: number, body?: Uint8Array): boolean {
    try {
      return body === undefined ? this.#core.rejects_status(status) : this.#core.rejects(status, body);
    } catch (thrown) {
      throw errorOf(thrown);
    }
  }

  /** Drops the token that is held, or nothing where it is another one than this. */
  invalidate(token: string | undefined): void {
    this.#guarded(() => this.#core.invalidate(token));
  }

  /** The vendor rejected a token: whether the request deserves another try with a new one. */
  rejected(generation: Generation, { wall, monotonic }: Instant): boolean {
    return this.#guarded(() => this.#core.rejected(generation, wall, monotonic, jitter()));
  }

  /** What is known of the account, without any secret. */
  status({ wall, monotonic }: Instant): AccountStatus {
    return this.#guarded(() => this.#core.status(wall, monotonic));
  }

  /** Zeroes key, secret and token in the memory of the core. */
  free(): void {
    this.#guarded(() => this.#core.free());
  }

  #guarded<Result>(run: () => Result): Result {
    try {
      return run();
    } catch (thrown) {
      throw errorOf(thrown);
    }
  }
}
