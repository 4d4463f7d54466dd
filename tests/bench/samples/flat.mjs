// V8 keeps text that was put together as a tree of its parts; what comes from a network is one piece.

/** The same text in one piece. */
export function flat(text) {
  return Buffer.from(text).toString();
}
