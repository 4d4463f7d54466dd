// The wasm core of the server build: accounts are objects of their own in it.

import * as glue from 'glue:server';
import limits from 'memory:server';
import type { AccessTokenParts } from '../facade/access-token.ts';
import { AuthError, isAuthError } from '../facade/auth-error.ts';
import type { AuthErrorFields } from '../facade/auth-error-class.ts';
import { compiledFrom, type ModuleSource } from '../facade/module-source.ts';
import { newMemory } from '../facade/wasm-memory.ts';
import type { AuthenticatorStatus } from './authenticator-contract.ts';

export type TokenCall = glue.TokenCall;
export type TokenOutcome = glue.TokenOutcome;
export type CaxtonRegistration = glue.CaxtonRegistration;

/** A token as the core has it: its claims are JSON text. */
export type TokenFields = Omit<AccessTokenParts, 'claims'> & { readonly claims: string | null };

/** What wasm-bindgen writes no types of: these come through serde. */
type Untyped = 'failure' | 'status' | 'token' | typeof Symbol.dispose;

/** Every method of the core's account; none of them throws anything but an `AuthError`. */
export interface Account extends Omit<glue.Account, Untyped> {
  /** The fields of the error after `Step.Fail`, `Settled.Retry` and `Settled.Failed`, once. */
  failure(): AuthErrorFields | undefined;
  /** What is known of the account, without any secret. */
  status(wallMs: number, monotonicMs: number): AuthenticatorStatus;
  /** The token that is held; to be asked for only where there is one. */
  token(): TokenFields;
}

/** What the glue has beside what it is made for. */
type Linked = typeof glue & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

/** What an entry said of where the core comes from; nothing any more once it runs. */
let source: ModuleSource | undefined;

/** Says where the core comes from. Every entry does it once, on import; nothing is compiled before the first call. */
export function start(from: ModuleSource): void {
  source = from;
}

function instantiate(from: ModuleSource): void {
  const [compiled, memory = newMemory(limits)] = compiledFrom(from);
  const { exports } = new WebAssembly.Instance(compiled, {
    './server_bg.js': { ...glue, memory } as object as WebAssembly.ModuleImports,
  });
  (glue as Linked).__wbg_set_wasm(exports);
  (exports as { __wbindgen_start?(): void }).__wbindgen_start?.();
  source = undefined;
}

/** An account of the core; `options` is JSON text. */
export function openAccount(kind: string, options: string): Account {
  return new GuardedAccount(guarded(() => new glue.Account(kind, options))) as object as Account;
}

/** A registration of a Caxton client about to be made; `options` is JSON text. */
export function openRegistration(options: string): CaxtonRegistration {
  return guarded(() => new glue.CaxtonRegistration(options));
}

export const Adoption: typeof glue.Adoption = glue.Adoption;
export const Settled: typeof glue.Settled = glue.Settled;
export type Settled = glue.Settled;
export const Step: typeof glue.Step = glue.Step;

type Method = (this: glue.Account, ...given: unknown[]) => unknown;

/** The methods of {@link Account}, made of those of the glue. */
class GuardedAccount {
  #inner: glue.Account;

  constructor(inner: glue.Account) {
    this.#inner = inner;
  }

  static {
    const methods = glue.Account.prototype as object as Record<string, Method>;
    const guardedMethods = this.prototype as object as Record<
      string,
      (this: GuardedAccount, ...given: unknown[]) => unknown
    >;
    for (const name of Object.getOwnPropertyNames(methods)) {
      const method = methods[name];
      if (method === undefined || name === 'constructor' || name.startsWith('__')) continue;
      // Every call goes through here: no array is made of its arguments.
      guardedMethods[name] = function (first, second, third, fourth, fifth) {
        try {
          return method.call(this.#inner, first, second, third, fourth, fifth);
        } catch (thrown) {
          throw errorOf(thrown);
        }
      };
    }
  }
}

/** Runs something in the core; what it throws is an `AuthError`. */
export function guarded<Result>(run: () => Result): Result {
  try {
    if (source !== undefined) instantiate(source);
    return run();
  } catch (thrown) {
    throw errorOf(thrown);
  }
}

/** The core throws the fields of an error; anything else is a trap, or what a trap has left behind. */
function errorOf(thrown: unknown): AuthError {
  if (isAuthError(thrown)) return thrown;
  if (isFields(thrown)) return new AuthError(thrown);
  return new AuthError({ code: 'internal', message: 'commerce-auth failed inside: please report what you called' });
}

function isFields(thrown: unknown): thrown is AuthErrorFields {
  return (
    typeof (thrown as Partial<AuthErrorFields> | null | undefined)?.code === 'string' && !(thrown instanceof Error)
  );
}
