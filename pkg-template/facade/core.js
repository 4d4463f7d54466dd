// The wasm core: one instance, its buffers, and the ways into it. Nothing here knows a vendor.

import * as glue from 'glue:core';
import limits from 'memory:core';
import { AuthError, invalidArgument, isAuthError } from './auth-error.js';
import { isBytes, plainView } from './bytes.js';
import { NO_JSON_FORM } from './json-form.js';
import { asciiReader, decodeText, encodePart, encodeText, encodeTextInto, isWellFormed } from './text-codec.js';
import { LONGEST_TEXT, refuseLongText } from './text-limit.js';
import { newMemory } from './wasm-memory.js';

const OUTPUT_VIEW = 48 * 1024;
const LARGEST_ASCII = 127;
/** An instance that has grown beyond it is not kept for the next call. */
const LARGEST_KEPT = 4 * 1024 * 1024;
/** The most bytes that one unit of a text takes in UTF-8. */
const LONGEST_CHARACTER = 3;
/** What is no longer than this is not too long, whatever its characters are. */
const SHORT = LONGEST_TEXT / LONGEST_CHARACTER;
/** Stands for the input while there is none: as empty as a view of memory that has grown. */
const NO_INPUT = new Uint8Array(0);

let module;
let memory;
/** A memory that is to be zeroed. */
let spoilt;
/** Set while the core is at work: a call that finds it set knows that the one before never came to its end. */
let isUnderWay = false;
let input = NO_INPUT;
let output;
let outputWords;
let readOutput;
let rowLengths;
let rowLimit = 0;

/** Starts the core from a compiled module, in a memory that is all zero. Every entry does it once, on import. */
export function start(compiled, given) {
  module = compiled;
  instantiate(given);
}

export function isStarted() {
  return module !== undefined;
}

function instantiate(given = newMemory(limits)) {
  const { exports } = new WebAssembly.Instance(module, { './core_bg.js': { ...glue, memory: given } });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  memory = given;
  takeViews();
}

// Memory that grows leaves its views behind, empty.
function takeViews() {
  const offset = glue.output();
  output = new Uint8Array(memory.buffer, offset, OUTPUT_VIEW);
  // Eight bytes at a time zero a value in a handful of stores; the buffer is aligned for that.
  outputWords = new Float64Array(memory.buffer, offset, OUTPUT_VIEW / 8);
  readOutput = asciiReader(memory.buffer, offset, OUTPUT_VIEW);
  rowLimit = glue.row_limit();
  rowLengths = new Uint16Array(memory.buffer, glue.row_lengths(), rowLimit);
  // The last, because it stands for all: where the caller's stack ends among these, the next call begins anew.
  input = new Uint8Array(memory.buffer, glue.input(), glue.input_capacity());
}

function ready() {
  if (input.length === 0 || isUnderWay) prepare();
}

function prepare() {
  if (module === undefined) {
    throw new AuthError({
      code: 'internal',
      message: 'commerce-auth/slim has not been started: call init() or initSync() first, or import commerce-auth instead',
    });
  }
  if (isUnderWay) spoil();
  if (memory === undefined) instantiate();
  else takeViews();
}

/**
 * Lets go of the instance. The core keeps nothing between calls, so a new one is as good, and costs microseconds. It is
 * made when the next call needs it: by then nothing on the stack holds the old memory, and where address space is short
 * the engine can take that back first.
 */
function letGo() {
  input = NO_INPUT;
  memory = output = outputWords = readOutput = rowLengths = undefined;
  glue.__wbg_set_wasm(undefined);
}

/** After a call that made memory grow: all that was in use is zero by now, and so large a memory is not kept. */
function letGoOfGrown() {
  if (memory.buffer.byteLength > LARGEST_KEPT) letGo();
}

/**
 * After a trap, or where the caller's stack ended inside a call, memory is in an unknown state: all of it is zeroed, and
 * none of it kept. Where the stack has no room even for this, the next call does it.
 */
function spoil() {
  if (memory !== undefined) spoilt = memory;
  letGo();
  if (spoilt !== undefined) new Uint8Array(spoilt.buffer).fill(0);
  spoilt = undefined;
  isUnderWay = false;
}

/** What to throw for what a call of the core threw. */
function failed(thrown) {
  spoil();
  if (isAuthError(thrown)) return thrown;
  return new AuthError({ code: 'internal', message: 'commerce-auth failed inside: please report what you called' });
}

/** Performs an operation of the core by its name, with arguments that have a JSON form. */
export function perform(name, ...given) {
  return exchange(name, given, undefined);
}

/**
 * The same about a text from outside, which crosses as it is: inside the call it would be escaped here and read twice
 * there. What is no text, or has no UTF-8 form, is an argument instead, and refused.
 */
export function performOn(text, name, ...given) {
  const isWhole = typeof text === 'string' && isWellFormed(text);
  return isWhole ? exchange(name, given, text) : exchange(name, [text, ...given], undefined);
}

/** The same about bytes; `field` is what an error calls them. */
export function performOnBytes(bytes, field, name, ...given) {
  return exchange(name, given, bytes, field);
}

function exchange(name, given, outside, bytesField) {
  const call = callText(name, given, outside);
  // What writing the call ran of the caller's may have taken the bytes away.
  const subject = bytesField === undefined ? outside : plainView(outside, bytesField);
  // Behind the last line that may run code of the caller's, which may call the package as well.
  ready();
  let succeeded;
  let text;
  isUnderWay = true;
  try {
    const { callLength, subjectLength } = writeInput(call, subject);
    succeeded = glue.perform(callLength, subjectLength);
    text = decodeText(memory.buffer, glue.result(), glue.result_length());
    glue.release();
    if (input.length === 0) letGoOfGrown();
    isUnderWay = false;
  } catch (thrown) {
    throw failed(thrown);
  }
  const value = JSON.parse(text);
  if (!succeeded) throw new AuthError(value);
  return value;
}

function callText(name, given, subject) {
  let text;
  try {
    text = JSON.stringify([name, ...given]);
  } catch (thrown) {
    // Cycles and BigInts have no JSON form. What the platform says of them can quote values, so it is not passed on.
    if (thrown instanceof TypeError) throw invalidArgument('options', `an argument ${NO_JSON_FORM}`);
    throw thrown instanceof RangeError ? outOfBounds(name, given, subject) : thrown;
  }
  if (text.length > SHORT || subject?.length > SHORT) refuseLongText(name, given, subject);
  return text;
}

/** What is wrong with a call that is longer than any text of the platform, or nested deeper than its stack. */
function outOfBounds(name, given, subject) {
  try {
    refuseLongText(name, given, subject);
  } catch (error) {
    if (isAuthError(error)) return error;
  }
  return invalidArgument('options', 'an argument is nested too deeply');
}

/** Writes a call, and behind it its subject, to where the core reads them. A subject that is not there has length -1. */
function writeInput(call, subject) {
  const isText = typeof subject === 'string';
  const most = call.length * LONGEST_CHARACTER + (subject === undefined ? 0 : subject.length * (isText ? LONGEST_CHARACTER : 1));
  if (most > input.length) return writeLongInput(call, subject);
  const callLength = encodeTextInto(call, input);
  if (subject === undefined) return { callLength, subjectLength: -1 };
  if (isText) return { callLength, subjectLength: encodeTextInto(subject, input.subarray(callLength)) };
  input.set(subject, callLength);
  return { callLength, subjectLength: subject.length };
}

function writeLongInput(call, subject) {
  const head = encodeText(call);
  const writer = new LongInput(head.length + (subject?.length ?? 0));
  writer.add(head);
  head.fill(0);
  if (subject === undefined) return { callLength: head.length, subjectLength: -1 };
  if (typeof subject === 'string') writer.addText(subject);
  else writer.add(subject);
  return { callLength: head.length, subjectLength: writer.length - head.length };
}

/** Room in the core for an input that is longer than the one that is always there. It grows where it is. */
class LongInput {
  length = 0;
  #view;

  constructor(capacity) {
    this.#reserve(capacity);
  }

  // Reserving can make the memory grow, so its buffer is looked up afterwards.
  #reserve(capacity) {
    const offset = glue.reserve(capacity);
    this.#view = new Uint8Array(memory.buffer, offset, capacity);
  }

  add(bytes) {
    this.#view.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Text is taken for ASCII until it turns out not to be: to count its bytes first takes as long as to write them. */
  addText(text) {
    const { read, written } = encodePart(text, this.#view.subarray(this.length));
    this.length += written;
    if (read === text.length) return;
    const rest = text.slice(read);
    this.#reserve(this.length + rest.length * LONGEST_CHARACTER);
    this.length += encodePart(rest, this.#view.subarray(this.length)).written;
  }
}

/** MD5 of text in UTF-8, or of bytes, of any length: it goes through the input piece by piece. */
export function md5Hex(value) {
  const isText = typeof value === 'string';
  if (!isText && !isBytes(value)) {
    throw invalidArgument('input', 'input must be a string or a Uint8Array');
  }
  if (isText && !isWellFormed(value)) {
    throw invalidArgument('input', 'input holds half of a surrogate pair, so it has no UTF-8 form');
  }
  const bytes = isText ? undefined : plainView(value, 'input');
  ready();
  isUnderWay = true;
  try {
    glue.md5(isText ? writeLastOfText(value) : writeLastOfBytes(bytes));
    const digits = takeOutput(32);
    isUnderWay = false;
    return digits;
  } catch (thrown) {
    throw failed(thrown);
  }
}

/** Digests all of a text but its last piece, and writes that; returns the number of its bytes. */
function writeLastOfText(text) {
  const room = Math.floor(input.length / LONGEST_CHARACTER);
  let start = 0;
  while (text.length - start > room) {
    // A pair of surrogates stays together.
    const end = start + room - (isHighSurrogate(text.charCodeAt(start + room - 1)) ? 1 : 0);
    glue.md5_piece(encodeTextInto(text.slice(start, end), input));
    start = end;
  }
  return encodeTextInto(start === 0 ? text : text.slice(start), input);
}

const isHighSurrogate = (unit) => unit >= 0xd800 && unit < 0xdc00;

function writeLastOfBytes(bytes) {
  const room = input.length;
  let start = 0;
  for (; bytes.length - start > room; start += room) {
    input.set(bytes.subarray(start, start + room));
    glue.md5_piece(room);
  }
  input.set(bytes.subarray(start));
  return bytes.length - start;
}

/** A Capillary Basic value on the fast path; undefined for everything out of the ordinary. */
export function fastCapillaryBasic(username, password) {
  if (typeof username !== 'string' || typeof password !== 'string') return undefined;
  const split = username.length;
  if (split + password.length > 512) return undefined;
  ready();
  isUnderWay = true;
  try {
    let value;
    if (writeAscii(username, 0) && writeAscii(password, split)) {
      const length = glue.capillary_basic(split, password.length);
      if (length > 0) value = takeOutput(length);
    } else {
      input.fill(0, 0, split + password.length);
    }
    isUnderWay = false;
    return value;
  } catch (thrown) {
    throw failed(thrown);
  }
}

/** Whether it was ASCII; the caller empties the input where it was not. Looked at once, after a loop without branches. */
function writeAscii(text, offset) {
  const view = input;
  const { length } = text;
  let seen = 0;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    seen |= unit;
    view[offset + i] = unit;
  }
  return seen <= LARGEST_ASCII;
}

function takeOutput(length) {
  const text = readOutput(length);
  zeroOutput(length);
  return text;
}

function zeroOutput(length) {
  for (let word = 0; word < length; word += 8) outputWords[word >> 3] = 0;
}

/**
 * Capillary Basic values of many tills: `take(index, value)` is called for each pair that the fast path could do. A row that
 * is not for it has no user name in its place.
 */
export function fastCapillaryBasicBatch(usernames, passwords, take) {
  ready();
  let next = 0;
  while (next < usernames.length) next = performRows(next, usernames, passwords, take);
}

function performRows(first, usernames, passwords, take) {
  const rows = [];
  let length = 0;
  let index = first;
  for (; index < usernames.length && rows.length < rowLimit; index++) {
    if (usernames[index] === undefined) continue;
    const written = writeRow(usernames[index], passwords[index], length);
    if (written === ROW_DOES_NOT_FIT) break;
    if (written === 0) continue;
    rows.push(index);
    length += written;
  }
  takeRows(rows, length, take);
  return index;
}

const ROW_DOES_NOT_FIT = -1;
const LONGEST_IN_ROW = 120;

function writeRow(username, password, offset) {
  const split = offset + 2 + username.length;
  const end = split + password.length;
  if (username.length > LONGEST_IN_ROW || password.length > LONGEST_IN_ROW) return 0;
  if (end > input.length) return ROW_DOES_NOT_FIT;
  if (!writeAscii(username, offset + 2) || !writeAscii(password, split)) {
    input.fill(0, offset, end);
    return 0;
  }
  input[offset] = username.length;
  input[offset + 1] = password.length;
  return end - offset;
}

function takeRows(rows, length, take) {
  if (rows.length === 0) return;
  const text = rowsText(rows.length, length);
  let start = 0;
  for (let row = 0; row < rows.length; row++) {
    const end = start + rowLengths[row];
    if (end > start) take(rows[row], text.slice(start, end));
    start = end;
  }
}

/** The values of all rows, one behind the other; `rowLengths` says how long each is. */
function rowsText(rows, length) {
  isUnderWay = true;
  try {
    glue.capillary_basic_batch(rows, length);
    let total = 0;
    for (let row = 0; row < rows; row++) total += rowLengths[row];
    const text = takeOutput(total);
    isUnderWay = false;
    return text;
  } catch (thrown) {
    throw failed(thrown);
  }
}
