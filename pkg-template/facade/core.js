// The wasm core: one instance, its buffers, and the ways into it. Nothing here knows a vendor.

import * as glue from 'glue:core';
import { AuthError, invalidArgument } from './auth-error.js';
import { NO_JSON_FORM } from './json-form.js';
import { isBytes } from './secret-input.js';
import { asciiReader, decodeText, encodePart, encodeText, encodeTextInto, isWellFormed } from './text-codec.js';

const OUTPUT_VIEW = 48 * 1024;
const LARGEST_ASCII = 127;

let module;
let memory;
let input;
let output;
let outputWords;
let readOutput;
let rowLengths;
let rowLimit = 0;

/** Starts the core from a compiled module. Every entry does it once, on import. */
export function start(compiled) {
  module = compiled;
  instantiate();
}

export function isStarted() {
  return module !== undefined;
}

function instantiate() {
  const { exports } = new WebAssembly.Instance(module, { './core_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  memory = exports.memory;
  takeViews();
}

// Memory that grows leaves its views behind, empty.
function takeViews() {
  input = new Uint8Array(memory.buffer, glue.input(), glue.input_capacity());
  const offset = glue.output();
  output = new Uint8Array(memory.buffer, offset, OUTPUT_VIEW);
  // Eight bytes at a time zero a value in a handful of stores; the buffer is aligned for that.
  outputWords = new Float64Array(memory.buffer, offset, OUTPUT_VIEW / 8);
  readOutput = asciiReader(memory.buffer, offset, OUTPUT_VIEW);
  rowLimit = glue.row_limit();
  rowLengths = new Uint16Array(memory.buffer, glue.row_lengths(), rowLimit);
}

function ready() {
  if (module === undefined) {
    throw new AuthError({
      code: 'internal',
      message: 'commerce-auth/slim has not been started: call init() or initSync() first, or import commerce-auth instead',
    });
  }
  if (input.length === 0) takeViews();
}

// A trap leaves memory in an unknown state. The core keeps nothing between calls, so a new instance is as good as
// the old one was, and costs microseconds.
function replaced(thrown) {
  instantiate();
  if (!(thrown instanceof WebAssembly.RuntimeError)) return thrown;
  return new AuthError({ code: 'internal', message: 'commerce-auth failed inside: please report what you called' });
}

/** Performs an operation of the core by its name, with arguments that have a JSON form. */
export function perform(name, ...given) {
  return exchange(callText([name, ...given]), undefined);
}

/**
 * The same about a text or bytes from outside, which cross as they are: inside the call they would be escaped here and
 * read twice there. Text that has no UTF-8 form is an argument instead, and refused.
 */
export function performOn(subject, name, ...given) {
  if (typeof subject === 'string' && isWellFormed(subject)) return exchange(callText([name, ...given]), subject);
  if (isBytes(subject)) return exchange(callText([name, ...given]), subject);
  return perform(name, subject, ...given);
}

function exchange(call, subject) {
  ready();
  let succeeded;
  let text;
  try {
    const { callLength, subjectLength } = writeInput(call, subject);
    succeeded = glue.perform(callLength, subjectLength);
    text = decodeText(memory.buffer, glue.result(), glue.result_length());
    glue.release();
  } catch (thrown) {
    throw replaced(thrown);
  }
  const value = JSON.parse(text);
  if (!succeeded) throw new AuthError(value);
  return value;
}

function callText(call) {
  try {
    return JSON.stringify(call);
  } catch (thrown) {
    // Cycles and BigInts have no JSON form. What the platform says of them can quote values, so it is not passed on.
    if (thrown instanceof TypeError) {
      throw invalidArgument('options', `an argument ${NO_JSON_FORM}`);
    }
    throw thrown;
  }
}

/** Writes a call, and behind it its subject, to where the core reads them. A subject that is not there has length -1. */
function writeInput(call, subject) {
  const isText = typeof subject === 'string';
  const most = call.length * 3 + (subject === undefined ? 0 : subject.length * (isText ? 3 : 1));
  if (most > input.length) return writeLongInput(call, subject);
  const callLength = encodeTextInto(call, input);
  if (subject === undefined) return { callLength, subjectLength: -1 };
  if (isText) return { callLength, subjectLength: encodeTextInto(subject, input.subarray(callLength)) };
  input.set(subject, callLength);
  return { callLength, subjectLength: subject.length };
}

function writeLongInput(call, subject = '') {
  const head = encodeText(call);
  const writer = new LongInput(head.length + subject.length);
  writer.add(head);
  head.fill(0);
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
    this.#reserve(this.length + rest.length * 3);
    this.length += encodePart(rest, this.#view.subarray(this.length)).written;
  }
}

/** Writes the bytes of a call to where the core reads them; returns their number. */
function writeCall(call) {
  if (typeof call === 'string' && call.length * 3 <= input.length) return encodeTextInto(call, input);
  const bytes = typeof call === 'string' ? encodeText(call) : call;
  if (bytes.length <= input.length) {
    input.set(bytes);
  } else {
    // Reserving can make the memory grow, so its buffer is looked up afterwards.
    const room = glue.reserve(bytes.length);
    new Uint8Array(memory.buffer, room, bytes.length).set(bytes);
  }
  if (typeof call === 'string') bytes.fill(0);
  return bytes.length;
}

/** MD5 of text in UTF-8, or of bytes. */
export function md5Hex(value) {
  const isText = typeof value === 'string';
  if (!isText && !isBytes(value)) {
    throw invalidArgument('input', 'input must be a string or a Uint8Array');
  }
  if (isText && !isWellFormed(value)) {
    throw invalidArgument('input', 'input holds half of a surrogate pair, so it has no UTF-8 form');
  }
  ready();
  try {
    glue.md5(writeCall(value));
    if (input.length === 0) takeViews();
    return takeOutput(32);
  } catch (thrown) {
    throw replaced(thrown);
  }
}

/** A Capillary Basic value on the fast path; undefined for everything out of the ordinary. */
export function fastCapillaryBasic(username, password) {
  if (typeof username !== 'string' || typeof password !== 'string') return undefined;
  const split = username.length;
  if (split + password.length > 512) return undefined;
  ready();
  if (!writeAscii(username, 0) || !writeAscii(password, split)) {
    input.fill(0, 0, split + password.length);
    return undefined;
  }
  try {
    const length = glue.capillary_basic(split, password.length);
    return length === 0 ? undefined : takeOutput(length);
  } catch (thrown) {
    throw replaced(thrown);
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
 * Capillary Basic values of many tills: `take(index, value)` is called for each pair that the fast path could do.
 * `pairs(index)` gives a pair, or undefined for a row that is not for the fast path.
 */
export function fastCapillaryBasicBatch(count, pair, take) {
  ready();
  let next = 0;
  while (next < count) next = performChunk(next, count, pair, take);
}

function performChunk(first, count, pair, take) {
  const rows = [];
  let length = 0;
  let index = first;
  for (; index < count && rows.length < rowLimit; index++) {
    const row = pair(index);
    if (row === undefined) continue;
    const written = writeRow(row, length);
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

function writeRow({ username, password }, offset) {
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
  try {
    glue.capillary_basic_batch(rows.length, length);
  } catch (thrown) {
    throw replaced(thrown);
  }
  let total = 0;
  for (let row = 0; row < rows.length; row++) total += rowLengths[row];
  const text = takeOutput(total);
  let start = 0;
  for (let row = 0; row < rows.length; row++) {
    const end = start + rowLengths[row];
    if (end > start) take(rows[row], text.slice(start, end));
    start = end;
  }
}
