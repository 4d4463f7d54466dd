// Names that a hash without a seed takes for one: FNV-1a of 32 bits, which is what people reach for. Two ways to go on
// from each of a chain of states give twice as many names at every step (Joux, "Multicollisions in Iterated Hash
// Functions", 2004).

const PRIME = 0x01000193;
const BASIS = 0x811c9dc5;
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const BLOCK = 6;

const chains = new Map();

export function fnv1a(text, state = BASIS) {
  let hash = state;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  return hash >>> 0;
}

/** At least so many names with one hash between them, all with this beginning. */
export function namesOfOneHash(count, beginning = "") {
  const blocks = Math.max(1, Math.ceil(Math.log2(count)));
  let names = [beginning];
  for (const pair of chainFrom(beginning, blocks)) names = names.flatMap((name) => [name + pair[0], name + pair[1]]);
  return names;
}

function chainFrom(beginning, blocks) {
  if (!chains.has(beginning)) chains.set(beginning, { pairs: [], state: fnv1a(beginning) });
  const chain = chains.get(beginning);
  while (chain.pairs.length < blocks) {
    const pair = collisionFrom(chain.state);
    chain.pairs.push(pair);
    chain.state = fnv1a(pair[0], chain.state);
  }
  return chain.pairs.slice(0, blocks);
}

function collisionFrom(state) {
  const seen = new Map();
  for (let index = 0; ; index += 1) {
    const block = blockOf(index);
    const hash = fnv1a(block, state);
    if (seen.has(hash) && seen.get(hash) !== block) return [seen.get(hash), block];
    seen.set(hash, block);
  }
}

function blockOf(index) {
  let block = "";
  // Scattered, so that two blocks differ in more than their last letter.
  for (let left = Math.imul(index, 2654435761) >>> 0, at = 0; at < BLOCK; at += 1, left = Math.floor(left / LETTERS.length)) {
    block += LETTERS[left % LETTERS.length];
  }
  return block;
}
