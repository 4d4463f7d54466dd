// The wasm core of the server build: accounts are objects of their own in it.

import * as glue from 'glue:server';
import { AuthError } from '../facade/auth-error.js';

/** Starts the core from a compiled module. Every entry does it once, on import. */
export function start(compiled) {
  const { exports } = new WebAssembly.Instance(compiled, { './server_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
}

/** An account of the core; `options` is JSON text. */
export function openAccount(kind, options) {
  return guarded(() => new glue.Account(kind, options));
}

/** A registration of a Caxton client about to be made; `options` is JSON text. */
export function openRegistration(options) {
  return guarded(() => new glue.CaxtonRegistration(options));
}

export const { Step } = glue;

/** Runs something in the core; what it throws is an `AuthError`. */
export function guarded(run) {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof WebAssembly.RuntimeError) {
      throw new AuthError({ code: 'internal', message: 'commerce-auth failed inside: please report what you called' });
    }
    throw typeof thrown?.code === 'string' && !(thrown instanceof Error) ? new AuthError(thrown) : thrown;
  }
}
