// Pieces of shell commands.

import { shellWord } from '../../text/shell-word.ts';

/** A call whose answer's member of this name is kept in a variable. */
export function keptIn(variable: string, call: string, member: string): string {
  return `${variable}=$(${call} | sed 's/.*"${member}":"\\([^"]*\\)".*/\\1/')`;
}

/** A POST of JSON. `body` may hold shell variables, as `'"$NAME"'` does in the quoted text. */
export function jsonPost(url: string, body: string): string {
  return `curl -s ${shellWord(url)} -H 'Content-Type: application/json' -d ${body}`;
}
