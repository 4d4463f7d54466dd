// A module's code with like beside like, so that the transfer compresses it better: what follows an instruction stands in a
// stream of its own, by what it means (a local, a constant, an offset), and the instructions stand in another. Between them
// they hold the same bytes, so that `unpacker.mjs` needs nothing but the order of the module to put them back.
//
// gzip and brotli find repetition by the bytes before it. In a module's code these are a mixture of six alphabets.

/**
 * The streams, in the order in which they compress best. The first is 1: 0 says that nothing follows. Whom a call calls, and
 * how an address is aligned, goes best with the instructions themselves.
 */
export const STREAMS = ["constant", "long", "stored", "loaded", "local", "declaration", "other", "branch", "block", "instruction"];
/** How many of them, the first ones, hold numbers of every size. */
export const WIDE_STREAMS = 4;
const stream = Object.fromEntries(STREAMS.map((name, index) => [name, index + 1]));

/** What follows an instruction beyond one or two numbers: a list and its end, eight bytes, an instruction's second half. */
export const FOLLOWED_BY = { list: 0xfd, eightBytes: 0xfe, secondHalf: 0xff };

const CODE_SECTION = 10;
const HEADER_LENGTH = 8;
const SECOND_HALF = 0xfc;
export const END = 0x0b;

/** For each instruction, the streams of the numbers that follow it: the first in the lower four bits, the second above. */
export const FOLLOWERS = followers([
  [[0x02, 0x03, 0x04], stream.block],
  [[0x0c, 0x0d], stream.branch],
  [[0x0e], FOLLOWED_BY.list],
  [[0x10], stream.instruction],
  [[0x11, 0x12], stream.other, stream.other],
  [[0x20, 0x21, 0x22], stream.local],
  [[0x23, 0x24, 0x25, 0x26], stream.other],
  [range(0x28, 0x35), stream.instruction, stream.loaded],
  [range(0x36, 0x3e), stream.instruction, stream.stored],
  [[0x3f, 0x40], stream.other],
  [[0x41], stream.constant],
  [[0x42], stream.long],
  [[0x44], FOLLOWED_BY.eightBytes],
  [[0xd0, 0xd2], stream.other],
  [[SECOND_HALF], FOLLOWED_BY.secondHalf],
]);

/** The same for the second halves: of memory and of tables. */
export const SECOND_FOLLOWERS = followers([
  [[8, 10, 12, 14], stream.other, stream.other],
  [[9, 11, 13, 15, 16, 17], stream.other],
]);

/** Instructions that carry what is not told of here: a module that has one is refused. */
const UNKNOWN = new Set([0x06, 0x07, 0x08, 0x09, 0x0a, 0x13, 0x14, 0x15, 0x18, 0x19, 0x1c, 0x1f, 0x43, 0xd1, 0xfb, 0xfd, 0xfe]);
const LAST_SECOND_HALF = 17;

/** `{ before, streams, after, functions }`: what stands before the code, its streams, what stands after it, and of how many functions they are. */
export function regrouped(module) {
  const reader = { bytes: module, at: HEADER_LENGTH };
  for (;;) {
    const id = module[reader.at];
    reader.at += 1;
    const length = number(reader);
    if (id === CODE_SECTION) break;
    reader.at += length;
    if (reader.at >= module.length) throw new Error("the module has no code");
  }
  const functions = number(reader);
  const before = module.subarray(0, reader.at);
  const streams = STREAMS.map(() => []);
  for (let index = 0; index < functions; index += 1) regroupFunction(reader, streams);
  const after = module.subarray(reader.at);
  return { before, streams: streams.map((one) => Uint8Array.from(one)), after, functions };
}

function regroupFunction(reader, streams) {
  const take = (count) => () => copyNumber(reader, streams[count - 1]);
  // How long it is need not be kept: it is over with the instruction that ends it.
  const end = number(reader) + reader.at;
  for (let left = take(stream.declaration)() * 2; left > 0; left -= 1) take(stream.declaration)();
  for (let depth = 1; depth > 0; ) {
    const instruction = copyByte(reader, streams[stream.instruction - 1]);
    if (UNKNOWN.has(instruction)) throw new Error(`the instruction 0x${instruction.toString(16)} is not told of here: tell how many bytes follow it`);
    if (instruction === END) depth -= 1;
    let following = FOLLOWERS[instruction];
    if (following === stream.block) depth += 1;
    if (following === FOLLOWED_BY.secondHalf) {
      const second = copyByte(reader, streams[stream.instruction - 1]);
      if (second > LAST_SECOND_HALF) throw new Error(`the instruction 0xfc 0x${second.toString(16)} is not told of here`);
      following = SECOND_FOLLOWERS[second];
    }
    if (following === FOLLOWED_BY.list) {
      for (let left = take(stream.other)() + 1; left > 0; left -= 1) take(stream.other)();
    } else if (following === FOLLOWED_BY.eightBytes) {
      for (let left = 8; left > 0; left -= 1) copyByte(reader, streams[stream.other - 1]);
    } else {
      if (following & 15) take(following & 15)();
      if (following >> 4) take(following >> 4)();
    }
  }
  if (reader.at !== end) throw new Error("a function of the module does not end where it says");
}

function copyByte(reader, into) {
  const byte = reader.bytes[reader.at];
  reader.at += 1;
  into.push(byte);
  return byte;
}

/** In LEB128, as all numbers of a module. */
function copyNumber(reader, into) {
  let [value, shift] = [0, 0];
  for (;;) {
    const byte = copyByte(reader, into);
    value += (byte & 0x7f) * 2 ** shift;
    shift += 7;
    if (byte < 0x80) return value;
  }
}

const number = (reader) => copyNumber(reader, []);

function followers(rows) {
  const table = new Uint8Array(256);
  for (const [instructions, first, second = 0] of rows) for (const instruction of instructions) table[instruction] = first | (second << 4);
  return table;
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
