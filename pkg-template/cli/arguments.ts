// The command line taken apart. What it holds is never repeated in a message, unless it is a name from the table: a
// mistake of typing may have put a secret anywhere.

import { parseArgs } from 'node:util';

import { nearestName } from 'commerce-auth';

import { Failure } from './failure.ts';
import { isSecretName, secretInArguments, secretNames } from './secret-options.ts';
import type { Command, CommandOption, CommandOptions } from './command.ts';
import type { GivenOptions } from './given-options.ts';

/** What a command line asks for. */
export type CommandLine =
  | {
      readonly command: Command;
      readonly options: GivenOptions;
      readonly positionals: readonly string[];
      readonly help?: undefined;
      readonly version?: undefined;
    }
  | { readonly help: readonly string[]; readonly version?: undefined }
  | { readonly version: true; readonly help?: undefined };

/** Options before their names are known to be right. */
type TakenOptions = Record<string, true | string | Array<string | undefined>>;

const HELP: CommandOptions = { help: { about: 'this help', short: 'h' } };

/** `{ command, options, positionals }`, or `{ help: words }`, or `{ version: true }`. */
export function parseCommandLine(argv: readonly string[], commands: readonly Command[]): CommandLine {
  const words = leadingWords(argv);
  if (words[0] === 'help') return { help: words.slice(1) };
  if (words.length === 0) return parseBare(argv);
  const command = longestMatch(words, commands);
  if (!command) {
    if (wantsHelp(argv)) return { help: words };
    throw unknownCommand(words, commands);
  }
  const parsed = parseOptions(argv.slice(command.path.length), command);
  return parsed.options.help ? { help: command.path } : { command, ...parsed };
}

const wantsHelp = (argv: readonly string[]) => argv.some((argument) => argument === '--help' || argument === '-h');

function parseBare(argv: readonly string[]): CommandLine {
  if (argv.length === 0 || wantsHelp(argv)) return { help: [] };
  if (argv.some((argument) => argument === '--version' || argument === '-V')) return { version: true };
  throw new Failure('the command comes first', 'see npx commerce-auth --help');
}

function leadingWords(argv: readonly string[]): readonly string[] {
  const end = argv.findIndex((argument) => argument.startsWith('-'));
  return end === -1 ? argv : argv.slice(0, end);
}

function longestMatch(words: readonly string[], commands: readonly Command[]): Command | undefined {
  const fits = commands.filter(({ path }) => path.every((word, index) => words[index] === word));
  const [best] = fits.sort((one, other) => other.path.length - one.path.length);
  // `token something` is no call of `token`, which takes no words of its own.
  return best && (best.positionals ?? []).length === 0 && isGroup(best, commands) && words.length > best.path.length
    ? undefined
    : best;
}

const isGroup = ({ path }: Command, commands: readonly Command[]) =>
  commands.some((other) => other.path.length > path.length && other.path[0] === path[0]);

function unknownCommand([first = '', second]: readonly string[], commands: readonly Command[]): Failure {
  const group = commands.filter(({ path }) => path[0] === first);
  if (group.length > 0) {
    const seconds = group.flatMap(({ path }) => path[1] ?? []);
    const near = second === undefined ? undefined : nearestName(second, seconds);
    const problem = second === undefined ? `${first}: which vendor or kind?` : `${first}: nothing has that name`;
    return new Failure(
      problem,
      near
        ? `did you mean ${first} ${near}?`
        : `${first} knows ${seconds.join(', ')}; see npx commerce-auth ${first} --help`,
    );
  }
  const near = nearestName(first, [...new Set(commands.flatMap(({ path }) => path[0] ?? []))]);
  return new Failure('no command has that name', near ? `did you mean ${near}?` : 'see npx commerce-auth --help');
}

function parseOptions(args: readonly string[], command: Command): { options: GivenOptions; positionals: string[] } {
  const known: CommandOptions = { ...command.options, ...HELP };
  const config = Object.fromEntries(Object.entries(known).map(([name, option]) => [name, configOf(option)]));
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options: TakenOptions = {};
  const positionals: string[] = [];
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    if (token.kind === 'option')
      takeOption(token, { known, options, command, next: next?.kind === 'positional' ? next.value : undefined });
    else if (token.kind === 'positional') positionals.push(token.value);
  }
  if (!options.help) refuseExtra(positionals, command);
  return { options: options as GivenOptions, positionals };
}

function configOf({ value, short, multiple }: CommandOption): {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
} {
  return { type: value ? 'string' : 'boolean', ...(short && { short }), ...(multiple && { multiple }) };
}

interface OptionToken {
  readonly name: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
  readonly index: number;
}

interface Taking {
  readonly known: CommandOptions;
  readonly options: TakenOptions;
  readonly command: Command;
  /** The word behind it, where that is no option. */
  readonly next: string | undefined;
}

function takeOption({ name, value, inlineValue, index }: OptionToken, { known, options, command, next }: Taking): void {
  const option = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!option) {
    // curl's way of both, and the short name of one.
    if (name.toLowerCase() === 'user' && !(value ?? next ?? '').includes(':')) throw unknownUser(known, command);
    throw unknownOption(name, index, known, command);
  }
  if (option.value) requireValue(name, option, value, inlineValue);
  else if (value !== undefined) throw new Failure(`--${name} takes no value`, `write --${name} alone`);
  const before = options[name];
  if (option.multiple) options[name] = [...(Array.isArray(before) ? before : []), value];
  else if (Object.hasOwn(options, name)) throw new Failure(`--${name} is given twice`, 'give it once');
  else options[name] = value ?? true;
}

function requireValue(
  name: string,
  option: CommandOption,
  value: string | undefined,
  inlineValue: boolean | undefined,
): void {
  if (value === undefined || value === '')
    throw new Failure(`--${name} needs a value: --${name} ${option.value}`, option.about);
  if (!inlineValue && value.startsWith('-') && value !== '-') {
    throw new Failure(
      `--${name} needs a value: --${name} ${option.value}`,
      `if the value begins with a dash, write --${name}=…`,
    );
  }
}

function unknownOption(name: string, index: number, known: CommandOptions, command: Command): Failure {
  const names = Object.keys(known);
  const near = nearestName(name, [...names, ...secretNames]);
  if (isSecretName(name) || name.toLowerCase() === 'user' || (near && !names.includes(near)))
    return secretInArguments(command.secret ?? 'a secret', command.ways);
  const see = `see npx commerce-auth ${command.path.join(' ')} --help`;
  if (near) return new Failure(`there is no option --${name}`, `did you mean --${near}?`);
  return new Failure(`argument ${index + 1} after ${command.path.join(' ')} is not one of its options`, see);
}

/** A user name alone is no secret. */
function unknownUser(known: CommandOptions, { path }: Command): Failure {
  const meant = ['username', 'email', 'key'].find((name) => Object.hasOwn(known, name));
  const see = `see npx commerce-auth ${path.join(' ')} --help`;
  return new Failure('there is no option --user', meant ? `did you mean --${meant}?` : see);
}

function refuseExtra(positionals: readonly string[], command: Command): void {
  const taken = command.positionals ?? [];
  if (positionals.length <= taken.length) return;
  if (command.secret)
    throw secretInArguments(
      `${command.path.join(' ')} takes ${taken.length === 0 ? 'options only' : 'one argument'}, and ${command.secret}`,
      command.ways,
    );
  throw new Failure(
    `${command.path.join(' ')} takes ${taken.length === 0 ? 'no argument' : 'one argument'}, and ${positionals.length} are given`,
    `put quotation marks around an argument with spaces; see npx commerce-auth ${command.path.join(' ')} --help`,
  );
}
