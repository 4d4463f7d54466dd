import { AuthError } from './auth-error.js';

/** Refuses on positive proof of a browser; what is unknown passes. There is no switch for it. */
export function refuseInBrowser(what) {
  if (isBrowser()) {
    throw new AuthError({
      code: 'server_only',
      message: `${what} would ship a secret to everyone who opens the page: call it on your server, and let the page ask your server`,
    });
  }
}

export function isBrowser() {
  return !isServer() && (isWindow() || isBrowserWorker());
}

// jsdom and happy-dom put a window into Node, and old Deno had one: what only servers have comes first. A bundler's
// stand-in for `process` has no version of Node, or is no real one by its tag.
function isServer() {
  const { process, Deno, Bun, EdgeRuntime, navigator } = globalThis;
  const tag = Object.prototype.toString.call(process);
  return (
    (tag === '[object process]' && typeof process.versions?.node === 'string') ||
    typeof Deno?.version?.deno === 'string' ||
    typeof Bun?.version === 'string' ||
    typeof EdgeRuntime === 'string' ||
    navigator?.userAgent === 'Cloudflare-Workers'
  );
}

function isWindow() {
  return globalThis.window === globalThis && typeof globalThis.document?.createElement === 'function';
}

function isBrowserWorker() {
  const { WorkerGlobalScope, navigator } = globalThis;
  return (
    typeof WorkerGlobalScope === 'function' &&
    globalThis instanceof WorkerGlobalScope &&
    /^Mozilla\//.test(navigator?.userAgent ?? '')
  );
}
