// One result in several forms: header lines, curl, fetch, Postman.

import { capillary } from 'commerce-auth';

import { shellWord } from '../../pkg-template/text/shell-word.ts';
import { onClear } from './clearing.ts';
import { byId, element } from './element.ts';

/** Where a result can be sent, and with what call. */
export interface CopyTargets {
  /** Addresses, by names that the page does not show. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly first: string;
  readonly path: string;
  /** What the call is named in a collection. */
  readonly name: string;
}

const addresses = (clusters: Readonly<Record<string, { readonly api: string }>>) =>
  Object.fromEntries(Object.entries(clusters).map(([name, { api }]) => [name, api]));

/** A look-up that changes nothing: the vendor's own example. */
const CAPILLARY: CopyTargets = {
  hosts: addresses(capillary.hosts),
  first: 'eu',
  path: '/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=44700900000',
  name: 'Customer lookup',
};

type Headers = Readonly<Record<string, string>>;

interface Call {
  readonly name: string;
  readonly url: string;
  readonly headers: Headers;
}

type Form = 'fields' | 'curl' | 'fetch' | 'postman';

const WRITERS: Readonly<Record<Form, (call: Call) => string>> = {
  fields: ({ headers }) => lines(headers).join('\n'),
  curl: ({ url, headers }) =>
    [`curl ${shellWord(url)}`, ...lines(headers).map((line) => `  -H ${shellWord(line)}`)].join(' \\\n'),
  fetch: ({ url, headers }) =>
    `const response = await fetch(${JSON.stringify(url)}, {\n  headers: ${indented(headers)},\n});`,
  postman: (call) => JSON.stringify(collection(call), null, 2),
};

/** Starts the section of a tool; returns what shows new headers in it. */
export function startCopyForms(tool: string, targets: CopyTargets = CAPILLARY): (made: Headers) => void {
  const section = byId(`${tool}-forms`);
  const host = byId<HTMLSelectElement>(`${tool}-host`);
  const hostField = section.querySelector('.host') as HTMLElement;
  const text = byId(`${tool}-form-text`);
  for (const [name, address] of Object.entries(targets.hosts)) {
    const option = element('option', new URL(address).host);
    option.value = address;
    option.defaultSelected = name === targets.first;
    host.append(option);
  }
  let headers: Headers | undefined;
  const show = () => {
    const form = section.querySelector<HTMLElement>('[data-form]:checked')?.dataset.form as Form;
    hostField.hidden = form === 'fields';
    text.textContent = headers ? WRITERS[form]({ name: targets.name, url: host.value + targets.path, headers }) : '';
  };
  section.addEventListener('input', show);
  onClear(() => {
    headers = undefined;
    show();
  });
  return (made) => {
    headers = made;
    show();
  };
}

export function lines(headers: Headers): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function indented(value: Headers): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}

/** Postman's collection format 2.1: "Import", "Raw text". */
function collection({ name, url, headers }: Call): object {
  return {
    info: { name: 'commerce-auth', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      {
        name,
        request: { method: 'GET', url, header: Object.entries(headers).map(([key, value]) => ({ key, value })) },
      },
    ],
  };
}
