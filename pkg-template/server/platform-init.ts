// What the platform's fetch takes in its init object: asked before anything is sent, since it speaks of a failed call otherwise.

/** Those of which only some values are taken. */
const CHOSEN = ['cache', 'credentials', 'mode', 'priority', 'referrer', 'referrerPolicy', 'window'] as const;

/** Whether the platform takes what an init object says. */
export function isTaken(init: RequestInit | undefined): boolean {
  const said = init === undefined ? [] : CHOSEN.filter((name) => init[name] !== undefined);
  const { Request } = globalThis;
  if (init === undefined || said.length === 0 || typeof Request !== 'function') return true;
  try {
    new Request('https://commerce-auth.invalid/', Object.fromEntries(said.map((name) => [name, init[name]])));
    return true;
  } catch {
    return false;
  }
}
