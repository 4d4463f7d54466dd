// How Node, Deno and Bun ask a value for the text that their consoles show.

/** What they hand over to show a part with. Other callers may leave it out. */
export type Inspect = (part: unknown, options: unknown) => string;
