// The wasm core of the server build, and the ways into it. Everything it throws is an `AuthError`.

import * as glue from 'glue:server';
import limits from 'memory:server';
import { AuthError, isAuthError } from '../facade/auth-error.ts';
import type { AuthErrorFields } from '../facade/auth-error-class.ts';
import type { Call } from '../facade/call.ts';
import { checkedCall } from '../facade/checked-call.ts';
import { compiledFrom, type ModuleSource } from '../facade/module-source.ts';
import { type Operation, refuseMisplaced } from '../facade/operation.ts';
import { suggestBy } from '../facade/suggestion.ts';
import { newMemory } from '../facade/wasm-memory.ts';
import { frameOf, readFrame } from './frame.ts';

/** What the glue has beside what it is made for. */
type Linked = typeof glue & {
  __wbg_set_wasm(exports: WebAssembly.Exports | undefined): void;
  /** Makes the glue look at the memory of the instance that it is linked to. */
  dropViews(): void;
};

/** A longer call of a profile is made aside; an answer that an authenticator reads is no longer either, unless its caller says so. */
const LARGEST_IN_PLACE = 64 * 1024;

/** What an entry said of where the core comes from; nothing any more once it is compiled. */
let source: ModuleSource | undefined;
let module: WebAssembly.Module | undefined;
/** The instance that holds the accounts, for as long as the process runs. */
let accounts: WebAssembly.Exports | undefined;

/** Says where the core comes from. Every entry does it once, on import; nothing is compiled before the first call. */
export function start(from: ModuleSource): void {
  source = from;
}

/** A new instance, which the glue is linked to. */
function instantiate(): { exports: WebAssembly.Exports; memory: WebAssembly.Memory } {
  let given: WebAssembly.Memory | undefined;
  if (source !== undefined) [module, given] = compiledFrom(source);
  source = undefined;
  const memory = given ?? newMemory(limits);
  const { exports } = new WebAssembly.Instance(module as WebAssembly.Module, {
    './server_bg.js': { ...glue, memory } as object as WebAssembly.ModuleImports,
  });
  link(exports);
  (exports as { __wbindgen_start?(): void }).__wbindgen_start?.();
  return { exports, memory };
}

function link(exports: WebAssembly.Exports | undefined): void {
  (glue as Linked).__wbg_set_wasm(exports);
  (glue as Linked).dropViews();
}

/** Runs something in the core; what it throws is an `AuthError`. */
export function guarded<Result>(run: () => Result): Result {
  try {
    accounts ??= instantiate().exports;
    return run();
  } catch (thrown) {
    throw errorOf(thrown);
  }
}

/**
 * Runs something that keeps nothing in an instance of its own, which is zeroed and let go: what came from outside may make memory
 * grow, and the accounts' stays. Nothing of the caller's runs meanwhile.
 */
function aside<Result>(run: () => Result): Result {
  let memory: WebAssembly.Memory | undefined;
  try {
    ({ memory } = instantiate());
    return run();
  } catch (thrown) {
    throw errorOf(thrown);
  } finally {
    if (memory !== undefined) new Uint8Array(memory.buffer).fill(0);
    link(accounts);
  }
}

/** The core throws the fields of an error; anything else is a trap, or what a trap has left behind. */
export function errorOf(thrown: unknown): AuthError {
  if (isAuthError(thrown)) return thrown;
  if (isFields(thrown)) return new AuthError(thrown);
  return new AuthError({ code: 'internal', message: 'commerce-auth failed internally: please report what you called' });
}

function isFields(thrown: unknown): thrown is AuthErrorFields {
  return (
    typeof (thrown as Partial<AuthErrorFields> | null | undefined)?.code === 'string' && !(thrown instanceof Error)
  );
}

/** The error of a request that got no answer; `reason` is what `reasonOf` says of why. */
export function requestFailure(reason: string, cause?: Error): AuthError {
  return new AuthError(
    guarded(() => glue.request_failure(reason) as AuthErrorFields),
    cause && { cause },
  );
}

suggestBy((name, names) => guarded(() => glue.nearest_name(name, names.join('\n'))));

/** Passes a call on in one piece, which is all zero afterwards. */
export function withFrame<Result>(call: Call, pass: (frame: Uint8Array) => Result): Result {
  const frame = guardedFrame(call);
  try {
    return guarded(() => pass(frame));
  } finally {
    frame.fill(0);
  }
}

/** A call in one piece; where there is no memory for it, an `AuthError` says so. */
function guardedFrame(call: Call): Uint8Array {
  try {
    return frameOf(call);
  } catch (thrown) {
    throw errorOf(thrown);
  }
}

/** Performs an operation of a profile. */
export function performOnProfile<Answer>(operation: Operation<Answer>, ...given: readonly unknown[]): Answer {
  refuseMisplaced(operation, operation.name.replace('profile.', 'Profile.'));
  const call = checkedCall(operation, given);
  const frame = guardedFrame(call);
  try {
    return readFrame(
      (frame.length > LARGEST_IN_PLACE ? aside : guarded)(() => glue.perform(operation.number, frame)),
      operation.read,
    );
  } finally {
    frame.fill(0);
  }
}
