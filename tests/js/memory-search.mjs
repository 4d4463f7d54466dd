// Looks for secrets in linear memory.

/** The bytes of a piece that no chance repeats. */
const PIECE = 12;
const PIECES = 60;

/** The names of the secrets of which a piece lies in one of the memories. */
export function secretsIn(memories, secrets) {
  const buffers = memories.map((memory) => Buffer.from(memory.buffer));
  const lies = (piece) => buffers.some((buffer) => buffer.includes(piece));
  return Object.entries(secrets)
    .filter(([, secret]) => piecesOf(Buffer.from(secret)).some(lies))
    .map(([name]) => name);
}

/** The whole, and pieces from end to end: a part left behind is a leak as well. */
function piecesOf(bytes) {
  const step = Math.max(1, Math.floor((bytes.length - PIECE) / PIECES));
  const pieces = [bytes, bytes.subarray(-PIECE)];
  for (let start = 0; start + PIECE <= bytes.length; start += step) pieces.push(bytes.subarray(start, start + PIECE));
  return pieces;
}
