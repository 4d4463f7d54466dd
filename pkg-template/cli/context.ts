// What a command is given: its options, the environment, and the ways in and out.

import { Failure } from './failure.ts';
import { parseEnvFile } from './env-file.ts';
import { readStandardInput, readTextFile } from './files.ts';
import { Output } from './output.ts';

const LONGEST_ENV_FILE = 1024 * 1024;
const LONGEST_INPUT = 16 * 1024 * 1024;

/** An option of every command that reads variables. */
export const envFileOption = Object.freeze({
  'env-file': { value: 'FILE', about: 'reads variables from a file as well; the environment goes before it', group: 'Other' },
});

export const jsonOption = Object.freeze({ json: { about: 'prints JSON, errors too', group: 'Other' } });

export class Context {
  #fileVariables = {};
  #inputUsedFor = null;

  constructor({ command, options, positionals, surroundings }) {
    this.command = command;
    this.options = options;
    this.positionals = positionals;
    this.surroundings = surroundings;
    this.output = new Output(surroundings);
  }

  /** Reads `--env-file`, where it is given. */
  async open() {
    const path = this.options['env-file'];
    if (path === undefined) return;
    const { text, mode } = await readTextFile(path, 'the file of --env-file', { limit: LONGEST_ENV_FILE });
    const { variables, problems } = parseEnvFile(text);
    this.#fileVariables = variables;
    this.envFile = { text, mode, problems };
    // The doctor has words of its own for it.
    if (this.command.secret) this.warnOfReaders(mode, '--env-file');
    for (const { line, message } of problems) this.output.warn(`line ${line} of the file of --env-file ${message}`, 'write NAME=value');
  }

  /** A variable of the environment, else of `--env-file`; undefined where it is not set, or empty. */
  variable(name) {
    return this.surroundings.env[name] || (Object.hasOwn(this.#fileVariables, name) ? this.#fileVariables[name] || undefined : undefined);
  }

  /** All of them. */
  variables() {
    return { ...this.#fileVariables, ...this.surroundings.env };
  }

  /** An option's value, else that of the variable it stands for. */
  setting(name) {
    const { variable } = this.command.options[name];
    return this.options[name] ?? (variable && this.variable(variable));
  }

  /** The same; refuses where there is none. */
  required(name) {
    const setting = this.setting(name);
    if (setting !== undefined) return setting;
    const { value, variable, about } = this.command.options[name];
    throw new Failure(`--${name} is missing`, `give --${name} ${value}${variable ? `, or set ${variable}` : ''}: ${about}`);
  }

  /** Standard input, which serves one purpose only. */
  async standardInput(purpose, limit = LONGEST_INPUT) {
    this.refuseUsedInput(purpose);
    this.#inputUsedFor = purpose;
    return readStandardInput(this.surroundings.stdin, { limit });
  }

  refuseUsedInput(purpose) {
    if (this.#inputUsedFor === null) return;
    throw new Failure(`standard input cannot serve both ${this.#inputUsedFor} and ${purpose}`, 'give one of them as a file');
  }

  /** A text from an argument, from a file, or from standard input where there is neither or the argument is `-`. */
  async text({ given, path, what, option }) {
    if (path !== undefined && given !== undefined) throw new Failure(`${what} is given twice`, `give it as an argument or by ${option}`);
    if (path !== undefined) return this.file(path, option);
    if (given !== undefined && given !== '-') return given;
    if (given === undefined && this.surroundings.stdin.isTTY) throw new Failure(`${what} is missing`, `give it as an argument, by ${option} FILE, or on standard input`);
    return this.standardInput(what);
  }

  /** The text of the file that an option names; `-` is standard input. */
  async file(path, option) {
    const { text } = await this.#input(path, option);
    return text;
  }

  /** The same, for a file that holds secrets. */
  async fileOfSecrets(path, option) {
    const { text, mode } = await this.#input(path, option);
    this.warnOfReaders(mode, option);
    return text;
  }

  async #input(path, option) {
    if (path === '-') return { text: await this.standardInput(option), mode: null };
    const { text, mode } = await readTextFile(path, `the file of ${option}`, { limit: LONGEST_INPUT });
    return { text: text.replace(/^\ufeff/, ''), mode };
  }

  /** Warns of a file of secrets that others can read; `mode` is null where it says nothing. */
  warnOfReaders(mode, option) {
    if (mode === null || (mode & 0o077) === 0) return;
    this.output.warn(`the file of ${option} can be read by others (mode ${mode.toString(8).padStart(4, '0')})`, 'chmod 600 it');
  }
}
