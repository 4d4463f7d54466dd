// A profile out of a file, or off standard input.

import type { AuthError, TokenProfile } from 'commerce-auth';
import { type ProfileCheck, checkProfile } from 'commerce-auth/server';

import { Failure } from './failure.ts';
import { printable } from './printable.ts';
import type { Context } from './context.ts';

/** Data that may be a profile, and what there is to say of it. */
export interface ReadProfile {
  readonly data: TokenProfile;
  readonly check: ProfileCheck;
}

/** As many mistakes as the package looks for. */
const MOST_MISTAKES = 16;

/** Reads the file that the first argument names. */
export async function readProfile(context: Context): Promise<ReadProfile> {
  const [path] = context.positionals;
  const command = context.command.path.join(' ');
  if (path === undefined)
    throw new Failure(`${command}: which file?`, 'name the JSON file that holds the profile, or - for standard input');
  if (/\.[cm]?[jt]sx?$/i.test(path))
    throw new Failure(
      'the profile file is a program, and a profile is data',
      'write it as JSON; one of commerce-auth/profiles prints as JSON with console.log(JSON.stringify(…))',
    );
  const data = parsedProfile(await context.file(path, 'profile'), 'the profile file');
  return { data, check: checkProfile(data) };
}

/** The data in a text; not yet checked. */
export function parsedProfile(text: string, what: string): TokenProfile {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The platform's words quote the text around it.
    const place = /\(line (\d+) column (\d+)\)/.exec(String((error as { readonly message?: unknown }).message));
    throw new Failure(
      `${what} is not JSON${place ? `: look at line ${place[1]}, column ${place[2]}` : ''}`,
      'a profile is a JSON object: see TokenProfile in the documentation',
    );
  }
}

/** Shows every mistake, as what the command has found out. */
export function showMistakes({ options, output }: Context, { mistakes }: ProfileCheck): void {
  if (options.json) {
    const plain = mistakes.map(({ code, field, message }) => ({ pointer: pointerOf(field), code, message }));
    output.json({ sound: false, mistakes: plain });
    return;
  }
  output.title(mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`);
  for (const mistake of mistakes) output.line(`  ${output.paint('red', '✗')} ${printable(textOf(mistake))}`);
  if (mistakes.length === MOST_MISTAKES) output.note('there may be more: mend these, and check again');
}

/** The pointer of the whole is empty (RFC 6901). */
const pointerOf = (field: string | undefined) => (field?.startsWith('/') ? field : '');

function textOf({ field, message }: AuthError): string {
  const pointer = pointerOf(field);
  return message.includes(pointer) ? message : `${pointer}: ${message}`;
}
