// Commands of curl for a POSIX shell.

/** Text as one word. */
export function quoted(text) {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** One argument a line. */
export function curlCommand(url, parts) {
  return [`curl -sS ${url}`, ...parts].join(' \\\n  ');
}

/** A call with header fields; the address is a variable where none is given. */
export function curlWithHeaders(headers, url) {
  return curlCommand(url === undefined ? '"$URL"' : quoted(url), Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`));
}
