// What the platform's fetch takes in its init object: asked before anything is sent, since it speaks of a failed call otherwise.

/** Those of which only some values are taken. */
const CHOSEN = ['cache', 'credentials', 'mode', 'priority', 'referrer', 'referrerPolicy', 'window'] as const;

/** Whether the platform takes what an init object says. */
export function isTaken(init: RequestInit | undefined): boolean {
  if (init === undefined) return true;
  const said: (keyof RequestInit)[] = CHOSEN.filter((name) => init[name] !== undefined);
  if (hasForeignSignal(init)) said.push('signal');
  const { Request } = globalThis;
  if (said.length === 0 || typeof Request !== 'function') return true;
  try {
    new Request('https://commerce-auth.invalid/', Object.fromEntries(said.map((name) => [name, init[name]])));
    return true;
  } catch {
    return false;
  }
}

/** Bun and Deno take none but their own. Of their own nothing is asked: the platform would listen to each. */
function hasForeignSignal({ signal }: RequestInit): boolean {
  const { AbortSignal } = globalThis;
  return (
    signal !== undefined && signal !== null && typeof AbortSignal === 'function' && !(signal instanceof AbortSignal)
  );
}
