// The policy of this page, and a script that runs into it.

import { live } from '../../text/en.js';
import { onClear } from '../clearing.js';
import { byId } from '../element.js';

const ELSEWHERE = 'https://example.com/';

export function startTrust() {
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]').content;
  byId('trust-policy').textContent = policy.replaceAll('; ', ';\n');
  byId('trust-proof').addEventListener('click', prove);
  onClear(() => {
    byId('trust-outcome').replaceChildren();
    delete byId('trust-outcome').dataset.state;
  });
}

async function prove() {
  const outcome = byId('trust-outcome');
  outcome.textContent = live.trust.trying;
  let directive;
  const note = (event) => { directive = event.effectiveDirective; };
  document.addEventListener('securitypolicyviolation', note);
  try {
    await fetch(ELSEWHERE, { mode: 'no-cors' });
    directive = undefined;
  } catch {
    // The event comes as a task of its own.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  document.removeEventListener('securitypolicyviolation', note);
  outcome.textContent = directive ? live.trust.blocked(directive) : live.trust.notBlocked;
  outcome.dataset.state = directive ? 'good' : 'bad';
}
