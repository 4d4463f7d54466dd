// Instants and spans of time, for people.

const UNITS = [
  ['day', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** `2026-11-22 11:32:10 UTC`; null for what no calendar holds. */
export function instantText(milliseconds) {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `5 min`, `29 days 23 h`: the largest unit that fits, and the next where it says something. */
export function spanText(milliseconds) {
  const span = Math.abs(milliseconds);
  const first = UNITS.findIndex(([, length]) => span >= length);
  if (first === -1) return 'less than 1 s';
  const [name, length] = UNITS[first];
  const whole = Math.floor(span / length);
  const [nextName, nextLength] = UNITS[first + 1] ?? [];
  const rest = nextLength ? Math.floor((span - whole * length) / nextLength) : 0;
  return [counted(whole, name), ...(rest > 0 ? [counted(rest, nextName)] : [])].join(' ');
}

/** `2026-11-22 11:32:10 UTC, in 5 min`. */
export function instantFromNow(milliseconds, now) {
  const text = instantText(milliseconds);
  if (text === null) return 'no instant that a calendar holds';
  const ahead = milliseconds - now;
  return `${text}, ${ahead >= 0 ? `in ${spanText(ahead)}` : `${spanText(ahead)} ago`}`;
}

const counted = (count, unit) => `${count} ${unit}${unit === 'day' && count !== 1 ? 's' : ''}`;
