// Everything the doctor looks at. A check takes the environment and gives findings.

import { capillaryFindings } from './capillary.ts';
import { caxtonFindings } from './caxton.ts';
import { clockFindings } from './clock.ts';
import { completenessFindings } from './completeness.ts';
import { exposureFindings } from './exposure.ts';
import { hostFindings } from './hosts.ts';
import { namingFindings } from './naming.ts';
import { pledgFindings } from './pledg.ts';
import { shapeFindings } from './shape.ts';
import { tokenFindings } from './tokens.ts';
import { VARIABLES } from './variables.ts';
import type { Context } from '../context.ts';
import type { Environment, KnownVariable } from './environment.ts';
import { proxyFindings } from './proxies.ts';
import { type Finding, mistake } from './finding.ts';

/** The findings, and what was looked at. */
export interface Examination {
  readonly findings: readonly Finding[];
  readonly known: number;
  readonly online: boolean;
}

const CHECKS: ReadonlyArray<(environment: Environment) => Finding[]> = [
  shapeFindings,
  namingFindings,
  completenessFindings,
  hostFindings,
  capillaryFindings,
  pledgFindings,
  caxtonFindings,
  tokenFindings,
  exposureFindings,
  proxyFindings,
];

/** Where it runs in a pipeline, that nothing was looked at must not pass for a good sign. */
const NOTHING_TO_CHECK = mistake(
  'nothing to check',
  'nothing-to-check',
  'no variable CAP_*, PLEDG_* or CAXTON_* is set',
  'give a file of them by --env-file FILE; npx commerce-auth doctor --help has their names',
);

export async function examine(context: Context): Promise<Examination> {
  const environment = environmentOf(context);
  const findings = CHECKS.flatMap((check) => check(environment));
  if (environment.known.length === 0 && findings.every(({ level }) => level === 'good'))
    findings.push(NOTHING_TO_CHECK);
  else if (context.options.online) findings.push(...(await clockFindings(environment, context)));
  return {
    findings: withTheGood(findings, environment),
    known: environment.known.length,
    online: Boolean(context.options.online),
  };
}

function environmentOf(context: Context): Environment {
  const all = context.variables();
  const known = VARIABLES.flatMap((variable) => {
    const text = all[variable.name];
    return text ? [{ ...variable, text }] : [];
  });
  return {
    all,
    known,
    envFile: context.envFile,
    now: context.surroundings.now(),
    get: (name) => all[name] || undefined,
  };
}

/** What nothing is said about is good, and stands in the list, so that one sees that it was looked at. */
function withTheGood(findings: readonly Finding[], { known }: Environment): Finding[] {
  const mentioned = new Set(findings.map(({ variable }) => variable));
  const good = known
    .filter(({ name }) => !mentioned.has(name))
    .map((variable): Finding => ({ level: 'good', variable: variable.name, check: 'ok', message: shown(variable) }));
  return [...findings, ...good];
}

/** Lengths of secrets stay unsaid: they help whoever guesses. */
const shown = ({ kind, text }: KnownVariable) => (kind === 'secret' || kind === 'token' ? 'set' : text);
