// Text from outside, fit for a terminal: what would move its cursor, ring its bell or turn the direction of writing is
// shown as an escape.

// C0 and C1 controls, line and paragraph separators, and the marks that reorder text.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

export function printable(text: unknown): string {
  return String(text).replace(UNPRINTABLE, escaped);
}

/** A value as JSON that a terminal can show; it still parses to the same value. */
export function printableJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replace(UNPRINTABLE, (character) =>
    character === '\n' ? '\n' : escaped(character),
  );
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
