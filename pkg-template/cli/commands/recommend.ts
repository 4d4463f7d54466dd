// recommend: which of Capillary's authentication types is for whom.

import { capillary, nearestName } from 'commerce-auth';

import { jsonOption } from '../context.ts';
import { Failure } from '../failure.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';

const NEXT = {
  basic: 'npx commerce-auth header capillary --username TILL',
  oauth: 'npx commerce-auth token capillary --cluster eu --key KEY',
  customer: 'capillary.customer in the package: customers log in themselves',
};

export const recommend: Command = {
  path: ['recommend'],
  summary: 'says which authentication Capillary recommends for a scenario',
  positionals: [
    {
      name: 'SCENARIO',
      about: 'a name; without one, all are listed',
      choices: capillary.scenarios.map(({ id }) => id),
    },
  ],
  options: { ...jsonOption },
  examples: ['npx commerce-auth recommend', 'npx commerce-auth recommend pos-server'],
  run(context) {
    const [scenario] = context.positionals;
    if (scenario === undefined) list(context);
    else tell(context, scenario);
  },
};

function list({ options, output }: Context): void {
  const rows = capillary.scenarios.map(({ id, description }) => ({
    scenario: id,
    description,
    type: capillary.recommend(id).type,
  }));
  if (options.json) {
    output.json(rows);
    return;
  }
  output.title('Capillary: which authentication for whom');
  output.facts(rows.map(({ scenario, description, type }) => [scenario, `${type.padEnd(10)}${description}`]));
  output.note('\nnpx commerce-auth recommend SCENARIO says why'.trimStart());
}

function tell({ options, output }: Context, scenario: string): void {
  const names = capillary.scenarios.map(({ id }) => id);
  const known = names.find((name) => name === scenario);
  if (known === undefined) {
    const near = nearestName(scenario, names);
    throw new Failure('no scenario has that name', near ? `did you mean ${near}?` : `it is one of ${names.join(', ')}`);
  }
  const { type, why, page } = capillary.recommend(known);
  if (options.json) {
    output.json({ scenario, type, why, page });
    return;
  }
  output.title(`${scenario}: ${type}`);
  output.facts([
    ['why', why],
    ['page', page],
    ['next', NEXT[type]],
  ]);
}
