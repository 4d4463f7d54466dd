// Instants and spans of time, for people.

import { type TimePart, type TimeUnit, instantText, spanParts } from '../text/time-span.ts';

const NAMES: Readonly<Record<TimeUnit, string>> = { day: 'day', hour: 'h', minute: 'min', second: 's' };

/** `5 min`, `29 days 23 h`: the largest unit that fits, and the next where it says something. */
export function spanText(milliseconds: number): string {
  const parts = spanParts(Math.abs(milliseconds));
  return parts.length === 0 ? 'less than 1 s' : parts.map(counted).join(' ');
}

/** `2026-11-22 11:32:10 UTC, in 5 min`. */
export function instantFromNow(milliseconds: number, now: number): string {
  const text = instantText(milliseconds);
  if (text === null) return 'a time outside the calendar';
  const ahead = milliseconds - now;
  return `${text}, ${ahead >= 0 ? `in ${spanText(ahead)}` : `${spanText(ahead)} ago`}`;
}

const counted = ({ unit, count }: TimePart) => `${count} ${NAMES[unit]}${unit === 'day' && count !== 1 ? 's' : ''}`;
