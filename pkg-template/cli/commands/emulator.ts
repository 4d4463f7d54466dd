// emulator: the vendors on this machine, for people and programs without a credential.

import { isAuthError } from 'commerce-auth';

import { Failure } from '../failure.ts';
import { parsedProfile } from '../profile-file.ts';
import type { Command } from '../command.ts';

export const emulator: Command = {
  path: ['emulator'],
  summary: 'plays Capillary, Pledg and Caxton on this machine, with fake credentials',
  about:
    'Listens on 127.0.0.1 alone, until Ctrl-C: each vendor at an address of its own. Prints the addresses, commands of curl that work when pasted, and one line a request, without credentials. Pages of this machine may call it too. With --profile it plays the API that the profile describes, with fake credentials of its own: programs take them from startEmulator of commerce-auth/testing.',
  options: {
    profile: { value: 'FILE', about: 'the profile of an API to play instead, as JSON; - is standard input' },
    port: {
      value: 'PORT',
      about:
        'exactly this port, for Capillary or the calls of the profile; default 8787 or the next that is free, of a profile any',
    },
  },
  examples: ['npx commerce-auth emulator', 'npx commerce-auth emulator --profile shop.json'],
  async run(context) {
    const { options, output } = context;
    const port = portOf(options.port);
    const file = options.profile;
    const description =
      file === undefined ? undefined : parsedProfile(await context.file(file, '--profile'), 'the --profile file');
    const { serve } = await import('commerce-auth/testing');
    try {
      const place = port !== undefined && { port };
      const played = description ? { profile: { description, ...place } } : place;
      await serve({ ...played, print: (line) => output.line(line) });
    } catch (error) {
      if (isAuthError(error))
        throw new Failure(
          `the profile has a mistake at ${error.field ?? 'its top'}: ${error.message}`,
          'npx commerce-auth profile check FILE names every mistake',
        );
      const { code } = error as { readonly code?: unknown };
      if (typeof code !== 'string') throw error;
      throw new Failure(`the emulator cannot listen (${code})`, 'give another --port, or leave it out');
    }
  },
};

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new Failure('--port takes a number from 0 to 65535', 'write --port 8787, for example');
  return port;
}
