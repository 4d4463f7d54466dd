// What a value may be: for each kind a function that checks a value and writes it into the slots of a call. What it means is
// the core's to judge. `src/boundary/operation.rs` says of each in which slots it crosses.
//
// A table of operations names these functions, so that an entry carries those of its own operations and no others.

import { invalidArgument } from './auth-error.ts';
import { isBytes, plainView } from './bytes.ts';
import { Call, LEFT_OUT, LONGEST_TEXT, NULL } from './call.ts';
import { BEYOND_INTEGERS, numberOf } from './checked-number.ts';
import { checkedText } from './checked-text.ts';
import { writeResponse } from './http-response.ts';
import { jsonForm, jsonMembers } from './json-form.ts';
import { notificationBody } from './notification-body.ts';
import type { Field } from './operation.ts';
import { isPlainRecord } from './plain-record.ts';
import { isWellFormed } from './text-codec.ts';
import { tokenText } from './token-text.ts';
import { refuseUnknown } from './unknown-name.ts';
import { fieldsExpected as expectedAsText, fieldsThatCame as cameAsText } from './webhook-fields.ts';

/** More secrets than anybody changes over between. */
const MOST_SECRETS = 32;
/** The bits of the channels, by their names in options. */
const CHANNELS: Readonly<Record<string, number>> = { mobile: 1, web: 2, mfa: 4 };
const EVERY_CHANNEL = 7;
/** In the place of a member that nobody wrote down. */
const ABSENT: unique symbol = Symbol();

/** `name` is what errors call the value; `isThere` whether somebody wrote it down, be it undefined. */
export type Kind = (call: Call, field: Field, name: string, value: unknown, isThere: boolean) => void;

export function text(call: Call, field: Field, name: string, value: unknown, isThere: boolean): void {
  const mayBeMissing = field.need === 'optional' || (field.need === 'meant' && !isThere);
  if (mayBeMissing && (value === undefined || value === null)) return call.number(LEFT_OUT);
  call.text(checkedText(value, name), name);
}

export const token: Kind = (call, field, name, value, isThere) => text(call, field, name, tokenText(value), isThere);

export const identifier: Kind = (call, field, name, value, isThere) =>
  text(call, field, name, Number.isSafeInteger(value) && (value as number) >= 0 ? String(value) : value, isThere);

export const digits: Kind = (call, field, name, value, isThere) => {
  if (typeof value === 'number') {
    throw invalidArgument(
      name,
      `${name} must be a string, as the customer typed it: a number has lost its leading zeros`,
    );
  }
  text(call, field, name, value, isThere);
};

export const names: Kind = (call, { need }, name, value) => {
  if (need !== undefined && (value === undefined || value === null)) return call.number(LEFT_OUT);
  if (!Array.isArray(value)) throw invalidArgument(name, `${name} must be an array of strings`);
  const lines: string[] = [];
  let length = 0;
  for (let index = 0; index < value.length; index++) {
    const line = lineOf(value[index], `${name}[${index}]`);
    length += line.length + 1;
    if (length > LONGEST_TEXT)
      throw invalidArgument(name, `${name} is longer than 16 MiB: the largest that is looked into`);
    lines.push(line);
  }
  call.text(lines.join('\n'), name);
};

function lineOf(value: unknown, name: string): string {
  const line = checkedText(value, name);
  if (line.includes('\n')) throw invalidArgument(name, `${name} must be a name: it holds a line break`);
  return line;
}

export const flag: Kind = (call, { need }, name, value, isThere) => {
  if (isLeftOut(value, need, isThere)) return call.number(LEFT_OUT);
  if (typeof value !== 'boolean') throw invalidArgument(name, `${name} must be true or false`);
  call.number(value ? 1 : 0);
};

/** `http` to this machine, and nothing more: a request made here may go anywhere. */
export const loopback: Kind = (call, _field, name, value) => {
  if (value === undefined || value === null) return call.number(LEFT_OUT);
  if (value !== 'loopback') throw invalidArgument(name, `${name} must be "loopback" here`);
  call.number(2);
};

export const number: Kind = (call, { need }, name, value, isThere) =>
  call.number(value === undefined && isLeftOut(value, need, isThere) ? LEFT_OUT : numberOf(value, name));

/** What is meant wherever it is written is not left out by a variable that is not set. */
const isLeftOut = (value: unknown, need: Field['need'], isThere: boolean) =>
  (value === undefined || value === null) && !(need === 'meant' && isThere);

export const now: Kind = (call, _field, name, value) =>
  call.number(value === undefined ? Date.now() : numberOf(value, name));

export const cents: Kind = (call, _field, _name, value, isThere) => call.number(isThere ? centsOf(value) : LEFT_OUT);

function centsOf(value: unknown): number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < BEYOND_INTEGERS
    ? (value as number) + 0
    : NULL;
}

export const secret: Kind = (call, _field, _name, value) => writeSecret(call, value);

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
export const secrets: Kind = (call, { need }, _name, value) => {
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
};

export const json: Kind = (call, _field, name, value) => writeWritten(call, name, textOfJson(jsonForm(value, name)));

export const written: Kind = (call, _field, name, value) => writeWritten(call, name, value as string | undefined);

/** JSON text; null is as good as left out. */
function textOfJson(value: unknown): string | undefined {
  return value === null ? undefined : JSON.stringify(value);
}

function writeWritten(call: Call, name: string, text: string | undefined): void {
  if (text === undefined) call.number(LEFT_OUT);
  else call.text(text, name);
}

/** The names of members without JSON form and of undefined ones cross behind a NUL each. */
export const parameters: Kind = (call, _field, name, value) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) refuseHidden(value, name);
  const { members, without } = jsonMembers(value, name);
  const dropped = new Set(without);
  // Of a text they would be its letters.
  const names = typeof members === 'object' && members !== null ? Object.keys(members) : [];
  const unset = names.filter(
    (member) => (members as Record<string, unknown>)[member] === undefined && !dropped.has(member),
  );
  writeWritten(call, name, members === undefined ? undefined : textOfJson(members));
  for (const told of [without, unset]) writeWritten(call, name, told.map(behindNul).join(''));
};

/** A name that is no text, or holds what parts names, is none that anything is said of: another stands for it. */
const behindNul = (member: string) => `\0${isWellFormed(member) && !member.includes('\0') ? member : '?'}`;

export const subject: Kind = (call, _field, name, value) => call.from(checkedText(value, name), name);

export const body: Kind = (call, _field, name, value) => call.from(notificationBody(value), name);

export const address: Kind = (call, _field, name, value) => call.from(addressText(value, name), name);

/** A `URL` and its parameters are of the platform's classes, of whatever realm. */
function addressText(value: unknown, name: string): string {
  const kind = Object.prototype.toString.call(value);
  if (kind === '[object URLSearchParams]') return `?${String(value)}`;
  return kind === '[object URL]' ? String(value) : checkedText(value, name);
}

export const fieldsThatCame: Kind = (call, _field, name, value) => call.text(cameAsText(value, name), name);

export const fieldsExpected: Kind = (call, _field, name, value) => call.text(expectedAsText(value, name), name);

export const response: Kind = (call, _field, _name, value) => writeResponse(call, value);

export const jsonObject: Kind = (call, field, name, value) => {
  if (value === undefined || value === null) return call.number(LEFT_OUT);
  const { members = [] } = field;
  // Its members are looked at as those of an object are, and then written by JSON, where they have names of their own: a copy,
  // so that both see the same.
  const copy = { ...plainObject(value, members, name) };
  writeMembers(new Call(), members, undefined, name, '', copy);
  writeWritten(call, name, textOfJson(jsonForm(copy, name)));
};

export const object: Kind = (call, field, name, value, isThere) => {
  const { members = [] } = field;
  const given = objectGiven(call, field, name, value, isThere);
  if (given !== undefined) writeMembers(call, members, undefined, name, prefixOf(name), given, field.need === 'meant');
};

/** An object whose members depend on its channel. Without a good one, that is what has to be said first. */
export const objectByChannel: Kind = (call, field, name, value, isThere) => {
  const { members = [] } = field;
  const given = objectGiven(call, field, name, value, isThere);
  if (given === undefined) return;
  const copy = Object.assign(Object.create(null), given) as { channel?: unknown };
  const channel = channelOf(copy.channel);
  const known = members.filter((member) => (channelsOf(member) & channel) !== 0);
  writeMembers(call, members, known, name, prefixOf(name), copy);
};

/** What is written into a JSON text has names of its own there, and so have options. */
export const prefixOf = (name: string): string => (name === 'options' ? '' : `${name}.`);

/** The object to look into; where there is none, nothing, and that is written down. */
function objectGiven(
  call: Call,
  { members = [], need }: Field,
  name: string,
  value: unknown,
  isThere: boolean,
): object | undefined {
  if (need === undefined) return plainObject(value, members, name);
  if (value === undefined || (value === null && name !== 'options')) {
    // Options that were left out still have their defaults.
    if (need !== 'meant' || !isThere) {
      call.number(name === 'options' ? 1 : LEFT_OUT);
      return name === 'options' ? {} : undefined;
    }
    call.number(NULL);
    return undefined;
  }
  call.number(1);
  return plainObject(value, members, name);
}

export function plainObject(value: unknown, members: readonly Pick<Field, 'name'>[], name: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidArgument(name, `${name} must be an object with ${members.map((member) => member.name).join(', ')}`);
  }
  refuseHidden(value, name);
  return value;
}

function refuseHidden(value: object, name: string): void {
  if (isPlainRecord(value)) return;
  throw invalidArgument(
    name,
    `${name} must be a plain object, or some of it would go unseen: spread it: { ...${name} }`,
  );
}

/** The members of a plain object, each read once, in the order of the table; `known` are those that there may be, if not all. */
export function writeMembers(
  call: Call,
  members: readonly Field[],
  known: readonly Field[] | undefined,
  name: string,
  prefix: string,
  object: object,
  isMeant = false,
): void {
  const values: unknown[] = [];
  for (let index = 0; index < members.length; index++) values.push(ABSENT);
  for (const key of Object.keys(object)) {
    const index = indexOf(members, key);
    const value = (object as Readonly<Record<string, unknown>>)[key];
    if (index < 0 || known?.includes(members[index] as Field) === false) {
      // A protection under a wrong name is none, even where its value is not set.
      if (value === undefined && !isMeant) continue;
      refuseUnknown(
        key,
        name,
        (known ?? members).map((member) => member.name),
      );
    }
    values[index] = value;
  }
  for (let index = 0; index < members.length; index++) {
    const member = members[index] as Field;
    const value = values[index];
    const isThere = value !== ABSENT;
    member.kind(call, member, prefix === '' ? member.name : prefix + member.name, isThere ? value : undefined, isThere);
  }
}

function indexOf(members: readonly Field[], name: string): number {
  for (let index = 0; index < members.length; index++) {
    if ((members[index] as Field).name === name) return index;
  }
  return -1;
}

/** Not what somebody has added to all objects. */
function channelsOf(member: Field): number {
  return (Object.hasOwn(member, 'channels') ? member.channels : undefined) ?? EVERY_CHANNEL;
}

function channelOf(channel: unknown): number {
  return (
    (typeof channel === 'string' && Object.hasOwn(CHANNELS, channel) ? CHANNELS[channel] : undefined) ?? EVERY_CHANNEL
  );
}
