/** A lifetime as every backend takes it: whole milliseconds, and 0 where nothing would be left to keep. */
export function wholeMilliseconds(lifetimeMs: number): number {
  return lifetimeMs >= 1 ? Math.min(Math.floor(lifetimeMs), Number.MAX_SAFE_INTEGER) : 0;
}
