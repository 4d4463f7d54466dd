// What a command prints: results to standard output, everything about them to standard error.

import { columns, widthOf, wrapped } from './layout.ts';
import { painterFor } from './paint.ts';
import { printable, printableJson } from './printable.ts';

export class Output {
  #stdout;
  #stderr;
  #warned = new Set();

  constructor({ stdout, stderr, env }) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.paint = painterFor(stdout, env);
    this.paintError = painterFor(stderr, env);
    this.width = widthOf(stdout);
  }

  /** Text as it stands, which the caller vouches for. */
  write(text) {
    this.#stdout.write(text);
  }

  line(text = '') {
    this.#stdout.write(`${text}\n`);
  }

  json(value) {
    this.line(printableJson(value));
  }

  title(text) {
    this.line(this.paint('bold', printable(text)));
  }

  /** Rows of a name and a text; those without a text are left out. */
  facts(rows) {
    const known = rows.filter(([, text]) => text !== undefined && text !== null);
    const shown = known.map(([name, text]) => [printable(name), printable(text)]);
    const paint = (name) => this.paint('cyan', name);
    if (shown.length > 0) for (const line of columns(shown, { width: this.width, paint })) this.line(line);
  }

  /** Says it once, however often it comes up. */
  warn(message, remedy) {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#tell(['yellow', 'warning:'], message, remedy);
  }

  fail(message, remedy) {
    this.#tell(['red', 'commerce-auth:'], message, remedy);
  }

  note(text) {
    this.#stderr.write(`${this.paintError('dim', printable(text))}\n`);
  }

  #tell([style, name], message, remedy) {
    const width = widthOf(this.#stderr);
    // One line in a log; in a terminal it must not break within a word.
    const [first, ...rest] = this.#stderr.isTTY ? wrapped(`${name} ${printable(message)}`, width - 2) : [`${name} ${printable(message)}`];
    this.#stderr.write(`${[this.paintError(style, name) + first.slice(name.length), ...rest.map((line) => `  ${line}`)].join('\n')}\n`);
    if (remedy === undefined) return;
    this.#stderr.write(`  → ${wrapped(printable(remedy), width - 4).join('\n    ')}\n`);
  }
}
