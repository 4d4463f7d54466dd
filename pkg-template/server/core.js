// The wasm core of the server build: accounts are objects of their own in it.

import * as glue from 'glue:server';
import { AuthError, isAuthError } from '../facade/auth-error.js';

/** Starts the core from a compiled module. Every entry does it once, on import. */
export function start(compiled) {
  const { exports } = new WebAssembly.Instance(compiled, { './server_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
}

/** An account of the core; `options` is JSON text. */
export function openAccount(kind, options) {
  return new Account(guarded(() => new glue.Account(kind, options)));
}

/** A registration of a Caxton client about to be made; `options` is JSON text. */
export function openRegistration(options) {
  return guarded(() => new glue.CaxtonRegistration(options));
}

export const { Adoption, Settled, Step } = glue;

/** Every method of the core's account; none of them throws anything but an `AuthError`. */
class Account {
  #inner;

  constructor(inner) {
    this.#inner = inner;
  }

  static {
    for (const name of Object.getOwnPropertyNames(glue.Account.prototype)) {
      if (name === 'constructor' || name.startsWith('__')) continue;
      this.prototype[name] = function (...given) {
        return guarded(() => this.#inner[name](...given));
      };
    }
  }
}

/** Runs something in the core; what it throws is an `AuthError`. */
export function guarded(run) {
  try {
    return run();
  } catch (thrown) {
    if (isAuthError(thrown)) throw thrown;
    // The core throws the fields of an error; anything else is a trap, or what a trap has left behind.
    if (typeof thrown?.code === 'string' && !(thrown instanceof Error)) throw new AuthError(thrown);
    throw new AuthError({ code: 'internal', message: 'commerce-auth failed inside: please report what you called' });
  }
}
