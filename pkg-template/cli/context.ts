// What a command is given: its options, the environment, and the ways in and out.

import { Failure } from './failure.ts';
import { type EnvProblem, parseEnvFile } from './env-file.ts';
import { type TextFile, readStandardInput, readTextFile } from './files.ts';
import { Output } from './output.ts';
import { variablesOf } from './read-variables.ts';
import type { Command, CommandOption, CommandOptions } from './command.ts';
import type { GivenOptions, TextOption } from './given-options.ts';
import type { Surroundings } from './surroundings.ts';

/** The file of `--env-file`, as it was read. */
export interface EnvFile {
  readonly text: string;
  readonly mode: number | null;
  readonly problems: readonly EnvProblem[];
}

interface ContextParts {
  readonly command: Command;
  readonly options: GivenOptions;
  readonly positionals: readonly string[];
  readonly surroundings: Surroundings;
}

interface TextSource {
  readonly given: string | undefined;
  readonly path: string | undefined;
  readonly what: string;
  readonly option: string;
}

const LONGEST_ENV_FILE = 1024 * 1024;
const LONGEST_INPUT = 16 * 1024 * 1024;

/** An option of every command that reads variables. */
export const envFileOption: CommandOptions = Object.freeze({
  'env-file': {
    value: 'FILE',
    about: 'reads variables from a file too; the environment wins',
    group: 'Other',
  },
});

export const jsonOption: CommandOptions = Object.freeze({ json: { about: 'prints JSON, errors too', group: 'Other' } });

export class Context {
  readonly command: Command;
  readonly options: GivenOptions;
  readonly positionals: readonly string[];
  readonly surroundings: Surroundings;
  readonly output: Output;
  envFile: EnvFile | undefined;
  #fileVariables: Readonly<Record<string, string>> = {};
  #inputUsedFor: string | null = null;

  constructor({ command, options, positionals, surroundings }: ContextParts) {
    this.command = command;
    this.options = options;
    this.positionals = positionals;
    this.surroundings = surroundings;
    this.output = new Output(surroundings);
  }

  /** Reads `--env-file`, where it is given. */
  async open(): Promise<void> {
    const path = this.options['env-file'];
    if (path === undefined) return;
    const { text, mode } = await readTextFile(path, 'the --env-file file', { limit: LONGEST_ENV_FILE });
    const { variables, problems } = parseEnvFile(text);
    this.#fileVariables = variables;
    this.envFile = { text, mode, problems };
    // The doctor has words of its own for it.
    if (this.command.secret) this.warnOfReaders(mode, '--env-file');
    for (const { line, message } of problems)
      this.output.warn(`line ${line} of the --env-file file ${message}`, 'write NAME=value');
  }

  /** A variable that the command reads, as its help says; undefined where it is not set, or empty. */
  variable(name: string): string | undefined {
    if (!variablesOf(this.command).some(([known]) => known === name))
      throw new Error(`the help of ${this.command.path.join(' ')} does not name ${name}`);
    return this.namedVariable(name);
  }

  /** The same of one that an option names. From the environment, else from `--env-file`. */
  namedVariable(name: string): string | undefined {
    return (
      this.surroundings.env[name] ||
      (Object.hasOwn(this.#fileVariables, name) ? this.#fileVariables[name] || undefined : undefined)
    );
  }

  /** All of them. */
  variables(): Readonly<Record<string, string | undefined>> {
    return { ...this.#fileVariables, ...this.surroundings.env };
  }

  /** What the table says of an option that the command has. */
  optionOf(name: TextOption): CommandOption {
    const option = this.command.options[name];
    if (option === undefined) throw new Error(`${this.command.path.join(' ')} has no option ${name}`);
    return option;
  }

  /** An option's value, else that of the variable it stands for. */
  setting(name: TextOption): string | undefined {
    const { variable } = this.optionOf(name);
    return this.options[name] ?? (variable === undefined ? undefined : this.variable(variable));
  }

  /** The same; refuses where there is none. */
  required(name: TextOption): string {
    const setting = this.setting(name);
    if (setting !== undefined) return setting;
    const { value, variable, about } = this.optionOf(name);
    throw new Failure(
      `--${name} is missing`,
      `give --${name} ${value}${variable ? `, or set ${variable}` : ''}: ${about}`,
    );
  }

  /** Standard input, which serves one purpose only. */
  async standardInput(purpose: string, limit: number = LONGEST_INPUT): Promise<string> {
    this.refuseUsedInput(purpose);
    this.#inputUsedFor = purpose;
    return readStandardInput(this.surroundings.stdin, { limit });
  }

  refuseUsedInput(purpose: string): void {
    if (this.#inputUsedFor === null) return;
    throw new Failure(
      `standard input cannot serve both ${this.#inputUsedFor} and ${purpose}`,
      'give one of them as a file',
    );
  }

  /** A text from an argument, from a file, or from standard input where there is neither or the argument is `-`. */
  async text({ given, path, what, option }: TextSource): Promise<string> {
    if (path !== undefined && given !== undefined)
      throw new Failure(`${what} is given twice`, `give it as an argument or by ${option}`);
    if (path !== undefined) return this.file(path, option);
    if (given !== undefined && given !== '-') return given;
    if (given === undefined && this.surroundings.stdin.isTTY)
      throw new Failure(`${what} is missing`, `give it as an argument, by ${option} FILE, or on standard input`);
    return this.standardInput(what);
  }

  /** The text of the file that an option names; `-` is standard input. */
  async file(path: string, option: string): Promise<string> {
    const { text } = await this.#input(path, option);
    return text;
  }

  /** The same, for a file that holds secrets. */
  async fileOfSecrets(path: string, option: string): Promise<string> {
    const { text, mode } = await this.#input(path, option);
    this.warnOfReaders(mode, option);
    return text;
  }

  async #input(path: string, option: string): Promise<TextFile> {
    if (path === '-') return { text: await this.standardInput(option), mode: null };
    const { text, mode } = await readTextFile(path, `the ${option} file`, { limit: LONGEST_INPUT });
    return { text: text.replace(/^\ufeff/, ''), mode };
  }

  /** Warns of a file of secrets that others can read; `mode` is null where it says nothing. */
  warnOfReaders(mode: number | null, option: string): void {
    if (mode === null || (mode & 0o077) === 0) return;
    this.output.warn(
      `the ${option} file can be read by others (mode ${mode.toString(8).padStart(4, '0')})`,
      'chmod 600 it',
    );
  }
}
