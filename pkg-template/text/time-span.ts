// Spans of time and instants, as far as no language is needed for them.

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

export type TimeUnit = (typeof UNITS)[number][0];

export interface TimePart {
  readonly unit: TimeUnit;
  readonly count: number;
}

/** A span by the largest unit that fits, and the next where it says something; nothing of less than a second. */
export function spanParts(milliseconds: number): TimePart[] {
  const first = UNITS.findIndex(([, length]) => milliseconds >= length);
  if (first === -1) return [];
  let left = milliseconds;
  const parts = UNITS.slice(first, first + 2).map(([unit, length]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return { unit, count };
  });
  return parts.filter(({ count }) => count > 0);
}

/** `2026-11-22 11:32:10 UTC`; null for what no calendar holds. */
export function instantText(milliseconds: number): string | null {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
