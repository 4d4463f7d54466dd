// Where a core comes from, and what is said where no WebAssembly can be had. It is asked for at the first call: importing
// an entry compiles nothing, and needs no WebAssembly.

import { AuthError, isAuthError } from './auth-error.ts';

/** Gives the compiled module, and a memory for it that is all zero where there is one already. */
export type ModuleSource = () => readonly [module: WebAssembly.Module, memory?: WebAssembly.Memory];

/** What a source gives; throws `internal`, saying what to do, where the platform does not compile. */
export function compiledFrom(source: ModuleSource): ReturnType<ModuleSource> {
  if (typeof WebAssembly === 'undefined') throw missing();
  try {
    return source();
  } catch (thrown) {
    // Where memory or the stack is short, that is another matter.
    if (isAuthError(thrown) || thrown instanceof RangeError) throw thrown;
    throw thrown instanceof ReferenceError ? incomplete(thrown) : refused(thrown);
  }
}

function missing(): AuthError {
  return new AuthError({
    code: 'internal',
    message:
      "commerce-auth needs WebAssembly, and there is none here: start Node without --jitless; in a browser switch lockdown mode off for this page, and have its content security policy allow 'wasm-unsafe-eval'",
  });
}

/** The message of a `ReferenceError` is the name of what is not there. */
function incomplete(cause: ReferenceError): AuthError {
  const message = `commerce-auth needs what this environment lacks: ${cause.message}`;
  return new AuthError({ code: 'internal', message }, { cause });
}

function refused(cause: unknown): AuthError {
  const message =
    "commerce-auth may not compile its WebAssembly here: add 'wasm-unsafe-eval' to the content security policy of the page, as in script-src 'self' 'wasm-unsafe-eval'";
  return new AuthError({ code: 'internal', message }, { cause });
}
