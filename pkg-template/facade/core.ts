// The wasm core: one instance, its buffers, and the ways into it. Nothing here knows a vendor.

import * as glue from 'glue:core';
import limits from 'memory:core';
import { AuthError, invalidArgument, isAuthError } from './auth-error.ts';
import type { Call } from './call.ts';
import { checkedCall } from './checked-call.ts';
import { type Operation, refuseMisplaced } from './operation.ts';
import { nearestName } from './operations.ts';
import { ResultReader } from './result-reader.ts';
import { error } from './results.ts';
import { suggestBy } from './suggestion.ts';
import type { AuthErrorFields } from './auth-error-class.ts';
import { isBytes, plainView } from './bytes.ts';
import { asciiReader, decodeText, encodePart, encodeTextInto, isWellFormed } from './text-codec.ts';
import { compiledFrom, type ModuleSource } from './module-source.ts';
import { newMemory } from './wasm-memory.ts';

const OUTPUT_VIEW = 48 * 1024;
const LARGEST_ASCII = 127;
/** An instance that has grown beyond it is not kept for the next call: all that was in use is zero by then. */
const LARGEST_KEPT = 4 * 1024 * 1024;
/** The most bytes that one unit of a text takes in UTF-8. */
const LONGEST_CHARACTER = 3;
/** Up to here a loop of our own is the quickest way to write a text. */
const SHORT_TEXT = 256;
/** Stands for the input while there is none: as empty as a view of memory that has grown. */
const NO_INPUT = new Uint8Array(0);

let source: ModuleSource | undefined;
let module: WebAssembly.Module | undefined;
// The next four are undefined while there is no instance: `ready` makes one before anything reads them.
let memory: WebAssembly.Memory;
/** A memory that is to be zeroed. */
let spoilt: WebAssembly.Memory | undefined;
/** Set while the core is at work: a call that finds it set knows that the one before never came to its end. */
let isUnderWay = false;
/** Set when views are taken of a memory that is not to be kept. */
let isLarge = false;
let input: Uint8Array = NO_INPUT;
let outputWords: Float64Array;
let readOutput: (length: number) => string;
let rowLengths: Uint16Array;
let slots: Float64Array;
let resultSlots: Float64Array;
let rowLimit = 0;

/** Says where the core comes from. Every entry does it once, on import; nothing is compiled before the first call. */
export function start(from: ModuleSource): void {
  source = from;
}

/** The name by which the module of this build asks for its imports. */
export const importedAs: string = glue.importedAs;

export function isStarted(): boolean {
  return source !== undefined;
}

function compile(): void {
  if (source === undefined) {
    throw new AuthError({
      code: 'internal',
      message:
        'commerce-auth/slim has not been started: call init() or initSync() first, or import commerce-auth instead',
    });
  }
  const [compiled, given] = compiledFrom(source);
  instantiate(compiled, given);
  module = compiled;
}

function instantiate(compiled: WebAssembly.Module, given: WebAssembly.Memory = newMemory(limits)): void {
  const { exports } = new WebAssembly.Instance(compiled, {
    [glue.importedAs]: { ...glue, memory: given } as object as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(exports);
  (exports as { __wbindgen_start?(): void }).__wbindgen_start?.();
  memory = given;
  takeViews();
}

// Memory that grows leaves its views behind, empty.
function takeViews(): void {
  const offset = glue.output();
  // Eight bytes at a time zero a value in a handful of stores; the buffer is aligned for that.
  outputWords = new Float64Array(memory.buffer, offset, OUTPUT_VIEW / 8);
  readOutput = asciiReader(memory.buffer, offset, OUTPUT_VIEW);
  slots = new Float64Array(memory.buffer, glue.slots(), glue.slot_limit());
  resultSlots = new Float64Array(memory.buffer, glue.result_slots(), glue.slot_limit());
  rowLimit = glue.row_limit();
  rowLengths = new Uint16Array(memory.buffer, glue.row_lengths(), rowLimit);
  isLarge = memory.buffer.byteLength > LARGEST_KEPT;
  // The last, because it stands for all: where the caller's stack ends among these, the next call begins anew.
  input = new Uint8Array(memory.buffer, glue.input(), glue.input_capacity());
}

function ready(): void {
  if (input.length === 0 || isUnderWay) prepare();
}

function prepare(): void {
  if (isUnderWay) spoil();
  if (module === undefined) compile();
  else if (memory === undefined) instantiate(module);
  else takeViews();
}

/**
 * Lets go of the instance. The core keeps nothing between calls, so a new one is as good, and costs microseconds. It is
 * made when the next call needs it: by then nothing on the stack holds the old memory, and where address space is short
 * the engine can take that back first.
 */
function letGo(): void {
  input = NO_INPUT;
  memory = outputWords = readOutput = rowLengths = slots = resultSlots = undefined as never;
  glue.__wbg_set_wasm(undefined);
}

/**
 * After a trap, or where the caller's stack ended inside a call, memory is in an unknown state: all of it is zeroed, and
 * none of it kept. Where the stack has no room even for this, the next call does it.
 */
function spoil(): void {
  if (memory !== undefined) spoilt = memory;
  letGo();
  if (spoilt !== undefined) new Uint8Array(spoilt.buffer).fill(0);
  spoilt = undefined;
  isUnderWay = false;
}

/** What to throw for what a call of the core threw. */
function failed(thrown: unknown): AuthError {
  spoil();
  if (isAuthError(thrown)) return thrown;
  return new AuthError({
    code: 'internal',
    message: 'commerce-auth failed internally: please report what you called',
  });
}

/** Performs an operation of the core. */
export function perform<Answer>(operation: Operation<Answer>, ...given: readonly unknown[]): Answer {
  refuseMisplaced(operation, operation.name);
  const call = checkedCall(operation, given);
  // Behind the last line that may run code of the caller's, which may call the package as well.
  ready();
  let count: number;
  let answer: Answer | AuthErrorFields;
  isUnderWay = true;
  try {
    count = exchange(operation.number, call);
    if (input.length === 0) takeViews();
    const result = takeResult(count < 0 ? -1 - count : count);
    answer = count < 0 ? error(result) : operation.read(result);
    emptyResult(count < 0 ? -1 - count : count);
    if (isLarge) letGo();
    isUnderWay = false;
  } catch (thrown) {
    throw failed(thrown);
  }
  if (count < 0) throw new AuthError(answer as AuthErrorFields);
  return answer as Answer;
}

suggestBy((name, names) => perform(nearestName, name, names));

/** Writes a call to where the core reads it, and has it performed. */
function exchange(number: number, { slots: given, subject }: Call): number {
  let offset = 0;
  let long: LongInput | undefined;
  for (let index = 0; index < given.length; index++) {
    const value = given[index] as number | string | Uint8Array;
    if (typeof value === 'number') continue;
    if (long === undefined && value.length * LONGEST_CHARACTER > input.length - offset) long = takenOver(offset);
    const written = long === undefined ? writeShort(value, offset) : long.add(value);
    given[index] = written;
    offset += written;
  }
  let subjectLength = 0;
  if (subject !== undefined) {
    if (long === undefined && subject.length * LONGEST_CHARACTER > input.length - offset)
      long = takenOver(offset, subject.length);
    subjectLength = long === undefined ? writeShort(subject, offset) : long.add(subject);
  }
  // Room for a long input can have made memory grow.
  if (slots.length === 0) takeViews();
  for (let index = 0; index < given.length; index++) slots[index] = given[index] as number;
  return glue.perform(number, given.length, offset, subjectLength);
}

/** Writes a text or bytes to the input, which has room for it; returns the number of bytes. */
function writeShort(value: string | Uint8Array, offset: number): number {
  if (typeof value !== 'string') {
    input.set(value, offset);
    return value.length;
  }
  if (value.length <= SHORT_TEXT && writeAscii(value, offset)) return value.length;
  return encodeTextInto(value, input.subarray(offset));
}

/** A long input that begins with what was written to the short one. */
function takenOver(length: number, more = 0): LongInput {
  // Room for a long input can make memory grow, which leaves the views of it behind.
  const before = input.slice(0, length);
  input.fill(0, 0, length);
  const long = new LongInput(length + more);
  long.add(before);
  before.fill(0);
  return long;
}

/** The result of this many slots. */
function takeResult(count: number): ResultReader {
  const length = resultSlots[0] as number;
  const isLong = length > OUTPUT_VIEW;
  if (length === 0 || (resultSlots[1] === 1 && !isLong)) {
    return new ResultReader(resultSlots, 2, 2 + count, length === 0 ? '' : readOutput(length), decodeText as never);
  }
  const start = isLong ? glue.result() : glue.output();
  const { buffer } = memory;
  return new ResultReader(resultSlots, 2, 2 + count, undefined, (offset, bytes) =>
    decodeText(buffer, start + offset, bytes),
  );
}

function emptyResult(count: number): void {
  const length = resultSlots[0] as number;
  if (length > OUTPUT_VIEW) glue.release();
  else zeroOutput(length);
  for (let slot = 0; slot < 2 + count; slot++) resultSlots[slot] = 0;
}

/** Room in the core for an input that is longer than the one that is always there. It grows where it is. */
class LongInput {
  length = 0;
  #view!: Uint8Array;

  constructor(capacity: number) {
    this.#reserve(capacity);
  }

  // Reserving can make the memory grow, so its buffer is looked up afterwards.
  #reserve(capacity: number): void {
    const offset = glue.reserve(capacity);
    this.#view = new Uint8Array(memory.buffer, offset, capacity);
  }

  /** Writes a text or bytes behind what is there; returns the number of bytes. */
  add(value: string | Uint8Array): number {
    const before = this.length;
    if (typeof value === 'string') this.#addText(value);
    else this.#addBytes(value);
    return this.length - before;
  }

  #addBytes(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.#view.length) this.#reserve(this.length + bytes.length);
    this.#view.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Text is taken for ASCII until it turns out not to be: to count its bytes first takes as long as to write them. */
  #addText(text: string): void {
    if (this.length + text.length > this.#view.length) this.#reserve(this.length + text.length);
    const { read, written } = encodePart(text, this.#view.subarray(this.length));
    this.length += written;
    if (read === text.length) return;
    const rest = text.slice(read);
    this.#reserve(this.length + rest.length * LONGEST_CHARACTER);
    this.length += encodePart(rest, this.#view.subarray(this.length)).written;
  }
}

/**
 * The MD5 digest ([RFC 1321](https://www.rfc-editor.org/rfc/rfc1321)) of text in UTF-8 or of bytes, as 32 lower-case
 * hexadecimal digits. MD5 protects nothing by today's measure; it is here because vendors ask for it. The input may be of
 * any length.
 *
 * @throws {AuthError} `invalid_argument`: neither a string nor a `Uint8Array`, half of a surrogate pair, or bytes whose
 * buffer was detached.
 * @example
 * ```js
 * import { md5Hex } from 'commerce-auth';
 *
 * console.log(md5Hex('server123')); // 8a16a6b70505eb1f1ff7cdc0cd5559a7
 * ```
 */
export function md5Hex(input: string | Uint8Array): string {
  const isText = typeof input === 'string';
  if (!isText && !isBytes(input)) {
    throw invalidArgument('input', 'input must be a string or a Uint8Array');
  }
  if (isText && !isWellFormed(input)) {
    throw invalidArgument('input', 'input holds half of a surrogate pair, so it has no UTF-8 form');
  }
  const bytes = isText ? undefined : plainView(input, 'input');
  ready();
  isUnderWay = true;
  try {
    glue.md5(isText ? writeLastOfText(input) : writeLastOfBytes(bytes as Uint8Array));
    const digits = takeOutput(32);
    isUnderWay = false;
    return digits;
  } catch (thrown) {
    throw failed(thrown);
  }
}

/** Digests all of a text but its last piece, and writes that; returns the number of its bytes. */
function writeLastOfText(text: string): number {
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

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit < 0xdc00;

function writeLastOfBytes(bytes: Uint8Array): number {
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
export function fastCapillaryBasic(username: unknown, password: unknown): string | undefined {
  if (typeof username !== 'string' || typeof password !== 'string') return undefined;
  const split = username.length;
  if (split + password.length > 512) return undefined;
  ready();
  isUnderWay = true;
  try {
    let value: string | undefined;
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
function writeAscii(text: string, offset: number): boolean {
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

function takeOutput(length: number): string {
  const text = readOutput(length);
  zeroOutput(length);
  return text;
}

function zeroOutput(length: number): void {
  for (let word = 0; word < length; word += 8) outputWords[word >> 3] = 0;
}

type Texts = readonly (string | undefined)[];
type Take = (index: number, value: string) => void;

/**
 * Capillary Basic values of many tills: `take(index, value)` is called for each pair that the fast path could do. A row that
 * is not for it has no user name in its place.
 */
export function fastCapillaryBasicBatch(usernames: Texts, passwords: Texts, take: Take): void {
  ready();
  let next = 0;
  while (next < usernames.length) next = performRows(next, usernames, passwords, take);
}

function performRows(first: number, usernames: Texts, passwords: Texts, take: Take): number {
  const rows: number[] = [];
  let length = 0;
  let index = first;
  for (; index < usernames.length && rows.length < rowLimit; index++) {
    if (usernames[index] === undefined) continue;
    const written = writeRow(usernames[index] as string, passwords[index] as string, length);
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

function writeRow(username: string, password: string, offset: number): number {
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

function takeRows(rows: readonly number[], length: number, take: Take): void {
  if (rows.length === 0) return;
  const text = rowsText(rows.length, length);
  let start = 0;
  for (let row = 0; row < rows.length; row++) {
    const end = start + (rowLengths[row] as number);
    if (end > start) take(rows[row] as number, text.slice(start, end));
    start = end;
  }
}

/** The values of all rows, one behind the other; `rowLengths` says how long each is. */
function rowsText(rows: number, length: number): string {
  isUnderWay = true;
  try {
    glue.capillary_basic_batch(rows, length);
    let total = 0;
    for (let row = 0; row < rows; row++) total += rowLengths[row] as number;
    const text = takeOutput(total);
    isUnderWay = false;
    return text;
  } catch (thrown) {
    throw failed(thrown);
  }
}
