// Spans and instants in words.

import { instantText, spanParts, type TimePart } from '../../pkg-template/text/time-span.ts';
import { language, live } from '../text/en.ts';

const NO_TIME: TimePart = { count: 0, unit: 'second' };

/** The two largest units: `2 days 3 hours`, `4 minutes 1 second`. */
export function duration(milliseconds: number): string {
  const parts = spanParts(milliseconds);
  return (parts.length > 0 ? parts : [NO_TIME]).map(counted).join(' ');
}

function counted({ count, unit }: TimePart): string {
  const [one, many] = live.jwt.units[unit];
  return `${count.toLocaleString(language)} ${count === 1 ? one : many}`;
}

/** Whether a claim can be an instant at all. */
export function isNumericDate(value: unknown): value is number {
  return Number.isFinite(value);
}

/** A NumericDate (RFC 7519 §2) as a date in UTC; nothing where it is none. */
export function instant(seconds: unknown): string {
  return isNumericDate(seconds) ? (instantText(seconds * 1000) ?? '') : '';
}
