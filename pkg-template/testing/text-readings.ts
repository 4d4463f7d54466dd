// A text as it reads after undoing what URLs, forms and JSON do to it. Undoing the text, instead of encoding the secret,
// finds every spelling: encoders differ in which characters they touch.

export interface TextReading {
  /** Null of the text itself. */
  readonly encoding: string | null;
  readonly text: string;
}

interface Decoder {
  readonly encoding: string;
  readonly decode: (text: string) => string;
}

const DEEPEST = 3;

const DECODERS: readonly Decoder[] = [
  { encoding: 'percent-encoded', decode: percentDecoded },
  { encoding: 'form-encoded', decode: (text) => percentDecoded(text.replaceAll('+', ' ')) },
  { encoding: 'JSON-escaped', decode: jsonUnescaped },
];

/** `[{ encoding, text }]`: the text itself (encoding null), then every reading that differs from those before it. */
export function readingsOf(text: string): TextReading[] {
  const readings = new Map<string, string | null>([[text, null]]);
  let latest: Array<[text: string, encoding: string | null]> = [[text, null]];
  for (let round = 0; round < DEEPEST && latest.length > 0; round += 1) {
    latest = latest.flatMap(([seen, encoding]) => newReadings(readings, seen, encoding));
  }
  return [...readings].map(([reading, encoding]) => ({ encoding, text: reading }));
}

function newReadings(
  readings: Map<string, string | null>,
  text: string,
  outer: string | null,
): Array<[text: string, encoding: string]> {
  const found: Array<[text: string, encoding: string]> = [];
  for (const { encoding, decode } of DECODERS) {
    const reading = decode(text);
    if (readings.has(reading)) continue;
    const chain = outer === null ? encoding : `${outer}, ${encoding}`;
    readings.set(reading, chain);
    found.push([reading, chain]);
  }
  return found;
}

function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

// Also what JavaScript's own printing adds: \xHH and escaped quotes of all kinds.
function jsonUnescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([^ux]))/gi,
    (_, unicode: string | undefined, byte: string | undefined, letter: string) => {
      const hex = unicode ?? byte;
      return hex === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(parseInt(hex, 16));
    },
  );
}
