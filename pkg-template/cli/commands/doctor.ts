// doctor: the mistakes of real integrations, looked for in an environment.

import { envFileOption, jsonOption } from '../context.ts';
import { examine } from '../doctor/examination.ts';
import { showFindings } from '../doctor/findings-output.ts';
import { VARIABLES } from '../doctor/variables.ts';
import type { Command } from '../command.ts';

function namesByVendor(): Array<readonly [vendor: string, names: string]> {
  const vendors = [...new Set(VARIABLES.map(({ vendor }) => vendor))];
  return vendors.map((vendor) => [
    vendor,
    VARIABLES.filter((variable) => variable.vendor === vendor)
      .map(({ name }) => name)
      .join(', '),
  ]);
}

export const doctor: Command = {
  path: ['doctor'],
  summary: 'finds the usual mistakes in the environment, each with its remedy',
  about:
    'Looks at the variables below, of the environment and of --env-file, and calls nobody. With --online it asks each host for the time, with no credential, to compare the clocks. Ends with 1 where there is a mistake; warnings do not count.',
  options: {
    online: { about: 'compares the clock with that of each host', group: 'Options' },
    timeout: {
      value: 'SECONDS',
      about: 'how long each of these calls may take; 10 where it is left out',
      group: 'Other',
    },
    ...jsonOption,
    ...envFileOption,
  },
  lists: [{ title: 'Variables', rows: namesByVendor() }],
  examples: ['npx commerce-auth doctor --env-file .env', 'npx commerce-auth doctor --online'],
  async run(context) {
    return showFindings(context, await examine(context));
  },
};
