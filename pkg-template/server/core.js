// The wasm core of the server build: accounts are objects of their own in it.

import * as glue from 'glue:server';
import limits from 'memory:server';
import { AuthError, isAuthError } from '../facade/auth-error.js';
import { newMemory } from '../facade/wasm-memory.js';

/** Starts the core from a compiled module, in a memory that is all zero. Every entry does it once, on import. */
export function start(compiled, memory = newMemory(limits)) {
  const { exports } = new WebAssembly.Instance(compiled, { './server_bg.js': { ...glue, memory } });
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
      const method = glue.Account.prototype[name];
      // Every call goes through here: no array is made of its arguments.
      this.prototype[name] = function (first, second, third, fourth, fifth) {
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
export function guarded(run) {
  try {
    return run();
  } catch (thrown) {
    throw errorOf(thrown);
  }
}

/** The core throws the fields of an error; anything else is a trap, or what a trap has left behind. */
function errorOf(thrown) {
  if (isAuthError(thrown)) return thrown;
  if (typeof thrown?.code === 'string' && !(thrown instanceof Error)) return new AuthError(thrown);
  return new AuthError({ code: 'internal', message: 'commerce-auth failed inside: please report what you called' });
}
