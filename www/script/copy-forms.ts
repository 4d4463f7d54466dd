// One result in several forms: header lines, curl, fetch, Postman.

import { capillary, parseHost } from 'commerce-auth';

import { shellWord } from '../../pkg-template/text/shell-word.ts';
import { onClear } from './clearing.ts';
import { live } from '../text/en.ts';
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

type Form = 'fields' | 'value' | 'curl' | 'fetch' | 'postman';

const WRITERS: Readonly<Record<Form, (call: Call) => string>> = {
  fields: ({ headers }) => lines(headers).join('\n'),
  value: ({ headers }) => headers.Authorization ?? headers['X-CAP-API-OAUTH-TOKEN'] ?? '',
  curl: ({ url, headers }) =>
    [`curl ${shellWord(url)}`, ...lines(headers).map((line) => `  -H ${shellWord(line)}`)].join(' \\\n'),
  fetch: ({ url, headers }) =>
    `const response = await fetch(${JSON.stringify(url)}, {\n  headers: ${indented(headers)},\n});`,
  postman: (call) => JSON.stringify(collection(call), null, 2),
};

/** Starts the section of a tool; returns what shows new headers in it. */
export function startCopyForms(tool: string, given: Partial<CopyTargets> = {}): (made: Headers) => void {
  const targets = { ...CAPILLARY, ...given };
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
  const own = startOwnHost(tool, host);
  let headers: Headers | undefined;
  const show = () => {
    const form = section.querySelector<HTMLElement>('[data-form]:checked')?.dataset.form as Form;
    hostField.hidden = form === 'fields' || form === 'value';
    const address = own();
    const isReady = hostField.hidden || address !== undefined;
    const url = `${address}${targets.path}`;
    text.textContent = headers && isReady ? WRITERS[form]({ name: targets.name, url, headers }) : '';
  };
  section.addEventListener('input', show);
  onClear(() => {
    headers = undefined;
    byId<HTMLInputElement>(`${tool}-ownHost`).value = '';
    host.value = [...host.options].find(({ defaultSelected }) => defaultSelected)?.value ?? '';
    show();
  });
  return (made) => {
    headers = made;
    show();
  };
}

/** An address that the list does not have, typed; returns what gives the one that counts, as long as there is one. */
function startOwnHost(tool: string, listed: HTMLSelectElement): () => string | undefined {
  const option = element('option', live.ownHost);
  option.value = '';
  listed.append(option);
  const field = byId<HTMLInputElement>(`${tool}-ownHost`);
  const error = byId(`${tool}-ownHost-error`);
  return () => {
    const isOwn = listed.value === '';
    byId(`${tool}-own`).hidden = !isOwn;
    const address = isOwn ? httpsAddress(field.value) : listed.value;
    error.hidden = !isOwn || field.value === '' || address !== undefined;
    error.textContent = error.hidden ? '' : live.errors.host;
    if (error.hidden) field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
    return address;
  };
}

/** Without a credential's way into the clear: nothing is written for an address of http. */
function httpsAddress(typed: string): string | undefined {
  const parsed = parseHost(typed.trim());
  return parsed?.origin.startsWith('https:') ? `${parsed.origin}${parsed.base}`.replace(/\/$/, '') : undefined;
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
