// Looks for secrets in linear memory.

/** The bytes of a piece that no chance repeats. */
const PIECE = 12;
const PIECES = 60;
const BLOCK = 256;
const ZEROS = Buffer.alloc(BLOCK);

/** The names of the secrets of which a piece lies in one of the memories. */
export function secretsIn(memories, secrets) {
  const used = memories.map(usedPartOf);
  const lies = (piece) => used.some((buffer) => buffer.includes(piece));
  return Object.entries(secrets)
    .filter(([, secret]) => piecesOf(Buffer.from(secret)).some(lies))
    .map(([name]) => name);
}

/** What is not all zeros, in its order: most of memory is, and need not be searched again for every piece. */
function usedPartOf(memory) {
  const whole = Buffer.from(memory.buffer);
  const blocks = [];
  for (let start = 0; start < whole.length; start += BLOCK) {
    const block = whole.subarray(start, start + BLOCK);
    if (!block.equals(ZEROS)) blocks.push(block);
  }
  return Buffer.concat(blocks);
}

/** The whole, and pieces from end to end: a part left behind is a leak as well. */
function piecesOf(bytes) {
  const step = Math.max(1, Math.floor((bytes.length - PIECE) / PIECES));
  const pieces = [bytes, bytes.subarray(-PIECE)];
  for (let start = 0; start + PIECE <= bytes.length; start += step) pieces.push(bytes.subarray(start, start + PIECE));
  return pieces;
}
