// Spans and instants in words.

import { instantText, spanParts } from '../../pkg-template/text/time-span.ts';
import { language, live } from '../text/en.js';

/** The two largest units: `2 days 3 hours`, `4 minutes 1 second`. */
export function duration(milliseconds) {
  const parts = spanParts(milliseconds);
  return (parts.length > 0 ? parts : [{ count: 0, unit: 'second' }]).map(counted).join(' ');
}

function counted({ count, unit }) {
  const [one, many] = live.jwt.units[unit];
  return `${count.toLocaleString(language)} ${count === 1 ? one : many}`;
}

/** A NumericDate (RFC 7519 §2) as a date in UTC; nothing where it is none. */
export function instant(seconds) {
  return Number.isFinite(seconds) ? (instantText(seconds * 1000) ?? '') : '';
}
