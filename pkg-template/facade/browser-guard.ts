import { AuthError } from './auth-error.ts';

/** What runtimes say of themselves, each in its own way. */
interface Surroundings {
  readonly process?: { readonly versions?: { readonly node?: unknown } };
  readonly Deno?: { readonly version?: { readonly deno?: unknown } };
  readonly Bun?: { readonly version?: unknown };
  readonly EdgeRuntime?: unknown;
  readonly navigator?: { readonly userAgent?: string };
  readonly WorkerGlobalScope?: abstract new () => object;
}

/** Refuses on positive proof of a browser; what is unknown passes. There is no switch for it. */
export function refuseInBrowser(what: string): void {
  if (isBrowser()) refuse(what);
}

/** Refuses what carries a secret, wherever it is called. */
export function refuse(what: string): never {
  throw new AuthError({
    code: 'server_only',
    message: `${what} would ship a secret to everyone who opens the page: call it on your server, and let the page ask your server`,
  });
}

export function isBrowser(): boolean {
  return !isServer() && (isWindow() || isBrowserWorker());
}

// jsdom and happy-dom put a window into Node, and old Deno had one: what only servers have comes first. A bundler's
// stand-in for `process` has no version of Node, or is no real one by its tag.
function isServer(): boolean {
  const { process, Deno, Bun, EdgeRuntime, navigator } = globalThis as Surroundings;
  const tag = Object.prototype.toString.call(process);
  return (
    (tag === '[object process]' && typeof process?.versions?.node === 'string') ||
    typeof Deno?.version?.deno === 'string' ||
    typeof Bun?.version === 'string' ||
    typeof EdgeRuntime === 'string' ||
    navigator?.userAgent === 'Cloudflare-Workers'
  );
}

function isWindow(): boolean {
  return globalThis.window === globalThis && typeof globalThis.document?.createElement === 'function';
}

function isBrowserWorker(): boolean {
  const { WorkerGlobalScope, navigator } = globalThis as Surroundings;
  return (
    typeof WorkerGlobalScope === 'function' &&
    globalThis instanceof WorkerGlobalScope &&
    /^Mozilla\//.test(navigator?.userAgent ?? '')
  );
}
