// What a command prints: results to standard output, everything about them to standard error.

import { columns, widthOf, wrapped } from './layout.ts';
import { type Painter, type Style, painterFor } from './paint.ts';
import { printable, printableJson } from './printable.ts';
import type { Surroundings } from './surroundings.ts';

/** A name and a text, where there is one. */
export type Fact = readonly [name: string, text: string | null | undefined];

export class Output {
  readonly paint: Painter;
  readonly paintError: Painter;
  readonly width: number;
  #stdout: NodeJS.WriteStream;
  #stderr: NodeJS.WriteStream;
  #warned = new Set<string>();

  constructor({ stdout, stderr, env }: Pick<Surroundings, 'stdout' | 'stderr' | 'env'>) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.paint = painterFor(stdout, env);
    this.paintError = painterFor(stderr, env);
    this.width = widthOf(stdout);
  }

  /** Text as it stands, which the caller vouches for. */
  write(text: string): void {
    this.#stdout.write(text);
  }

  line(text = ''): void {
    this.#stdout.write(`${text}\n`);
  }

  json(value: unknown): void {
    this.line(printableJson(value));
  }

  title(text: string): void {
    this.line(this.paint('bold', printable(text)));
  }

  /** Rows of a name and a text; those without a text are left out. */
  facts(rows: readonly Fact[]): void {
    const shown = rows.flatMap(
      ([name, text]): Array<[string, string]> =>
        text === undefined || text === null ? [] : [[printable(name), printable(text)]],
    );
    const paint = (name: string) => this.paint('cyan', name);
    if (shown.length > 0) for (const line of columns(shown, { width: this.width, paint })) this.line(line);
  }

  /** Says it once, however often it comes up. */
  warn(message: string, remedy?: string): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#tell(['yellow', 'warning:'], message, remedy);
  }

  fail(message: string, remedy?: string): void {
    this.#tell(['red', 'commerce-auth:'], message, remedy);
  }

  note(text: string): void {
    this.#stderr.write(`${this.paintError('dim', printable(text))}\n`);
  }

  #tell([style, name]: readonly [Style, string], message: string, remedy: string | undefined): void {
    const width = widthOf(this.#stderr);
    // One line in a log; in a terminal it must not break within a word.
    const [first, ...rest] = this.#stderr.isTTY
      ? wrapped(`${name} ${printable(message)}`, width - 2)
      : [`${name} ${printable(message)}`];
    this.#stderr.write(
      `${[this.paintError(style, name) + first.slice(name.length), ...rest.map((line) => `  ${line}`)].join('\n')}\n`,
    );
    if (remedy === undefined) return;
    this.#stderr.write(`  → ${wrapped(printable(remedy), width - 4).join('\n    ')}\n`);
  }
}
