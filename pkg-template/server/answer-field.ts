// A header field of an answer, whoever answered: what a caller's fetch gives may throw, be no text, or be as long as a book.

/** More than any field that is read here has. Of what is longer the beginning is read: it would stay in the core's memory. */
const LONGEST = 8_192;

/** A field's value; nothing where there is none that can be read. */
export function fieldOf(headers: Pick<Headers, 'get'>, name: string): string | undefined {
  try {
    const value: unknown = headers.get(name);
    return typeof value === 'string' ? value.slice(0, LONGEST) : undefined;
  } catch {
    return undefined;
  }
}
