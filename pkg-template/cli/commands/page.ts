// page: the admin page, served to this machine.

import { readFile } from 'node:fs/promises';

import { openInBrowser } from '../browser-opening.ts';
import { Failure } from '../failure.ts';
import { startPageServer } from '../page-server.ts';
import { stopRequested } from '../stopping.ts';
import type { Command } from '../command.ts';

const FILE = 'commerce-auth.html';

export const page: Command = {
  path: ['page'],
  summary: 'opens the admin page: headers and signatures without a command line',
  about: `Serves the one file ${FILE} of this package at a free port of 127.0.0.1, until Ctrl-C. Nothing that is typed there leaves the browser. Opens it in your browser where there is a terminal; the file itself works from disk too.`,
  options: { 'no-open': { about: 'opens no browser' } },
  examples: ['npx commerce-auth page'],
  async run({ options, output, surroundings: { stdin, stdout, env } }) {
    const server = await startPageServer(await pageText());
    const stopped = stopRequested();
    output.line(`Admin page at ${server.url} (this machine only; stop with Ctrl+C)`);
    if (!options['no-open'] && stdin.isTTY && stdout.isTTY && !(await openInBrowser(server.url, env)))
      output.note('no browser could be opened: open the address yourself');
    await stopped;
    await server.close();
  },
};

async function pageText(): Promise<string> {
  try {
    return await readFile(new URL(`./${FILE}`, import.meta.url), 'utf8');
  } catch {
    throw new Failure(`this copy of the package lacks ${FILE}`, 'install it again');
  }
}
