// What stands between two marks of a document.

const OPENING = "<!-- speed -->\n";
const CLOSING = "<!-- /speed -->";

/** The text with something else between its marks. */
export function withMarked(text, inner) {
  const [before, rest] = split(text, OPENING);
  const [, after] = split(rest, CLOSING);
  return `${before}${OPENING}${inner}\n${CLOSING}${after}`;
}

function split(text, mark) {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`no ${mark.trim()}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
