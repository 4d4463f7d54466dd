// doctor: the mistakes of real integrations, looked for in an environment.

import { envFileOption, jsonOption } from '../context.ts';
import { examine } from '../doctor/examination.ts';
import { showFindings } from '../doctor/findings-output.ts';
import { VARIABLES } from '../doctor/variables.ts';
import { PROXY_VARIABLES } from '../proxy-variables.ts';
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
  summary: 'finds common mistakes in the environment, and says how to fix each',
  about:
    'Checks the variables below, from the environment and --env-file, and sends nothing. With --online it asks each host for the time, without credentials, to compare clocks. Exits with 1 if there is a mistake; warnings do not count.',
  options: {
    online: { about: 'compares this clock with each host’s', group: 'Options' },
    timeout: {
      value: 'SECONDS',
      about: 'how long each of these calls may take; default 10',
      group: 'Other',
    },
    ...jsonOption,
    ...envFileOption,
  },
  variables: [...namesByVendor(), ...PROXY_VARIABLES],
  examples: ['npx commerce-auth doctor --env-file .env', 'npx commerce-auth doctor --online'],
  async run(context) {
    return showFindings(context, await examine(context));
  },
};
