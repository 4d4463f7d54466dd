// Spans and instants in words.

import { language, live } from '../text/en.js';

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** The two largest units: `2 days 3 hours`, `4 minutes 1 second`. */
export function duration(milliseconds) {
  let left = Math.floor(milliseconds / 1000);
  const first = UNITS.findIndex(([, seconds]) => left >= seconds);
  if (first === -1) return counted(0, 'second');
  const parts = UNITS.slice(first, first + 2).map(([unit, seconds]) => {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    return count === 0 ? '' : counted(count, unit);
  });
  return parts.filter(Boolean).join(' ');
}

function counted(count, unit) {
  const [one, many] = live.jwt.units[unit];
  return `${count.toLocaleString(language)} ${count === 1 ? one : many}`;
}

/** A NumericDate (RFC 7519 §2) as a date in UTC; nothing where it is none. */
export function instant(seconds) {
  const date = new Date(seconds * 1000);
  return Number.isFinite(seconds) && !Number.isNaN(date.getTime()) ? `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC` : '';
}
