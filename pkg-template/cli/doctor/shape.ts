// What goes wrong on the way into a variable: line breaks, quotation marks, names in the place of values.

import { type Finding, mistake, warning } from './finding.ts';
import type { Environment } from './environment.ts';

const PLACEHOLDER =
  /^(?:your|my|the|insert|enter|replace|change)[-_ ]?(?:me|this|secret|password|key|token|here|api|client|value)|^(?:changeme|todo|tbd|x{3,}|\*{3,}|\.{3}|<.*>|secret|password|dummy|placeholder)$/i;
const UNRESOLVED =
  /^\$\{?[A-Za-z_]|\$\{[A-Za-z_]|^\$\(|^\{\{.*\}\}$|^%[A-Za-z_]+%$|^(?:op|vault|ssm|awssm|gcpsm|ref\+[a-z]+):\/\//;

/** In order; the first that fits is told. */
type Shape = readonly [check: string, fits: (value: string, kind: string) => boolean, message: string, remedy: string];

const SHAPES: readonly Shape[] = [
  [
    'newline',
    (value) => /[\r\n]/.test(value),
    'holds a line break, which no header field can carry and which changes a digest',
    'write it without one; for a file, printf %s instead of echo',
  ],
  ['control-character', (value) => /[\u0000-\u001f\u007f]/.test(value), 'holds a control character', 'copy it again'],
  [
    'white-space',
    (value) => value !== value.trim(),
    'begins or ends with a space',
    'remove it, unless it really belongs there',
  ],
  [
    'quotation-marks',
    (value) => /^(["'`]).*\1$/.test(value),
    'is in quotation marks, which count as part of it: docker --env-file keeps them, and so does systemd in places',
    'remove them',
  ],
  [
    'unresolved',
    (value) => UNRESOLVED.test(value),
    'is a reference that was never replaced by its value',
    'run the tool that should replace it',
  ],
  [
    'scheme',
    (value, kind) => kind === 'secret' && /^(?:Basic|Bearer)\s/i.test(value),
    'is a whole header value, not the secret alone',
    'write the secret alone',
  ],
  [
    'placeholder',
    (value) => PLACEHOLDER.test(value),
    'looks like the placeholder of an example',
    'put the real value in its place',
  ],
  [
    'invisible',
    (value) => /[\u00a0\u200b-\u200f\u2028-\u202e\u2060\ufeff]/.test(value),
    'holds an invisible character',
    'type it instead of copying it from a page or a chat',
  ],
];

const ONLY_WARN = ['placeholder', 'white-space'];

export function shapeFindings({ known }: Environment): Finding[] {
  return known.flatMap(({ name, kind, text }) => {
    const found = SHAPES.find(([, fits]) => fits(text, kind));
    if (!found) return [];
    const [check, , message, remedy] = found;
    return [(ONLY_WARN.includes(check) ? warning : mistake)(name, check, message, remedy)];
  });
}
