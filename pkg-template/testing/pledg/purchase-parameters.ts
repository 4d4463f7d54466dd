// What the parameters of a purchase must be like, once their signature is known to be right.

import { type JsonObject, isObject } from '../json-members.ts';
import { amountProblem } from './amount.ts';
import type { EmulatedPurchase } from './purchase-endpoint.ts';
import type { SignedClaims } from './signed-parameters.ts';

type Via = EmulatedPurchase['via'];

// They stay with the page that opens the purchase; a signed copy would be of no use or, the signature, of no meaning.
export const EXCLUDED: readonly string[] = [
  'signature',
  'container',
  'containerElement',
  'configure',
  'validateCheckout',
  'onSuccess',
  'onCancel',
  'onError',
  'onOpen',
  'onClose',
  'onSetback',
  'onCheckValidity',
  'onPaymentSolutionsAccess',
  'onCheckoutFormStatusChange',
];
const OBJECTS = ['metadata', 'address', 'shippingAddress'];
const WITHOUT_REDIRECT = ['redirectUrl', 'cancelUrl'];

/** The first thing wrong with signed claims for one of the places that take them (`via`), or null. */
export function purchaseProblem({ data, iat: _iat, exp: _exp, ...rest }: SignedClaims, via: Via): string | null {
  const { purchase_link_settings: settings, ...strangers } = rest;
  const stranger = Object.keys(strangers)[0];
  if (stranger !== undefined) return `${JSON.stringify(stranger.slice(0, 40))} stands beside data instead of in it`;
  return dataProblem(data, via) ?? settingsProblem(settings, via);
}

function dataProblem(data: JsonObject, via: Via): string | null {
  const excluded = EXCLUDED.find((name) => Object.hasOwn(data, name));
  if (excluded) return `${excluded} is in data; it must be left out`;
  const place = placeProblem(data, via);
  if (place) return place;
  const unusable = via === 'payment_by_transfer' && WITHOUT_REDIRECT.find((name) => Object.hasOwn(data, name));
  if (unusable) return `${unusable} does not apply to payment_by_transfer`;
  return amountProblem('amountCents', data.amountCents) ?? textProblem(data) ?? objectProblem(data);
}

// Customers of a company choose among its merchants there ("By redirection", docs.pledg.co).
function placeProblem({ merchantUid, companyUid }: JsonObject, via: Via): string | null {
  if (via === 'purchase' && merchantUid === undefined) return 'a companyUid belongs to /payment_solutions';
  return via === 'payment_solutions' && companyUid === undefined ? '/payment_solutions takes a companyUid' : null;
}

function textProblem(data: JsonObject): string | null {
  const missing = ['title', 'reference'].find((name) => typeof data[name] !== 'string' || data[name] === '');
  return missing ? `${missing} is not a text of at least one character` : null;
}

// Unsigned parameters carry these as JSON text; whoever signs the same text has wrapped them twice.
function objectProblem(data: JsonObject): string | null {
  const wrong = OBJECTS.find((name) => data[name] !== undefined && data[name] !== null && !isObject(data[name]));
  return wrong ? `${wrong} is not an object` : null;
}

export const CHANNELS: ReadonlyArray<readonly [wish: string, address: string]> = [
  ['send_email', 'email'],
  ['send_sms', 'phone_number'],
];

function settingsProblem(settings: unknown, via: Via): string | null {
  if (settings === undefined) return null;
  if (via !== 'purchase_link') return 'purchase_link_settings belongs to purchase_link only';
  if (!isObject(settings)) return 'purchase_link_settings is not an object';
  const unknown = Object.keys(settings).find((name) => !CHANNELS.flat().includes(name));
  if (unknown !== undefined)
    return `purchase_link_settings has an unknown member ${JSON.stringify(unknown.slice(0, 40))}`;
  return (
    CHANNELS.map(([wish, address]) => channelProblem(settings, wish, address)).find((problem) => problem !== null) ??
    null
  );
}

function channelProblem(settings: JsonObject, wish: string, address: string): string | null {
  if (settings[wish] !== undefined && typeof settings[wish] !== 'boolean') return `${wish} is not true or false`;
  return settings[wish] && !settings[address] ? `${wish} is true and ${address} is missing` : null;
}
