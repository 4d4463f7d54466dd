// The notifications Pledg sends, signed the way it signs them. Three kinds, each with a form for merchants without secret.

import { createHash, randomUUID } from 'node:crypto';

import { signedToken } from '../hs256.ts';
import { type JsonObject, isObject } from '../json-members.ts';
import { requireNamedFields, requireOneOf, requireSwitch, requireText } from '../named-fields.ts';
import type { Now } from '../emulator-clock.ts';
import type { EmulatedMerchant } from './options.ts';
import type { EmulatedPurchase } from './purchase-endpoint.ts';

/** What kind of notification Pledg sends: of a payment in back mode, of a transfer, of a failed purchase. */
export type NotificationKind = 'back' | 'transfer' | 'error';

/** Options of {@link EmulatedPledg.notification}. Any other name is refused. */
export interface NotificationOptions {
  /** Which of the shapes. */
  readonly kind: NotificationKind;
  /** Whether the merchant has a secret. Default true. */
  readonly signed?: boolean | undefined;
  /** Which merchant's secret signs. Default: the first merchant's. */
  readonly merchantUid?: string | undefined;
  /** Another secret to sign with, to see it refused. */
  readonly secret?: string | undefined;
  /** The merchant's reference of the purchase, whose uid it then has where one came in. Default `"ref_1"`. */
  readonly reference?: string | undefined;
  /** The amount, for a transfer only. Default 2000. */
  readonly amountCents?: number | undefined;
  /** Members to add, replace or, with `undefined`, leave out, before signing. */
  readonly members?: Readonly<Record<string, unknown>> | undefined;
}

const REFERENCE = 'ref_1';

/** What the emulator knows when it makes one. */
interface NotificationFacts {
  readonly merchants: readonly EmulatedMerchant[];
  readonly purchases: readonly EmulatedPurchase[];
  readonly now: Now;
}

/** What a notification is about, with the merchant it is for. */
interface Subject {
  readonly reference?: string | undefined;
  readonly amountCents?: number | undefined;
  readonly merchant: EmulatedMerchant;
  readonly signed: boolean;
  /** What Pledg calls the purchase: the last one that came in with this reference. */
  readonly uid: string | undefined;
  /** When it is sent, by the vendors' clock. */
  readonly at: string;
}

interface Form {
  readonly members: (subject: Subject) => JsonObject;
  readonly sign: (members: JsonObject, secret: string) => JsonObject;
}

const KINDS: Readonly<Record<NotificationKind, Form>> = {
  back: { members: backMembers, sign: withHash },
  transfer: { members: transferMembers, sign: asToken },
  error: { members: errorMembers, sign: asToken },
};
const OPTIONS = ['kind', 'signed', 'merchantUid', 'secret', 'reference', 'amountCents', 'members'];

/** The exact body of a notification. */
export function notificationBody(
  options: NotificationOptions,
  { merchants, purchases, now }: NotificationFacts,
): string {
  const { kind, signed = true, secret, members = {}, ...subject } = checkedNotification(options);
  const merchant = merchantOf(subject.merchantUid, merchants);
  const uid = purchases.findLast(({ data }) => data.reference === (subject.reference ?? REFERENCE))?.uid;
  const form = {
    ...KINDS[kind].members({ ...subject, merchant, signed, uid, at: new Date(now()).toISOString() }),
    ...members,
  };
  return JSON.stringify(signed ? KINDS[kind].sign(form, secret ?? merchant.secret) : form);
}

function checkedNotification(options: NotificationOptions): NotificationOptions {
  const where = 'pledg.notification';
  requireNamedFields(where, options, OPTIONS);
  const { kind, signed, merchantUid, secret, reference, amountCents, members } = options;
  requireOneOf(`${where}.kind`, kind, Object.keys(KINDS));
  if (signed !== undefined) requireSwitch(`${where}.signed`, signed);
  for (const [name, text] of Object.entries({ merchantUid, secret, reference })) {
    if (text !== undefined) requireText(`${where}.${name}`, text);
  }
  checkAmount(where, kind, amountCents);
  if (members !== undefined && !isObject(members)) throw new TypeError(`${where}.members: expected an object`);
  return options;
}

function checkAmount(where: string, kind: NotificationKind, amountCents: unknown): void {
  if (amountCents === undefined) return;
  if (kind !== 'transfer') throw new TypeError(`${where}.amountCents: only a transfer says an amount`);
  if (!Number.isSafeInteger(amountCents)) throw new TypeError(`${where}.amountCents: expected a whole number`);
}

function merchantOf(uid: string | undefined, merchants: readonly EmulatedMerchant[]): EmulatedMerchant {
  const merchant = uid === undefined ? merchants[0] : merchants.find((one) => one.uid === uid);
  if (!merchant) throw new TypeError('pledg.notification.merchantUid: no merchant of this emulator has it');
  return merchant;
}

function backMembers({ reference = REFERENCE, uid = `pay_${randomUUID()}`, at }: Subject): JsonObject {
  return {
    created_at: at,
    id: uid,
    additional_data: {},
    metadata: {},
    status: 'completed',
    // A text, as in the vendor's example.
    sandbox: 'true',
    error: '',
    reference,
  };
}

function transferMembers({
  reference = REFERENCE,
  amountCents = 2000,
  uid = `pur_${randomUUID()}`,
  merchant,
  signed,
  at,
}: Subject): JsonObject {
  const uids = signed ? { metadata: {} } : { merchant_uid: merchant.uid, purchase_uid: uid };
  const item = { created: vendorInstant(at), transfer_order_item_uid: `tri_${randomUUID()}` };
  return { reference, ...item, amount_cents: amountCents, ...uids };
}

function errorMembers({ reference = REFERENCE, uid = `pur_${randomUUID()}` }: Subject): JsonObject {
  return { reference, purchase_state: 'PRIMARY_KO', purchase_uid: uid };
}

// `2020-09-17 15:00:02.052177`: microseconds and no zone.
function vendorInstant(at: string): string {
  return at.replace('T', ' ').replace('Z', '000');
}

function asToken(members: JsonObject, secret: string): JsonObject {
  return { signature: signedToken({ alg: 'HS256', typ: 'JWT' }, members, secret) };
}

const HASHED = ['created_at', 'error', 'id', 'reference', 'sandbox', 'status'];

// A plain hash with the secret between the pairs, not an HMAC; nothing but these six is covered.
function withHash(members: JsonObject, secret: string): JsonObject {
  const text = HASHED.map((name) => `${name}=${members[name] ?? ''}`).join(secret);
  return { ...members, signature: createHash('sha256').update(text).digest('hex').toUpperCase() };
}
