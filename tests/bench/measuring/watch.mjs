// Time as this process spends it. On a busy machine the wall clock goes on while others have the processor, which is
// hard on whoever takes longer than a slice of it; the processor's clock counts helper threads as well, which a quiet
// machine runs beside. The lesser of the two is the time of the work.

export function startWatch() {
  return { used: process.cpuUsage(), at: process.hrtime.bigint() };
}

/** Nanoseconds. */
export function elapsedSince({ used, at }) {
  const wall = Number(process.hrtime.bigint() - at);
  const { user, system } = process.cpuUsage(used);
  return Math.min(wall, (user + system) * 1_000);
}
