// Variables whose name is nearly one that is known.

import { nearestName } from 'commerce-auth';

import { type Finding, warning } from './finding.ts';
import { VARIABLES, vendorOf } from './variables.ts';
import type { Environment } from './environment.ts';

const NAMES = VARIABLES.map(({ name }) => name);

export function namingFindings({ all }: Environment): Finding[] {
  return Object.keys(all)
    .filter((name) => vendorOf(name) && !NAMES.includes(name))
    .flatMap((name) => {
      const near = nearestName(name, NAMES);
      return near && !all[near]
        ? [
            warning(
              name,
              'misspelt',
              `is a name that nothing here reads; ${near} is not set`,
              `if you mean ${near}, rename it`,
            ),
          ]
        : [];
    });
}
