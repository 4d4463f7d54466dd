// The header of one till, with every step on the way to it.

import { capillary } from 'commerce-auth';

import { live } from '../../text/en.js';
import { attributionOf } from '../attribution.js';
import { onClear } from '../clearing.js';
import { startCopyForms } from '../copy-forms.js';
import { byId, element } from '../element.js';
import { told } from '../field-error.js';
import { startFormTool } from '../form-tool.js';
import { showNotes } from '../notes.js';

const SCHEME = 'Basic ';
/** The example of the vendor's page whose printed header belongs to another password. */
const MISPRINTED = { username: 'store123', password: 'Pass123' };

export function startTill() {
  const showCopyForms = startCopyForms('till');
  const really = byId('till-really-label');
  onClear(() => { really.hidden = true; });
  startFormTool('till', {
    required: ({ kind }) => ['username', kind],
    compute: (values) => offeringTheBox(really, () => computed(values)),
    show: ({ values, digest, headers }) => {
      byId('till-steps').replaceChildren(...steps(values, digest, headers.Authorization));
      showNotes('till-notes', notes(values));
      showCopyForms(headers);
    },
    forget: () => ['till-steps', 'till-notes'].forEach((id) => byId(id).replaceChildren()),
  });
}

function computed(values) {
  const headers = capillary.basicHeaders({ username: values.username, ...secretOf(values), ...attributionOf(values) });
  return { values, headers, digest: digestIn(headers.Authorization, values.username) };
}

function secretOf({ kind, password, passwordMd5, really }) {
  return kind === 'passwordMd5' ? { passwordMd5 } : { password, allowHashLikePassword: really };
}

/** The box that admits a password which looks like a digest is there only when there is one. */
function offeringTheBox(label, compute) {
  try {
    return compute();
  } catch (error) {
    told(error);
    if (error.code === 'looks_hashed') label.hidden = false;
    throw error;
  }
}

/** The digest as it went into the header: the package made it, the page only shows it. */
function digestIn(authorization, username) {
  const pair = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(atob(authorization.slice(SCHEME.length)), (letter) => letter.charCodeAt(0)));
  return pair.slice(username.length + 1);
}

function steps({ kind, username }, digest, authorization) {
  const { steps: words } = live.till;
  return [
    step(kind === 'password' ? words.digest : words.given, digest),
    step(words.join, `${username}:${digest}`),
    step(words.base64, authorization.slice(SCHEME.length)),
    step(words.header, `Authorization: ${authorization}`),
  ];
}

function step({ title, about }, value) {
  return element('li', element('p.step', element('strong', title), ' ', element('span', about)), element('code.value', value));
}

function notes({ kind, username, password }) {
  const found = [];
  if (username.trim() !== username) found.push(live.till.usernameEdges);
  if (kind === 'password' && password.trim() !== password) found.push(live.till.edges);
  if (kind === 'password' && username === MISPRINTED.username && password === MISPRINTED.password) found.push(live.till.misprint);
  return found;
}
