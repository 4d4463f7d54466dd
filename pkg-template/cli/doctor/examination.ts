// Everything the doctor looks at. A check takes the environment and gives findings:
// `{ level: 'mistake' | 'warning' | 'good', vendor, variable, check, message, remedy }`.

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

const CHECKS = [
  shapeFindings,
  namingFindings,
  completenessFindings,
  hostFindings,
  capillaryFindings,
  pledgFindings,
  caxtonFindings,
  tokenFindings,
  exposureFindings,
];

export async function examine(context) {
  const environment = environmentOf(context);
  const findings = CHECKS.flatMap((check) => check(environment));
  if (context.options.online) findings.push(...(await clockFindings(environment, context)));
  return { findings: withTheGood(findings, environment), known: environment.known.length, online: Boolean(context.options.online) };
}

function environmentOf(context) {
  const all = context.variables();
  const known = VARIABLES.filter(({ name }) => all[name] !== undefined && all[name] !== '');
  return { all, known, envFile: context.envFile, now: context.surroundings.now(), get: (name) => all[name] || undefined };
}

/** What nothing is said about is good, and stands in the list, so that one sees that it was looked at. */
function withTheGood(findings, { known, get }) {
  const mentioned = new Set(findings.map(({ variable }) => variable));
  const good = known
    .filter(({ name }) => !mentioned.has(name))
    .map(({ name, vendor, kind }) => ({ level: 'good', vendor, variable: name, check: 'ok', message: shown(kind, get(name)) }));
  return [...findings, ...good];
}

/** Lengths of secrets stay unsaid: they help whoever guesses. */
const shown = (kind, value) => (kind === 'secret' || kind === 'token' ? 'set' : value);
