// From the command line to an exit code. Nothing below prints a stack, and nothing prints a secret that was not asked for.

import version from 'package:version';

import { parseCommandLine } from './arguments.ts';
import { commands } from './commands.ts';
import { Context } from './context.ts';
import { ExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { helpFor } from './help.ts';
import { Output } from './output.ts';
import { tellable } from './telling.ts';
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
