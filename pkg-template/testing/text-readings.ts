// A text as it reads after undoing what URLs, forms and JSON do to it. Undoing the text, instead of encoding the secret,
// finds every spelling: encoders differ in which characters they touch.

const DEEPEST = 3;

const DECODERS = [
  { encoding: "percent-encoded", decode: percentDecoded },
  { encoding: "form-encoded", decode: (text) => percentDecoded(text.replaceAll("+", " ")) },
  { encoding: "JSON-escaped", decode: jsonUnescaped },
];

/** `[{ encoding, text }]`: the text itself (encoding null), then every reading that differs from those before it. */
export function readingsOf(text) {
  const readings = new Map([[text, null]]);
  let latest = [[text, null]];
  for (let round = 0; round < DEEPEST && latest.length > 0; round += 1) {
    latest = latest.flatMap(([seen, encoding]) => newReadings(readings, seen, encoding));
  }
  return [...readings].map(([reading, encoding]) => ({ encoding, text: reading }));
}

function newReadings(readings, text, outer) {
  const found = [];
  for (const { encoding, decode } of DECODERS) {
    const reading = decode(text);
    if (readings.has(reading)) continue;
    const chain = outer === null ? encoding : `${outer}, ${encoding}`;
    readings.set(reading, chain);
    found.push([reading, chain]);
  }
  return found;
}

function percentDecoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString());
}

const ESCAPES = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

// Also what JavaScript's own printing adds: \xHH and escaped quotes of all kinds.
function jsonUnescaped(text) {
  return text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([^ux]))/gi, (_, unicode, byte, letter) => {
    const hex = unicode ?? byte;
    return hex === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(parseInt(hex, 16));
  });
}
