// emulator: the vendors on this machine, for people and programs without a credential.

import { Failure } from '../failure.ts';
import type { Command } from '../command.ts';

export const emulator: Command = {
  path: ['emulator'],
  summary: 'plays Capillary, Pledg and Caxton on this machine, with fake credentials',
  about:
    'Listens on 127.0.0.1 alone, until Ctrl-C: each vendor at an address of its own. Prints the addresses, commands of curl that work when pasted, and one line a request, without credentials. Pages of this machine may call it too.',
  options: {
    port: { value: 'PORT', about: 'exactly this port, for Capillary; default 8787, or the next that is free' },
  },
  examples: ['npx commerce-auth emulator'],
  async run({ options, output }) {
    const port = portOf(options.port);
    const { serve } = await import('commerce-auth/testing');
    try {
      await serve({ ...(port !== undefined && { port }), print: (line) => output.line(line) });
    } catch (error) {
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
