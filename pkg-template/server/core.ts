// The wasm core of the server build, and the ways into it. Everything it throws is an `AuthError`.

import * as glue from 'glue:server';
import limits from 'memory:server';
import { AuthError, isAuthError } from '../facade/auth-error.ts';
import type { AuthErrorFields } from '../facade/auth-error-class.ts';
import type { Call } from '../facade/call.ts';
import { checkedCall } from '../facade/checked-call.ts';
import { compiledFrom, type ModuleSource } from '../facade/module-source.ts';
import type { Operation } from '../facade/operation.ts';
import { suggestBy } from '../facade/suggestion.ts';
import { newMemory } from '../facade/wasm-memory.ts';
import { frameOf, readFrame } from './frame.ts';

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
  const frame = guarded(() => frameOf(call));
  try {
    return guarded(() => pass(frame));
  } finally {
    frame.fill(0);
  }
}

/** Performs an operation of a profile. */
export function performOnProfile<Answer>(operation: Operation<Answer>, ...given: readonly unknown[]): Answer {
  operation.refuse?.(operation.name.replace('profile.', 'Profile.'));
  const result = withFrame(checkedCall(operation, given), (frame) => glue.perform(operation.number, frame));
  return readFrame(result, operation.read);
}
