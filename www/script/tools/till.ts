// The header of one till, with every step on the way to it.

import { capillary, isAuthError, parseBasicAuthorization } from 'commerce-auth';

import { live } from '../../text/en.ts';
import { attributionOf } from '../attribution.ts';
import { onClear } from '../clearing.ts';
import { startCopyForms } from '../copy-forms.ts';
import { byId, element } from '../element.ts';
import { told } from '../field-error.ts';
import { startFormTool } from '../form-tool.ts';
import { showNotes } from '../notes.ts';

const SCHEME = 'Basic ';
/** The example of the vendor's page whose printed header belongs to another password. */
const MISPRINTED = { username: 'store123', password: 'Pass123' };

type TillValues = {
  readonly username: string;
  readonly kind: 'password' | 'passwordMd5';
  readonly password: string;
  readonly passwordMd5: string;
  readonly really: boolean;
  readonly lookupType: string;
  readonly lookup: string;
};

interface TillHeader {
  readonly values: TillValues;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: string;
  readonly digest: string;
}

export function startTill(): void {
  const showCopyForms = startCopyForms('till');
  const really = byId('till-really-label');
  onClear(() => {
    really.hidden = true;
  });
  startFormTool('till', {
    required: ({ kind }) => ['username', kind],
    compute: (values: TillValues) => offeringTheBox(really, () => computed(values)),
    show: ({ values, digest, authorization, headers }) => {
      byId('till-steps').replaceChildren(...steps(values, digest, authorization));
      byId('till-digest').textContent = digest;
      showNotes('till-notes', notes(values));
      showCopyForms(headers);
    },
    forget: () => {
      for (const id of ['till-steps', 'till-notes', 'till-digest']) byId(id).replaceChildren();
    },
  });
}

function computed(values: TillValues): TillHeader {
  const headers = capillary.basicHeaders({ username: values.username, ...secretOf(values), ...attributionOf(values) });
  const { Authorization: authorization = '' } = headers;
  // The digest as it went into the header: the package made it, the page only shows it.
  return { values, headers, authorization, digest: parseBasicAuthorization(authorization).password };
}

function secretOf({
  kind,
  password,
  passwordMd5,
  really,
}: TillValues): { passwordMd5: string } | { password: string; allowHashLikePassword: boolean } {
  return kind === 'passwordMd5' ? { passwordMd5 } : { password, allowHashLikePassword: really };
}

/** The box that admits a password which looks like a digest is there only when there is one. */
function offeringTheBox<Made>(label: HTMLElement, compute: () => Made): Made {
  try {
    return compute();
  } catch (error) {
    told(error);
    if (isAuthError(error) && error.code === 'looks_hashed') label.hidden = false;
    throw error;
  }
}

function steps({ kind, username }: TillValues, digest: string, authorization: string): HTMLLIElement[] {
  const { steps: words } = live.till;
  return [
    step(kind === 'password' ? words.digest : words.given, digest),
    step(words.join, `${username}:${digest}`),
    step(words.base64, authorization.slice(SCHEME.length)),
    step(words.header, `Authorization: ${authorization}`),
  ];
}

function step({ title, about }: { readonly title: string; readonly about: string }, value: string): HTMLLIElement {
  return element(
    'li',
    element('p.step', element('strong', title), ' ', element('span', about)),
    element('code.value', value),
  );
}

function notes({ kind, username, password }: TillValues): string[] {
  const found: string[] = [];
  if (username.trim() !== username) found.push(live.till.usernameEdges);
  if (kind === 'password' && password.trim() !== password) found.push(live.till.edges);
  if (kind === 'password' && username === MISPRINTED.username && password === MISPRINTED.password)
    found.push(live.till.misprint);
  return found;
}
