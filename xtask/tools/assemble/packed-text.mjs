// A module's bytes as text that costs little more than the bytes once the transfer compresses it.
//
// Base64 hides the bytes' repetition from gzip and brotli: it costs 30 %. Here equal bytes stay equal characters, and the
// bytes are those of the module with like beside like.

import { characterCoded } from "./character-code.mjs";
import { WIDE_STREAMS, regrouped } from "./regrouped-module.mjs";
import { unpackedAgain, unpacker } from "./unpacker.mjs";

/** `{ text, unpacker, length }`: the text, in base64 the module that turns it into the bytes, and how many they are. */
export function packed(module) {
  const { before, streams, after, functions } = regrouped(module);
  const parts = [streams.slice(0, WIDE_STREAMS), [before, ...streams.slice(WIDE_STREAMS), after]];
  // Two tables: what is frequent in one part is rare in the other.
  const [wide, narrow] = parts.map((part) => characterCoded(Buffer.concat(part)));
  const text = wide.text + narrow.text;
  const turned = unpacker({ parts, functions, tables: [wide.singles, narrow.singles], split: wide.text.length });
  if (!unpackedAgain(text, turned, module.length).equals(module)) throw new Error("the module does not come back from its text");
  return { text, unpacker: turned.toString("base64"), length: module.length };
}
