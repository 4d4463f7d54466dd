// What is this Basic value? And was it made from that password, in the right way?

import { capillary, md5Hex, parseBasicAuthorization } from 'commerce-auth';

import { isMd5Digest } from '../../../pkg-template/text/md5-digest.ts';
import { live } from '../../text/en.ts';
import { byId, element } from '../element.ts';
import { FieldError } from '../field-error.ts';
import { startFormTool } from '../form-tool.ts';

/** The vendor's page prints the digest of this password for another one. */
const MISPRINT = 'password1234';

type ApartValues = { readonly value: string; readonly password: string };
type BasicPair = ReturnType<typeof parseBasicAuthorization>;
type Verdict = readonly [kind: 'good' | 'warn' | 'bad', words: string];

export function startApart(): void {
  startFormTool('apart', {
    required: () => ['value'],
    compute: ({ value, password }: ApartValues) => {
      if (/^bearer\s/i.test(value)) throw new FieldError('value', live.apart.bearer);
      const parts = parseBasicAuthorization(value.trim().replace(/^authorization:\s*/i, ''));
      return { parts, verdicts: [...shapeOf(parts), ...(password === '' ? [] : originOf(parts, password))] };
    },
    show: ({ parts, verdicts }) => {
      const term = (name: string, value: string) => [
        element('dt', name),
        element('dd', element('code.value', ...withVisibleEdges(value))),
      ];
      byId('apart-parts').replaceChildren(
        ...term(live.apart.username, parts.username),
        ...term(live.apart.password, parts.password),
      );
      byId('apart-verdicts').replaceChildren(...verdicts.map(([kind, words]) => element(`li.${kind}`, words)));
    },
    forget: () => {
      for (const id of ['apart-parts', 'apart-verdicts']) byId(id).replaceChildren();
    },
  });
}

/** A space at an edge decides, and nobody sees it. */
function withVisibleEdges(value: string): (Node | string)[] {
  // No pattern: one that looks for the last spaces begins anew at each of those before.
  const middle = value.trim();
  const before = middle === '' ? value.length : value.indexOf(middle);
  const marked = (spaces: number) => (spaces === 0 ? [] : [element('mark', '␣'.repeat(spaces))]);
  return [...marked(before), middle, ...marked(value.length - before - middle.length)];
}

function shapeOf({ password }: BasicPair): Verdict[] {
  if (password.startsWith(' ') && isMd5Digest(password.slice(1))) return [['bad', live.apart.spaced]];
  if (!isMd5Digest(password)) return [['warn', live.apart.clear]];
  const shape: Verdict =
    password === password.toLowerCase() ? ['good', live.apart.digest] : ['warn', live.apart.upperCase];
  return password === md5Hex(MISPRINT) ? [shape, ['warn', live.apart.misprint]] : [shape];
}

function originOf(parts: BasicPair, password: string): Verdict[] {
  if (parts.password === password) return [[isMd5Digest(password) ? 'warn' : 'bad', live.apart.notHashed]];
  const digest = parts.password.trim().toLowerCase();
  if (digest === digestOf(password)) return parts.password === digest ? [['good', live.apart.fits]] : [];
  if (digest === digestOf(digestOf(password))) return [['bad', live.apart.twice]];
  return [['bad', live.apart.otherwise]];
}

function digestOf(password: string): string {
  const { Authorization = '' } = capillary.basicHeaders({ username: 'till', password, allowHashLikePassword: true });
  return parseBasicAuthorization(Authorization).password;
}
