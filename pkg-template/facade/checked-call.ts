// Arguments held to what their operation takes, and written down as a call: names, kinds, and what has to be there. What a
// value means is the core's to judge.

import { REDACTED, tokenText } from './access-token.ts';
import { invalidArgument } from './auth-error.ts';
import { isBytes, plainView } from './bytes.ts';
import { Call, LEFT_OUT, NULL } from './call.ts';
import { writeResponse } from './http-response.ts';
import { jsonForm, jsonMembers } from './json-form.ts';
import { notificationBody } from './notification-body.ts';
import type { Field, Operation } from './operation.ts';
import { isPlainRecord } from './plain-record.ts';
import { isWellFormed } from './text-codec.ts';
import { refuseUnknown } from './unknown-name.ts';

/** More secrets than anybody changes over between. */
const MOST_SECRETS = 32;
/** From here on a double has no integer of its own: what was written may have been another. */
const BEYOND_INTEGERS = 2 ** 53;
/** The bits of the channels, by their names in options. */
const CHANNELS: Readonly<Record<string, number>> = { mobile: 1, web: 2, mfa: 4 };
const EVERY_CHANNEL = 7;

/** Checks the arguments of a call. */
export function checkedCall(operation: Operation<unknown>, given: readonly unknown[]): Call {
  const call = new Call();
  const { takes } = operation;
  for (let index = 0; index < takes.length; index++) {
    const field = takes[index] as Field;
    write(call, field, field.name, given[index], given[index] !== undefined);
  }
  return call;
}

/** `name` is what errors call the value; `isThere` whether somebody wrote it down, be it undefined. */
function write(call: Call, field: Field, name: string, value: unknown, isThere: boolean): void {
  switch (field.kind) {
    case 'text':
      return writeText(call, field, name, value, isThere);
    case 'token':
      return writeText(call, field, name, tokenText(value), isThere);
    case 'identifier':
      return writeText(
        call,
        field,
        name,
        Number.isSafeInteger(value) && (value as number) >= 0 ? String(value) : value,
        isThere,
      );
    case 'digits':
      if (typeof value === 'number') {
        throw invalidArgument(
          name,
          `${name} must be a string, as the customer typed it: a number has lost its leading zeros`,
        );
      }
      return writeText(call, field, name, value, isThere);
    case 'flag':
      return call.number(flagOf(value, name));
    case 'number':
      return call.number(value === undefined ? LEFT_OUT : numberOf(value, name));
    case 'now':
      return call.number(value === undefined ? Date.now() : numberOf(value, name));
    case 'cents':
      return call.number(isThere ? centsOf(value) : LEFT_OUT);
    case 'secret':
      return writeSecret(call, value);
    case 'secrets':
      return writeSecrets(call, field, value);
    case 'json':
      return writeWritten(call, name, textOfJson(jsonForm(value, name)));
    case 'written':
      return writeWritten(call, name, value as string | undefined);
    case 'parameters':
      return writeParameters(call, name, value);
    case 'subject':
      return call.from(checkedText(value, name), name);
    case 'body':
      return call.from(notificationBody(value), name);
    case 'response':
      return writeResponse(call, value);
    case 'jsonObject': {
      if (value === undefined || value === null) return call.number(LEFT_OUT);
      // Its members are looked at as those of an object are, and then written by JSON: a copy, so that both see the same.
      const copy = typeof value === 'object' && isPlainRecord(value) ? { ...value } : value;
      writeMembers(new Call(), field, name, copy);
      return writeWritten(call, name, textOfJson(jsonForm(copy, name)));
    }
    case 'object':
      return writeObject(call, field, name, value, isThere);
  }
}

function writeText(call: Call, field: Field, name: string, value: unknown, isThere: boolean): void {
  if (value === undefined || value === null) {
    if (field.need === 'optional' || (field.need === 'meant' && !isThere)) return call.number(LEFT_OUT);
    throw invalidArgument(name, `${name} is missing: is the variable it comes from set?`);
  }
  call.text(checkedText(value, name), name);
}

/** A string that has a UTF-8 form and is no placeholder. */
export function checkedText(value: unknown, name: string): string {
  if (typeof value !== 'string') {
    throw invalidArgument(
      name,
      value === undefined || value === null
        ? `${name} is missing: is the variable it comes from set?`
        : `${name} must be a string`,
    );
  }
  if (!isWellFormed(value)) {
    throw invalidArgument(
      name,
      `${name} holds half of a surrogate pair, so it has no UTF-8 form: was the text cut in the middle of a character?`,
    );
  }
  if (value === REDACTED) {
    throw invalidArgument(name, `${name} is the placeholder that secrets print as: pass the real value`);
  }
  return value;
}

function flagOf(value: unknown, name: string): number {
  if (value === undefined || value === null) return LEFT_OUT;
  if (typeof value !== 'boolean') throw invalidArgument(name, `${name} must be true or false`);
  return value ? 1 : 0;
}

/** Its fraction is cut off. */
export function numberOf(value: unknown, name: string): number {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) {
    throw invalidArgument(name, `${name} must be a finite number`);
  }
  if (typeof value !== 'number' || value <= -1 || value >= BEYOND_INTEGERS) {
    throw invalidArgument(name, `${name} must be a finite number that is not negative`);
  }
  return Math.trunc(value) + 0;
}

function centsOf(value: unknown): number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < BEYOND_INTEGERS
    ? (value as number) + 0
    : NULL;
}

function writeSecret(call: Call, value: unknown): void {
  if (isBytes(value)) {
    call.text(plainView(value, 'secret'), 'secret');
    return call.number(1);
  }
  if (value !== undefined && value !== null && typeof value !== 'string') {
    throw invalidArgument('secret', 'secret must be a string or a Uint8Array');
  }
  call.text(checkedText(value, 'secret'), 'secret');
  call.number(0);
}

/** Left out and null are for the operation to judge where they may be. */
function writeSecrets(call: Call, { need }: Field, value: unknown): void {
  if (need !== undefined && value === undefined) return call.number(LEFT_OUT);
  if (need !== undefined && value === null) return call.number(NULL);
  if (!Array.isArray(value)) {
    call.number(1);
    return writeSecret(call, value);
  }
  if (value.length > MOST_SECRETS) {
    throw invalidArgument(
      'secret',
      `secret is a list of more than ${MOST_SECRETS}: leave out those that are no longer in use`,
    );
  }
  call.number(value.length);
  for (let index = 0; index < value.length; index++) writeSecret(call, value[index]);
}

/** JSON text; null is as good as left out. */
function textOfJson(value: unknown): string | undefined {
  return value === null ? undefined : JSON.stringify(value);
}

function writeWritten(call: Call, name: string, text: string | undefined): void {
  if (text === undefined) call.number(LEFT_OUT);
  else call.text(text, name);
}

/** The names of members without JSON form and of undefined ones cross behind a NUL each. */
function writeParameters(call: Call, name: string, value: unknown): void {
  const { members, without } = jsonMembers(value, name);
  const dropped = new Set(without);
  const unset = Object.keys((members ?? {}) as object).filter(
    (member) => (members as Record<string, unknown>)[member] === undefined && !dropped.has(member),
  );
  writeWritten(call, name, members === undefined ? undefined : textOfJson(members));
  for (const names of [without, unset])
    writeWritten(call, name, wellFormed(names.map((member) => `\0${member}`).join('')));
}

// A name that is half of a surrogate pair is no name that anything is said of.
const wellFormed = (text: string) => (isWellFormed(text) ? text : '');

function writeObject(call: Call, field: Field, name: string, value: unknown, isThere: boolean): void {
  const { need } = field;
  if (need !== undefined) {
    const isMissing = value === undefined || (value === null && name !== 'options');
    if (isMissing && need === 'meant' && isThere) return call.number(NULL);
    if (isMissing) {
      // Options that were left out still have their defaults.
      if (name !== 'options') return call.number(LEFT_OUT);
      call.number(1);
      return writeMembers(call, field, name, {});
    }
    call.number(1);
  }
  writeMembers(call, field, name, value);
}

/** The members of an object, each read once, in the order of the table. */
function writeMembers(call: Call, { kind, need, members = [] }: Field, name: string, object: unknown): void {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    throw invalidArgument(name, `${name} must be an object with ${members.map((member) => member.name).join(', ')}`);
  }
  if (!isPlainRecord(object)) {
    throw invalidArgument(
      name,
      `${name} must be a plain object, or some of it would go unseen: spread it: { ...${name} }`,
    );
  }
  const values: unknown[] = new Array(members.length).fill(undefined);
  const own: boolean[] = new Array(members.length).fill(false);
  const keys = Object.keys(object);
  const given = keys.map((key) => (object as Readonly<Record<string, unknown>>)[key]);
  const channels = channelsOf(given[keys.indexOf('channel')], members);
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as string;
    const index = indexOf(members, key);
    const value = given[at];
    if (index < 0 || (((members[index] as Field).channels ?? EVERY_CHANNEL) & channels) === 0) {
      // A protection under a wrong name is none, even where its value is not set.
      if (value === undefined && need !== 'meant') continue;
      refuseUnknown(
        key,
        name,
        members.filter((member) => ((member.channels ?? EVERY_CHANNEL) & channels) !== 0).map((member) => member.name),
      );
    }
    values[index] = value;
    own[index] = true;
  }
  // What is written into a JSON text has names of its own there.
  const prefix = name === 'options' || kind === 'jsonObject' ? '' : `${name}.`;
  for (let index = 0; index < members.length; index++) {
    const member = members[index] as Field;
    write(call, member, prefix + member.name, values[index], own[index] as boolean);
  }
}

function indexOf(members: readonly Field[], name: string): number {
  for (let index = 0; index < members.length; index++) {
    if ((members[index] as Field).name === name) return index;
  }
  return -1;
}

/** Which members there are depends on the channel; without a good one, that is what has to be said first. */
function channelsOf(channel: unknown, members: readonly Field[]): number {
  if (!members.some((member) => member.channels !== undefined)) return EVERY_CHANNEL;
  return (
    (typeof channel === 'string' && Object.hasOwn(CHANNELS, channel) ? CHANNELS[channel] : undefined) ?? EVERY_CHANNEL
  );
}
