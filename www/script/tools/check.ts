// A notification of Pledg's, checked, with what its signature covers and what it does not.

import { type PledgOutcome, type PledgVerification, pledg } from 'commerce-auth';

import { live } from '../../text/en.ts';
import { byId, element, row } from '../element.ts';
import { FieldError } from '../field-error.ts';
import { startFormTool } from '../form-tool.ts';

type CheckValues = {
  readonly body: string;
  readonly secret: string;
  readonly noSecret: boolean;
  readonly reference: string;
  readonly amountCents: string;
};

export function startCheck(): void {
  startFormTool('check', {
    required: ({ noSecret }) => (noSecret ? ['body'] : ['body', 'secret']),
    compute: ({ body, secret, noSecret, reference, amountCents }: CheckValues) => {
      return pledg.verifyNotification(body, {
        secret: noSecret ? null : secret,
        ...expectation(reference, amountCents),
      });
    },
    show: ({ kind, trust, outcome, sandbox, verified, unverified }) => {
      const isSigned = trust === 'signed';
      byId('check-trust').textContent = `${live.check.kinds[kind]}, ${live.check[trust]}`;
      const payment = showPayment(isSigned, outcome, sandbox);
      byId('check-trust').className = `trust ${isSigned ? (payment === 'good' ? 'good' : '') : 'bad'}`;
      const words = [live.check.explain[isSigned ? kind : trust], live.check.twice[kind]];
      byId('check-explained').replaceChildren(...words.map((text) => element('li', text)));
      showValues('check-verified', verified);
      showValues('check-unverified', unverified);
    },
    forget: () => {
      for (const id of ['check-trust', 'check-payment', 'check-explained', 'check-verified', 'check-unverified'])
        byId(id).replaceChildren();
    },
  });
}

type Weight = 'good' | 'warn' | 'bad';

/** Green means money, and nothing else does: a genuine word of a failed payment, or of a trial, is no reason to ship. */
function showPayment(isSigned: boolean, outcome: PledgOutcome, sandbox: boolean | null): Weight | undefined {
  const place = byId('check-payment');
  place.hidden = !isSigned;
  if (!isSigned) return undefined;
  const isTrial = sandbox === true;
  const weight = isTrial ? 'bad' : WEIGHTS[outcome];
  place.textContent = isTrial ? live.check.sandbox : live.check.outcomes[outcome];
  place.className = `trust ${weight}`;
  return weight;
}

const WEIGHTS: Readonly<Record<PledgOutcome, Weight>> = {
  completed: 'good',
  pending: 'warn',
  failed: 'bad',
  unknown: 'bad',
};

/** The option of the package, which refuses one that expects nothing. */
function expectation(reference: string, amountCents: string): Pick<PledgVerification, 'expect'> {
  const expect: NonNullable<PledgVerification['expect']> = {};
  if (reference !== '') expect.reference = reference;
  if (amountCents !== '') expect.amountCents = cents(amountCents);
  return Object.keys(expect).length > 0 ? { expect } : {};
}

function cents(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new FieldError('amountCents', live.errors.notCents);
  return Number(text);
}

function showValues(id: string, values: object): void {
  const rows = Object.entries(values).map(([name, value]) => row(name, element('code', JSON.stringify(value))));
  byId(id).replaceChildren(...(rows.length > 0 ? rows : [nothing()]));
}

function nothing(): HTMLTableRowElement {
  const cell = element('td', live.check.nothing);
  cell.colSpan = 2;
  return element('tr', cell);
}
