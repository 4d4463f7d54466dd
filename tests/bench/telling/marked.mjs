// What stands between two marks of a document.

/** The text with something else between its marks, `<!-- name -->` and `<!-- /name -->`. */
export function withMarked(text, inner, name = "speed") {
  const [opening, closing] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [before, rest] = split(text, opening);
  const [, after] = split(rest, closing);
  return `${before}${opening}${inner}\n${closing}${after}`;
}

function split(text, mark) {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`no ${mark.trim()}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
