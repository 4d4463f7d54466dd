// Texts nobody would think of, and texts changed by a character or two.

/** Characters that some rule or other is about. */
const ODD = [
  ..."\0\u0001\u0007\b\t\n\v\f\r\u001b\u001f !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\u007f\u0080\u0085\u00a0\u00e9\u00ff",
  ..."\u0130\u0131\u017f\u00df\u200b\u200d\u2028\u2029\u3000\ufeff\ufffd\uffff\u212a\uff1d",
  "e\u0301", "\u{1f600}", "\u{10ffff}", "\ud800", "\udbff", "\udc00", "\udfff", "\ud800\ud800", "\udc00\ud800", "\r\n",
];
const WHOLE = [
  "", " ", "a", "null", "undefined", "true", "NaN", "[object Object]", "«redacted»", "__proto__", "constructor", "toString",
  "Bearer", "Bearer x", "bearer abc", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "8a16a6b70505eb1f1ff7cdc0cd5559a7",
  "8A16A6B70505EB1F1FF7CDC0CD5559A7", "8A-16-A6-B7-05-05-EB-1F-1F-F7-CD-C0-CD-55-59-A7", " 8a16a6b70505eb1f1ff7cdc0cd5559a7",
  "https://api.example.com", "http://api.example.com", "https://user@api.example.com", "https://api.example.com/base/", "api.example.com:8443",
  "https://api.example.com?x=1", "https://api.example.com#f", "https://[::1]", "[2001:db8::1]:443", "https://[::1%25eth0]", "localhost", "http://localhost:8080",
  "http://127.0.0.1", "//api.example.com", "ftp://api.example.com", "https://", "https:///x", "https://a..b", "https://xn--nxasmq6b", "https://exämple.com",
  "https://api.example.com/a/../b", "https://api.example.com/%2e%2e/b", "https://1.2.3.4", "https://0x7f.1", "https://api.example.com:99999", "eu.api.capillarytech.com/v3",
];

export const oddCharacter = (chance) => chance.of(ODD);

/** A text of its own, mostly short. */
export function anyText(chance) {
  const kind = chance.below(10);
  if (kind === 0) return chance.of(WHOLE);
  if (kind < 5) return ascii(chance, chance.below(24));
  if (kind < 7) return ascii(chance, chance.of([31, 32, 33, 55, 56, 57, 63, 64, 65, 119, 120, 121, 127, 128, 129, 255, 256, 257, 512, 513]));
  let text = "";
  for (let length = chance.below(12); length > 0; length -= 1) {
    text += chance.percent(40) ? oddCharacter(chance) : String.fromCodePoint(point(chance));
  }
  return text;
}

function ascii(chance, length) {
  let text = "";
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(0x21 + chance.below(0x5e));
  return text;
}

function point(chance) {
  const found = chance.below(chance.of([0x80, 0x800, 0x10000, 0x110000]));
  return found >= 0xd800 && found <= 0xdfff ? 0xfffd : found;
}

/** A text changed a little. */
export function changedText(chance, text) {
  const at = chance.below(text.length + 1);
  const length = 1 + chance.below(chance.percent(80) ? 1 : 8);
  switch (chance.below(13)) {
    case 0:
    case 1:
    case 2:
      return text.slice(0, at) + oddCharacter(chance) + text.slice(at);
    case 3:
      return text.slice(0, at) + oddCharacter(chance) + text.slice(at + 1);
    case 4:
    case 5:
      return text.slice(0, at) + text.slice(at + length);
    case 6:
      return text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length);
    case 7:
      return chance.percent(50) ? text.toUpperCase() : text.toLowerCase();
    case 8:
      return chance.percent(50) ? text.slice(0, at) : text.slice(at);
    case 9:
      return chance.percent(50) ? `${oddCharacter(chance)}${text}` : `${text}${oddCharacter(chance)}`;
    case 10:
      return swapped(text, at);
    case 11:
      return anyText(chance);
    default:
      return chance.percent(97) ? text.slice(at) + text.slice(0, at) : text.repeat(1 + chance.below(400)).slice(0, 20_000);
  }
}

function swapped(text, at) {
  if (at + 1 >= text.length) return text;
  return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
}
