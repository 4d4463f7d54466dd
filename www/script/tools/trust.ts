// The policy of this page, and a script that runs into it.

import { live } from '../../text/en.ts';
import { onClear } from '../clearing.ts';
import { byId } from '../element.ts';

const ELSEWHERE = 'https://example.com/';

export function startTrust(): void {
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]') as HTMLMetaElement;
  byId('trust-policy').textContent = policy.content.replaceAll('; ', ';\n');
  byId('trust-proof').addEventListener('click', prove);
  onClear(() => {
    byId('trust-outcome').replaceChildren();
    delete byId('trust-outcome').dataset.state;
  });
}

async function prove(): Promise<void> {
  const outcome = byId('trust-outcome');
  outcome.textContent = live.trust.trying;
  const violated: string[] = [];
  const note = (event: SecurityPolicyViolationEvent) => {
    violated.push(event.effectiveDirective);
  };
  document.addEventListener('securitypolicyviolation', note);
  try {
    await fetch(ELSEWHERE, { mode: 'no-cors' });
    violated.length = 0;
  } catch {
    // The event comes as a task of its own.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  document.removeEventListener('securitypolicyviolation', note);
  const directive = violated.at(-1);
  outcome.textContent = directive ? live.trust.blocked(directive) : live.trust.notBlocked;
  outcome.dataset.state = directive ? 'good' : 'bad';
}
