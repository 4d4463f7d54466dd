// Everything the doctor looks at. A check takes the environment and gives findings:
// `{ level: 'mistake' | 'warning' | 'good', vendor, variable, check, message, remedy }`.

import { capillaryFindings } from './capillary.js';
import { caxtonFindings } from './caxton.js';
import { clockFindings } from './clock.js';
import { completenessFindings } from './completeness.js';
import { exposureFindings } from './exposure.js';
import { hostFindings } from './hosts.js';
import { namingFindings } from './naming.js';
import { pledgFindings } from './pledg.js';
import { shapeFindings } from './shape.js';
import { tokenFindings } from './tokens.js';
import { VARIABLES } from './variables.js';

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
