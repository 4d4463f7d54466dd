// One result in several forms: header lines, curl, fetch, Postman.

import { capillary } from 'commerce-auth';

import { shellWord } from '../../pkg-template/text/shell-word.ts';
import { onClear } from './clearing.js';
import { byId, element } from './element.js';

/** A look-up that changes nothing: the vendor's own example. */
const LOOKUP = '/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=44700900000';
const FIRST_CLUSTER = 'eu';

const WRITERS = {
  fields: ({ headers }) => lines(headers).join('\n'),
  curl: ({ url, headers }) => [`curl ${shellWord(url)}`, ...lines(headers).map((line) => `  -H ${shellWord(line)}`)].join(' \\\n'),
  fetch: ({ url, headers }) => `const response = await fetch(${JSON.stringify(url)}, {\n  headers: ${indented(headers)},\n});`,
  postman: ({ url, headers }) => JSON.stringify(collection(url, headers), null, 2),
};

/** Starts the section of a tool; returns what shows new headers in it. */
export function startCopyForms(tool) {
  const section = byId(`${tool}-forms`);
  const host = byId(`${tool}-host`);
  const text = byId(`${tool}-form-text`);
  for (const [cluster, { api }] of Object.entries(capillary.hosts)) {
    const option = element('option', new URL(api).host);
    option.value = api;
    option.defaultSelected = cluster === FIRST_CLUSTER;
    host.append(option);
  }
  let headers;
  const show = () => {
    const { form } = section.querySelector('[data-form]:checked').dataset;
    section.querySelector('.host').hidden = form === 'fields';
    text.textContent = headers ? WRITERS[form]({ url: host.value + LOOKUP, headers }) : '';
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

export function lines(headers) {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function indented(value) {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}

/** Postman's collection format 2.1: "Import", "Raw text". */
function collection(url, headers) {
  return {
    info: { name: 'commerce-auth', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [{ name: 'Customer lookup', request: { method: 'GET', url, header: Object.entries(headers).map(([key, value]) => ({ key, value })) } }],
  };
}
