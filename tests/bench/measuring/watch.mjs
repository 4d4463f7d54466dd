// Time as this process spends it. On a busy machine the wall clock goes on while others have the processor, which is
// hard on whoever takes longer than a slice of it; the processor's clock counts helper threads as well, which a quiet
// machine runs beside. The lesser of the two is the time of the work. A page knows of no processor: there it is the wall's.

const { process } = globalThis;
const hasProcessor = typeof process?.cpuUsage === "function";

export function startWatch() {
  return hasProcessor ? { used: process.cpuUsage(), at: performance.now() } : { at: performance.now() };
}

/** Nanoseconds. */
export function elapsedSince({ used, at }) {
  const wall = (performance.now() - at) * 1e6;
  if (used === undefined) return wall;
  const { user, system } = process.cpuUsage(used);
  return Math.min(wall, (user + system) * 1_000);
}
