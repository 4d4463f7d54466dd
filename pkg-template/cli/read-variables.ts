// Which variables a command reads: the help names them, and a command that asks for another is a fault.

import { PROXY_VARIABLES } from './proxy-variables.ts';
import type { Command } from './command.ts';

type Row = readonly [name: string, about: string];

/** Those of its options, then the others. */
export function variablesOf({ options, variables = [], calls }: Command): readonly Row[] {
  const ofOptions = Object.entries(options).flatMap(([name, { variable }]): Row[] =>
    variable ? [[variable, `as --${name}`]] : [],
  );
  return [...ofOptions, ...variables, ...(calls ? PROXY_VARIABLES : [])];
}
