// An authenticator whose credentials come later. Behind it stands one that was made of what was given last; before that there is
// none, and what is asked of it waits.

import type { AccessToken } from '../facade/access-token.ts';
import { invalidArgument } from '../facade/auth-error.ts';
import { isPlainRecord } from '../facade/plain-record.ts';
import { refuseUnknown } from '../facade/unknown-name.ts';
import type { AuthenticatorStatus, FetchInit, TokenAuthenticator } from './authenticator-contract.ts';
import type { CommonOptions } from './authenticator-options.ts';
import type { Clock } from './clock.ts';
import { copiedOptions } from './copied-options.ts';
import { type AtHand, CREDENTIALS, CredentialSource, type Given, NOTHING, TOKEN } from './credential-source.ts';
import type { Field } from '../facade/operation.ts';
import type { AuthenticatorEvent, Events } from './events.ts';
import { ownMembers, signalOf } from './own-members.ts';
import { rejectedText } from './rejected-token.ts';
import { type SendingThrough, THROUGH } from './sending-through.ts';
import { closedError } from './token-keeper.ts';
import { checkSignal } from './waiting.ts';

type Signal = AbortSignal | null | undefined;

type Handler = NonNullable<CommonOptions['onEvent']>;

/** What is done with the authenticator of other credentials that has taken one's place; nothing where none has. */
export type BySuccessor<Named> = <Result>(
  use: (successor: TokenAuthenticator<Named>) => Promise<Result>,
) => Promise<Result> | undefined;

/** What an authenticator is made of, but for its credentials. */
export interface LateOptions<Named> {
  readonly give: () => unknown;
  /** The names that may be given; those of a profile are its own to judge. */
  readonly names: readonly string[] | undefined;
  readonly make: (given: Given, onEvent: Handler, bySuccessor: BySuccessor<Named>) => TokenAuthenticator<Named>;
  /** Whether such an authenticator has a token. */
  readonly renews: (made: TokenAuthenticator<Named>) => boolean;
  /** Whether it has a token that a caller would get: which one that is, only the core can tell. */
  readonly servesToken: (made: TokenAuthenticator<Named>) => boolean;
  readonly clock: Clock;
  readonly events: Events;
  readonly onEvent: Handler | undefined;
  readonly timeoutMs: number;
  readonly sharesCalls: boolean;
  readonly waitUntil: CommonOptions['waitUntil'] | undefined;
  /** What is known of it while nothing was given. */
  readonly status: AuthenticatorStatus;
}

/** One that was made, and how many calls use it. */
interface Made<Named> {
  readonly given: Given;
  readonly authenticator: TokenAuthenticator<Named>;
  readonly hasToken: boolean;
  /** When the credentials themselves end, in milliseconds since 1970; null where that is unknown. */
  readonly endsAt: number | null;
  calls: number;
}

const COUNTERS = ['tokenCalls', 'failedCalls', 'rejections'] as const;

/** What says that credentials are not, or no longer, good. */
const REFUSED: ReadonlySet<string> = new Set(['bad_credentials', 'password_expired']);

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

type Counts = Record<(typeof COUNTERS)[number], number>;

function addCounts(to: Counts, counts: Readonly<Counts>): void {
  for (const name of COUNTERS) to[name] += counts[name];
}

export class LateAuthenticator<Named> implements TokenAuthenticator<Named> {
  #options: LateOptions<Named>;
  #source: CredentialSource;
  #current: Made<Named> | undefined;
  /** Of other credentials, while there is a token yet of those before. */
  #next: Made<Named> | undefined;
  /** Those that others have replaced, as long as calls use them, or they are being closed. */
  #leaving = new Set<Made<Named>>();
  /** What was counted by those that are gone. */
  #told: Counts = { tokenCalls: 0, failedCalls: 0, rejections: 0 };
  #closed = false;
  #lastStatus: AuthenticatorStatus | undefined;
  /** Only there when the runtime has the symbol. */
  declare [Symbol.asyncDispose]: () => Promise<void>;

  constructor(options: LateOptions<Named>) {
    this.#options = options;
    const { give, clock, events, timeoutMs, sharesCalls, waitUntil } = options;
    const take = (given: Given) => this.#take(given);
    this.#source = new CredentialSource({ give, take, clock, events, timeoutMs, sharesCalls, waitUntil });
  }

  async headers(request?: {
    attribution?: Named | null | undefined;
    signal?: AbortSignal | undefined;
  }): Promise<Record<string, string>> {
    const own = ownMembers(request, 'request');
    return this.#with(signalOf(own), ({ headers }) => headers(own));
  }

  async fetch(input: string | URL | Request, init?: FetchInit<Named>): Promise<Response> {
    return this.#fetchBy(({ fetch }) => fetch, input, init as RequestInit | undefined);
  }

  /** @internal */
  [THROUGH](
    send: NonNullable<CommonOptions['fetch']>,
  ): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
    const through = (authenticator: TokenAuthenticator<Named>) =>
      (authenticator as TokenAuthenticator<Named> & SendingThrough)[THROUGH](send);
    return (input, init) => this.#fetchBy(through, input, init);
  }

  async #fetchBy(
    fetchOf: (authenticator: TokenAuthenticator<Named>) => TokenAuthenticator<Named>['fetch'],
    input: string | URL | Request,
    init: RequestInit | undefined,
  ): Promise<Response> {
    // As they are now: they are taken apart when there are credentials.
    const own = ownMembers(init, 'init');
    return this.#with(signalOf(own, input), async (authenticator, made) => {
      const response = await fetchOf(authenticator)(input, own);
      // There is no token to renew: what is left to try is other credentials.
      if (!made.hasToken && response.status === 401) this.#doubt(made);
      return response;
    });
  }

  async token(options?: { signal?: AbortSignal | undefined }): Promise<AccessToken> {
    const own = ownMembers(options);
    return this.#with(signalOf(own), ({ token }) => token(own));
  }

  invalidate(rejected?: string | AccessToken): void {
    rejectedText(rejected);
    this.#current?.authenticator.invalidate(rejected);
  }

  status(): AuthenticatorStatus {
    if (this.#lastStatus !== undefined) return { ...this.#lastStatus };
    const status: Writable<AuthenticatorStatus> = {
      ...(this.#current?.authenticator.status() ?? this.#options.status),
    };
    addCounts(status, this.#told);
    for (const { authenticator } of this.#leaving) {
      const leaving = authenticator.status();
      addCounts(status, leaving);
      status.calling ||= leaving.calling;
    }
    const { failure, isAsking, nextTryAt } = this.#source;
    if (failure !== undefined) Object.assign(status, { lastError: failure.code, nextTryAt });
    return { ...status, calling: status.calling || isAsking };
  }

  async close(): Promise<void> {
    if (!this.#closed) {
      this.#options.events.tell('closed');
      this.#closed = true;
      this.#lastStatus = { ...this.status(), hasToken: false, calling: false };
      this.#source.close();
    }
    const made = [...this.#leaving, this.#current, this.#next];
    await Promise.all(made.map((each) => each?.authenticator.close()));
    [this.#current, this.#next] = [undefined, undefined];
  }

  /** What `use` does with an authenticator whose credentials were given. */
  async #with<Result>(
    signal: Signal,
    use: (authenticator: TokenAuthenticator<Named>, made: Made<Named>) => Promise<Result>,
  ): Promise<Result> {
    checkSignal(signal);
    if (this.#closed) throw closedError();
    this.#changeOver();
    const last = this.#last;
    // Its own clock says what the vendor would.
    if (last !== undefined && last.endsAt !== null && last.endsAt <= this.#options.clock.wall()) this.#doubt(last);
    await this.#source.ready(() => this.#atHand(), signal);
    if (this.#closed) throw closedError();
    return this.#using(this.#current as Made<Named>, use);
  }

  async #using<Result>(
    made: Made<Named>,
    use: (authenticator: TokenAuthenticator<Named>, made: Made<Named>) => Promise<Result>,
  ): Promise<Result> {
    made.calls += 1;
    try {
      return await use(made.authenticator, made);
    } finally {
      made.calls -= 1;
      if (made !== this.#current) this.#retire(made);
    }
  }

  #atHand(): AtHand {
    const made = this.#current;
    if (made === undefined) return NOTHING;
    if (!made.hasToken) return CREDENTIALS;
    return this.#options.servesToken(made.authenticator) ? TOKEN : NOTHING;
  }

  /** Takes what was given, or throws why it cannot be used. */
  #take(everything: Given): void {
    const { names, make, renews } = this.#options;
    const given = names === undefined ? everything : picked(everything, names);
    const last = this.#last;
    // The authenticator of these knows already what the vendor thinks of them.
    if (last !== undefined && isSame(last.given, given)) return;
    const authenticator = make(
      given,
      (event) => this.#hear(event, made),
      (use) => this.#bySuccessor(made, use),
    );
    const { passwordEndsAt: endsAt } = authenticator.status();
    const made: Made<Named> = { given, authenticator, hasToken: renews(authenticator), endsAt, calls: 0 };
    const replaced = this.#next;
    this.#next = made;
    if (replaced !== undefined) this.#retire(replaced);
    this.#changeOver();
  }

  /** Of what was given last. */
  get #last(): Made<Named> | undefined {
    return this.#next ?? this.#current;
  }

  /** A vendor refused these, or they have ended: that says nothing of others that were given since. */
  #doubt(made: Made<Named>): void {
    if (made === this.#last) this.#source.doubt();
  }

  /** From here on the credentials that were given last are used; those before only as long as there is a token of theirs. */
  #changeOver(): void {
    const [before, next] = [this.#current, this.#next];
    if (next === undefined) return;
    if (before?.hasToken === true && this.#options.servesToken(before.authenticator)) return;
    [this.#current, this.#next] = [next, undefined];
    if (before !== undefined) this.#retire(before);
  }

  /** Its credentials may be refused by now, and a good token may be there of the others. */
  #bySuccessor<Result>(
    made: Made<Named>,
    use: (successor: TokenAuthenticator<Named>) => Promise<Result>,
  ): Promise<Result> | undefined {
    this.#changeOver();
    const successor = this.#current;
    return successor === undefined || successor === made ? undefined : this.#using(successor, use);
  }

  /** Closes one as soon as no call uses it. What they came to is counted then. */
  #retire(made: Made<Named>): void {
    this.#leaving.add(made);
    if (made.calls > 0) return;
    made.authenticator.close().then(() => {
      if (this.#leaving.delete(made)) addCounts(this.#told, made.authenticator.status());
    });
  }

  /** The events of an authenticator behind it, whose end is nobody's concern. */
  #hear(event: AuthenticatorEvent, made: Made<Named>): void | Promise<void> {
    if (event.type === 'closed') return undefined;
    if (event.type === 'token_request_failed' && REFUSED.has(event.code)) this.#doubt(made);
    return this.#options.onEvent?.(event);
  }
}

/** Those of the credentials that were given; any other name would be an option's. */
function picked(given: Given, names: readonly string[]): Given {
  const credentials = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value === undefined) continue;
    if (!names.includes(name)) refuseUnknown(name, 'credentials', names);
    credentials[name] = value;
  }
  return credentials;
}

function isSame(one: Given, other: Given): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/**
 * A copy of options without `credentials`, and the function that stands there; nothing where none is named, or they are no
 * options. `fields` are the options that there are.
 */
export function takenApart(
  options: unknown,
  names: readonly string[],
  fields: readonly Field[],
): { readonly give: (() => unknown) | undefined; readonly rest: Given } | undefined {
  const isNamed = typeof options === 'object' && options !== null && Object.hasOwn(options, 'credentials');
  if (!isNamed || !isPlainRecord(options)) return undefined;
  // Copied first: V8 may read a getter twice that a pattern names before its rest.
  const { credentials, ...rest } = copiedOptions(options as Record<string, unknown>, fields);
  if (credentials === undefined) return { give: undefined, rest };
  if (typeof credentials !== 'function') {
    throw invalidArgument('credentials', 'credentials must be a function that gives them, or a promise of them');
  }
  const twice = names.find((name) => Object.hasOwn(rest, name) && rest[name] !== undefined);
  if (twice !== undefined) {
    throw invalidArgument(twice, `${twice} stands beside credentials, which gives it: leave one of the two out`);
  }
  return { give: () => credentials(), rest };
}
