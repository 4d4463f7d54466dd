// The kinds of values that only authenticators take, in the way of facade/kinds.ts: each checks a value and writes it down.
// `src/boundary/operation.rs` says in which slots.

import { invalidArgument } from '../facade/auth-error.ts';
import { type Call, LEFT_OUT, NULL } from '../facade/call.ts';
import { numberOf } from '../facade/checked-number.ts';
import { type Kind, plainObject, prefixOf, writeMembers } from '../facade/kinds.ts';
import { isWellFormed } from '../facade/text-codec.ts';
import type { CommonOptions } from './authenticator-options.ts';
import { mayShareCalls } from './runtime.ts';
import type { TokenStore } from './stores/token-store.ts';

/** More origins than any vendor has: a list can claim any length. */
export const MOST_ADDRESSES = 100;
/** Stands in the slot of a text without a UTF-8 form. */
const HALVED = -3;

const LABEL = /^[^\p{Cc}]{1,100}$/u;

/** The options that do not cross, once they were checked. */
export type Kept = {
  [Name in 'fetch' | 'now' | 'onEvent' | 'waitUntil' | 'store' | 'sharePendingCalls' | 'name']?: NonNullable<
    CommonOptions[Name]
  >;
};

const keptOfCalls = new WeakMap<Call, Kept>();
const NONE: Readonly<Kept> = Object.freeze(Object.create(null) as Kept);

/** What of a call stays here. It has no prototype: what somebody added to all objects is no option of anybody's. */
export function keptOf(call: Call): Readonly<Kept> {
  return keptOfCalls.get(call) ?? NONE;
}

function keep(call: Call, name: string, value: unknown): void {
  keptOfCalls.set(call, Object.assign(Object.create(null), keptOfCalls.get(call), { [name]: value }));
}

export const count: Kind = (call, _field, name, value) => {
  if (value === undefined) return call.number(LEFT_OUT);
  const isLarge = typeof value === 'number' && (!Number.isFinite(value) || value >= 1);
  if (!isLarge && value !== null) throw invalidArgument(name, `${name} must be a finite number from 1 on`);
  call.number(numberOf(value, name));
};

export const objectOrFalse: Kind = (call, { members = [] }, name, value) => {
  if (value === undefined || value === null) return call.number(LEFT_OUT);
  if (value === false) return call.number(0);
  call.number(1);
  writeMembers(call, members, undefined, name, prefixOf(name), plainObject(value, members, name));
};

/** Which names there may be is the profile's to say, so the core judges the values as well: a name that is none may be a secret. */
export const credentials: Kind = (call, _field, name, value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return call.number(LEFT_OUT);
  const entries = Object.entries(plainObject(value, [], name)).filter(([, credential]) => credential !== undefined);
  call.number(entries.length);
  for (const [key, credential] of entries) {
    call.text(isWellFormed(key) ? key : '?', name);
    if (typeof credential !== 'string') call.number(credential === null ? LEFT_OUT : NULL);
    else if (isWellFormed(credential)) call.text(credential, name);
    else call.number(HALVED);
  }
};

/** What is no text is no address, which the core says. */
export const addresses: Kind = (call, _field, name, value) => {
  if (value === undefined || value === null) return call.number(LEFT_OUT);
  if (!Array.isArray(value)) throw invalidArgument(name, `${name} must be an array of addresses`);
  const { length } = value;
  if (length > MOST_ADDRESSES) throw invalidArgument(name, `${name} has more than ${MOST_ADDRESSES} addresses`);
  call.number(length);
  for (let index = 0; index < length; index++) {
    const address: unknown = value[index];
    call.text(typeof address === 'string' && isWellFormed(address) ? address : '', name);
  }
};

export const transport: Kind = (call, _field, name, value) => {
  if (value === undefined || value === null) return call.number(LEFT_OUT);
  if (value === 'loopback') return call.number(2);
  if (typeof value !== 'boolean') throw invalidArgument(name, `${name} must be "loopback" or true`);
  call.number(value ? 1 : 0);
};

export const sharing: Kind = (call, _field, name, value) => {
  const shares = value ?? mayShareCalls();
  if (typeof shares !== 'boolean') throw invalidArgument(name, `${name} must be true or false`);
  keep(call, name, shares);
  call.number(shares ? 1 : 0);
};

export const callback: Kind = (call, _field, name, value) => {
  if (value === undefined) return call.number(LEFT_OUT);
  if (typeof value !== 'function') throw invalidArgument(name, `${name} must be a function`);
  keep(call, name, value);
  call.number(1);
};

/** It stands in logs, so it is one line of a size that a log has room for. */
export const label: Kind = (call, _field, name, value) => {
  if (value === undefined) return call.number(LEFT_OUT);
  if (typeof value !== 'string' || !LABEL.test(value) || !isWellFormed(value)) {
    throw invalidArgument(name, `${name} must be a text of 1 to 100 characters without control characters`);
  }
  keep(call, name, value);
  call.number(1);
};

export const store: Kind = (call, _field, name, value) => {
  if (value === undefined || value === null) return call.number(LEFT_OUT);
  if (!isStore(value)) {
    throw invalidArgument(
      name,
      `${name} must be an object with read(), write(), remove(), and both or neither of lock() and unlock()`,
    );
  }
  keep(call, name, value);
  call.number(1);
};

function isStore(value: unknown): value is TokenStore {
  const has = (name: string): boolean => typeof (value as Record<string, unknown>)[name] === 'function';
  try {
    return typeof value === 'object' && ['read', 'write', 'remove'].every(has) && has('lock') === has('unlock');
  } catch {
    return false;
  }
}

export const forCapillary: Kind = (call, _field, name, value) => {
  if (value === undefined || value === null) return call.number(LEFT_OUT);
  throw invalidArgument(name, `${name} is for calls to Capillary only: leave it out`);
};
