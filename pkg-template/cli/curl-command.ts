// Commands of curl for a POSIX shell.

import { shellWord } from '../text/shell-word.ts';

/** One argument a line. */
export function curlCommand(url: string, parts: readonly string[]): string {
  // curl takes brackets and braces of an address for patterns.
  return [`curl -sS ${/[[\]{}]/.test(url) ? '-g ' : ''}${url}`, ...parts].join(' \\\n  ');
}

/** A call with header fields; the address is a variable where none is given. */
export function curlWithHeaders(headers: Readonly<Record<string, string>>, url: string | undefined): string {
  return curlCommand(
    url === undefined ? '"$URL"' : shellWord(url),
    Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
  );
}
