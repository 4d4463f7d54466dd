// From the command line to an exit code. Nothing below prints a stack, and nothing prints a secret that was not asked for.

import { type AuthError, isAuthError } from 'commerce-auth';
import version from 'package:version';

import { parseCommandLine } from './arguments.ts';
import { commands } from './commands.ts';
import { Context } from './context.ts';
import { ExitCode, exitCodeOf } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { helpFor } from './help.ts';
import { Output } from './output.ts';
import { messageFor, remedyFor } from './remedies.ts';
import type { Command } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs one command; resolves to the exit code. */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let context: Context | undefined;
  try {
    const parsed = parseCommandLine(argv, commands);
    if (parsed.version) return printed(surroundings, `${version}\n`);
    if (parsed.help) return printed(surroundings, helpOf(parsed.help, surroundings));
    context = new Context({ ...parsed, surroundings });
    await context.open();
    return (await context.command.run(context)) ?? ExitCode.done;
  } catch (error) {
    return report(error, context, surroundings, argv);
  }
}

function printed({ stdout }: Surroundings, text: string): ExitCode {
  stdout.write(text);
  return ExitCode.done;
}

function helpOf(words: readonly string[], surroundings: Surroundings): string {
  const help = helpFor(words, { commands, version, surroundings });
  if (help === undefined) throw new Failure('no command has that name', 'see npx commerce-auth --help');
  return help;
}

function report(
  error: unknown,
  context: Context | undefined,
  surroundings: Surroundings,
  argv: readonly string[],
): ExitCode {
  const output = context?.output ?? new Output(surroundings);
  const told = tellable(error, context?.command);
  if (context?.options.json ?? argv.includes('--json')) output.json({ error: told.json });
  else output.fail(told.message, told.remedy);
  return told.exitCode;
}

interface Told {
  readonly message: string;
  readonly remedy: string | undefined;
  readonly exitCode: ExitCode;
  readonly json: object;
}

function tellable(error: unknown, command: Command | undefined): Told {
  if (error instanceof Failure) {
    const { message, remedy, exitCode } = error;
    const code = exitCode === ExitCode.interrupted ? 'interrupted' : exitCode === ExitCode.usage ? 'usage' : 'refused';
    return { message, remedy, exitCode, json: { code, message, ...(remedy && { remedy }) } };
  }
  if (isAuthError(error)) {
    const remedy = remedyFor(error, command);
    return {
      message: messageOf(error),
      remedy,
      exitCode: exitCodeOf(error, { calls: Boolean(command?.calls) }),
      json: { ...error.toJSON(), ...(remedy && { remedy }) },
    };
  }
  // What the platform says may quote what it was given.
  const message = `this program failed (${(error as { readonly name?: unknown } | undefined)?.name ?? 'unknown'})`;
  return {
    message,
    remedy: 'please report what you ran, without the secret',
    exitCode: ExitCode.internal,
    json: { code: 'internal', message },
  };
}

/** The message, with what the vendor said and the code that the network gave. */
function messageOf(error: AuthError): string {
  const message = messageFor(error);
  const { status, vendorCode, vendorMessage, requestId } = error;
  const said = [
    error.code === 'http_error' && `HTTP ${status}`,
    vendorCode && `code ${vendorCode}`,
    vendorMessage && `“${vendorMessage}”`,
    requestId && `request ${requestId}`,
  ].filter((words): words is string => Boolean(words));
  const network = error.code === 'network' ? networkCode(error.cause) : undefined;
  const extra = [
    ...said.filter((words) => !message.includes(words.replaceAll(/[“”]/g, ''))),
    ...(network ? [network] : []),
  ];
  return extra.length === 0 ? message : `${message} (${extra.join(', ')})`;
}

interface NetworkCause {
  readonly code?: unknown;
  readonly cause?: unknown;
}

function networkCode(cause: unknown): string | undefined {
  for (let at = cause as NetworkCause | undefined; at; at = at.cause as NetworkCause | undefined)
    if (typeof at.code === 'string') return at.code;
  return undefined;
}
