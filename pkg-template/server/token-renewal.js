// One account's token: asks the core what to do, makes the call it asks for, lets callers share the call under way.

import { AccessToken } from '../facade/access-token.js';
import { AuthError } from '../facade/auth-error.js';
import { sendWithin } from './call-deadline.js';
import { share } from './clock.js';
import { Step, guarded } from './core.js';
import { scrubbedCause } from './thrown-cause.js';
import { steady } from './token-answer.js';
import { waitFor } from './waiting.js';

export class TokenRenewal {
  #account;
  #clock;
  #fetch;
  #pending;
  #calls = new Set();
  #controllers = new Set();
  #closed = false;

  constructor(account, clock, fetch) {
    this.#account = account;
    this.#clock = clock;
    this.#fetch = steady(fetch);
  }

  /** Resolves to what `take` returns: it is called at the very moment when there is a token, before anyone can drop it. */
  async withToken(take, signal) {
    for (;;) {
      const before = this.#account.generation();
      const pending = this.#advance();
      if (pending === undefined) return take();
      const failure = await waitFor(pending, signal);
      if (this.#closed) throw closedError();
      // Everyone who waited gets an error object of their own.
      if (failure !== undefined) throw new AuthError(failure, failure.cause && { cause: failure.cause });
      if (this.#account.generation() > before) return take();
      // The call counted as lost meanwhile, or another caller had its token rejected already: ask again.
    }
  }

  /** Takes the step the core asks for: nothing to wait for, or the call under way. */
  #advance() {
    if (this.#closed) throw closedError();
    const step = guarded(() => this.#account.want(this.#clock.wall(), this.#clock.monotonic()));
    switch (step) {
      case Step.Serve:
        return undefined;
      case Step.ServeAndCall:
        this.#begin();
        return undefined;
      case Step.Call:
        return this.#begin();
      case Step.Join:
        // The core counts a call as under way exactly as long as its promise is here.
        return this.#pending ?? Promise.resolve(internalFailure());
      default:
        throw new AuthError(this.#account.failure());
    }
  }

  #begin() {
    const pending = this.#call().catch(internalFailure).finally(() => {
      this.#calls.delete(pending);
      if (this.#pending === pending) this.#pending = undefined;
    });
    this.#calls.add(pending);
    this.#pending = pending;
    return pending;
  }

  /** Makes one token call. Resolves to nothing, or to the fields of an error. */
  async #call() {
    const call = this.#account.token_call();
    const { id } = call;
    const asked = this.#clock.wall();
    const controller = new AbortController();
    this.#controllers.add(controller);
    try {
      const outcome = await sendWithin(this.#account.timeout(), controller, call, this.#fetch);
      return this.#settle(id, asked, outcome);
    } catch (thrown) {
      this.#settle(id, asked, undefined);
      return internalFailure(thrown);
    } finally {
      this.#controllers.delete(controller);
    }
  }

  #settle(id, asked, outcome) {
    const [wall, monotonic] = [this.#clock.wall(), this.#clock.monotonic()];
    if (outcome === undefined) return this.#account.time_out(id, wall, monotonic, share());
    const cause = scrubbedCause(outcome.thrown);
    const failure = this.#account.settle(outcome, asked, wall, monotonic, share());
    return failure && { ...failure, cause };
  }

  /** The vendor rejected a token: whether the request deserves another try. */
  rejected(generation) {
    if (this.#closed) return false;
    return this.#account.rejected(generation, this.#clock.wall(), this.#clock.monotonic(), share());
  }

  /** The token that is held. */
  token() {
    const { claims, ...fields } = this.#account.token();
    return new AccessToken({ ...fields, claims: claims === null ? null : JSON.parse(claims) });
  }

  /** Aborts every call under way; resolves when none of them needs the account any more. */
  async close() {
    this.#closed = true;
    for (const controller of this.#controllers) controller.abort(closedError());
    await Promise.all(this.#calls);
  }
}

function internalFailure(thrown) {
  const message = 'commerce-auth failed inside a token call: please report it';
  return { code: 'internal', message, cause: scrubbedCause(thrown) };
}

export function closedError() {
  return new AuthError({ code: 'closed', message: 'this authenticator has been closed: make a new one' });
}
