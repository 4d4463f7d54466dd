// Text on the command line of a POSIX shell.

/** Text as one word: as it is where no shell reads anything into it, else between single quotes. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
