// A purchase signed for Pledg, its addresses, and what the signature says and does not say.

import { decodeJwt, isWeakSecret, type JwtClaims, pledg } from 'commerce-auth';

import { live } from '../../text/en.ts';
import { instant } from '../duration.ts';
import { byId, element } from '../element.ts';
import { startFormTool } from '../form-tool.ts';
import { jsonObject } from '../json-object.ts';
import { showNotes } from '../notes.ts';

const PLACES = ['sign-signature', 'sign-purchase', 'sign-transfer', 'sign-covered', 'sign-notes'];
const LIFETIMES = { hour: 3_600_000, day: 86_400_000 };
const EXAMPLE = {
  merchantUid: 'mer_1',
  title: 'Two chairs',
  reference: 'order-1001',
  amountCents: 20_150,
  currency: 'EUR',
  email: 'customer@example.com',
  paymentNotificationUrl: 'https://shop.example.com/pledg',
};

type SignValues = {
  readonly parameters: string;
  readonly secret: string;
  readonly environment: 'staging' | 'production';
  readonly expiry: 'none' | keyof typeof LIFETIMES;
};

export function startSign(): void {
  const parameters = byId<HTMLTextAreaElement>('sign-parameters');
  byId('sign-example').addEventListener('click', () => {
    parameters.value = JSON.stringify(EXAMPLE, null, 2);
    parameters.focus();
  });
  startFormTool('sign', {
    required: () => ['parameters', 'secret'],
    compute: ({ parameters: text, secret, environment, expiry }: SignValues) => {
      const given = jsonObject('parameters', text);
      const now = Date.now();
      const times = expiry === 'none' ? {} : { issuedAt: now, expiresAt: now + LIFETIMES[expiry] };
      const signature = pledg.signPurchase(given, secret, times);
      return { given, secret, signature, environment };
    },
    show: ({ given, secret, signature, environment }) => {
      byId('sign-signature').textContent = signature;
      byId('sign-purchase').textContent = pledg.purchaseUrl({ environment, signature });
      byId('sign-transfer').textContent = pledg.transferUrl({ environment, signature });
      byId('sign-covered').replaceChildren(...covered(given, signature).map((words) => element('li', words)));
      showNotes('sign-notes', isWeakSecret(secret) ? [live.weakSecret] : []);
    },
    forget: () => {
      for (const id of PLACES) byId(id).replaceChildren();
    },
  });
}

function covered(given: object, signature: string): string[] {
  // The package has just made it, of nothing but such claims.
  const claims = decodeJwt(signature).claims as JwtClaims & { readonly data: object };
  const dropped = Object.keys(given).filter((name) => !(name in claims.data));
  return [
    live.sign.all,
    ...(dropped.length > 0 ? [live.sign.dropped(dropped.join(', '))] : []),
    live.sign.readable,
    claims.exp === undefined ? live.sign.ever : live.sign.until(instant(claims.exp)),
    live.sign.settings,
  ];
}
