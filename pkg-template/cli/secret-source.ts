// Where a secret comes from: a file, standard input, a variable, or the person at the terminal.

import { Failure } from './failure.ts';
import { readTextFile } from './files.ts';
import { askSecretly, canAsk } from './prompt.ts';
import type { CommandOption, CommandOptions } from './command.ts';
import type { Context } from './context.ts';

/** A secret, as commands ask for it. */
export interface SecretDescription {
  /** What it is, as the prompt asks for it: `password of the till`. */
  readonly what: string;
  /** The variable that is read where no option says otherwise. */
  readonly variable?: string;
  /** Default: one line. */
  readonly form?: SecretForm;
}

/** Whether it is one line, as a password is, or several, as a key is. */
export type SecretForm = 'line' | 'lines';

const LONGEST_SECRET = 64 * 1024;
const TRIES = 3;

const FROM_FILE: CommandOption = {
  value: 'FILE',
  about: 'reads the secret from a file; a line break at its end is dropped',
  group: 'Secret',
};
const FROM_VARIABLE: CommandOption = {
  value: 'NAME',
  about: 'reads the secret from the environment variable NAME',
  group: 'Secret',
};

/** The options of every command that needs a secret. */
export const secretOptions: CommandOptions = Object.freeze({
  'secret-file': FROM_FILE,
  'secret-stdin': { about: 'reads the secret from standard input', group: 'Secret' },
  'secret-env': FROM_VARIABLE,
});

const repeatable = (option: CommandOption): CommandOption => ({
  ...option,
  multiple: true,
  about: `${option.about}; may be repeated`,
});

/** The same where several secrets may be given, while a new one takes over from an old one. */
export const secretsOptions: CommandOptions = Object.freeze({
  ...secretOptions,
  'secret-file': repeatable(FROM_FILE),
  'secret-env': repeatable(FROM_VARIABLE),
});

/** The one secret of a command. */
export async function secretOf(context: Context, description: SecretDescription): Promise<string> {
  const [first, second] = await secretsOf(context, description);
  if (second !== undefined)
    throw new Failure(
      'the secret is given more than once',
      'keep one of --secret-file, --secret-stdin and --secret-env',
    );
  return first;
}

/** All secrets that are given; at least one. */
export async function secretsOf(
  context: Context,
  { what, variable, form = 'line' }: SecretDescription,
): Promise<[string, ...string[]]> {
  const [first, ...others] = await givenSecrets(context, form);
  if (first !== undefined) return [first, ...others];
  const kept = variable && context.variable(variable);
  if (kept) return [kept];
  return [await askedFor(context, what, variable)];
}

async function givenSecrets(context: Context, form: SecretForm): Promise<string[]> {
  const { options } = context;
  const secrets: string[] = [];
  for (const path of [options['secret-file'] ?? []].flat())
    secrets.push(await secretOfFile(context, path, '--secret-file', form));
  for (const name of [options['secret-env'] ?? []].flat())
    secrets.push(secretOfVariable(context, name, '--secret-env'));
  if (options['secret-stdin'])
    secrets.push(bare(await context.standardInput('--secret-stdin', LONGEST_SECRET), 'standard input', form));
  return secrets;
}

export async function secretOfFile(
  context: Context,
  path: string,
  option: string,
  form: SecretForm = 'line',
): Promise<string> {
  const what = `the ${option} file`;
  const { text, mode } = await readTextFile(path, what, { limit: LONGEST_SECRET });
  context.warnOfReaders(mode, option);
  return bare(text, what, form);
}

export function secretOfVariable(context: Context, name: string, option: string): string {
  const value = context.namedVariable(name);
  // The name is not repeated: it may be the secret, by mistake.
  if (!value)
    throw new Failure(
      `the variable that ${option} names is not set`,
      'it takes the name of a variable, not the secret itself',
    );
  return value;
}

/** The secret in what a file or a pipe holds: the line break that editors and `echo` put behind it is not a part of it. */
function bare(text: string, what: string, form: SecretForm): string {
  const secret = text.replace(/^\ufeff/, '').replace(/\r?\n$/, '');
  if (secret === '') throw new Failure(`${what} is empty`, 'put the secret in it, and nothing else');
  if (form === 'line' && /[\r\n]/.test(secret))
    throw new Failure(`${what} holds several lines`, 'put the secret in it, and nothing else');
  return secret;
}

export async function askedFor(context: Context, what: string, variable?: string): Promise<string> {
  const { surroundings } = context;
  if (!canAsk(surroundings)) {
    const set = variable ? `, or set ${variable}` : '';
    throw new Failure(
      `the ${what} is missing, and there is no terminal to ask at`,
      `give --secret-file FILE, --secret-stdin or --secret-env NAME${set}`,
    );
  }
  context.refuseUsedInput(`the ${what}`);
  const shown = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const typed = await askSecretly(`${shown} (not shown): `, surroundings);
    if (typed === null) break;
    if (typed !== '') return typed;
    context.output.note('nothing was typed');
  }
  throw new Failure(
    `the ${what} is missing`,
    'type it and press Enter, or give --secret-file FILE, --secret-stdin or --secret-env NAME',
  );
}
