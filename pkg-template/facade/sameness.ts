// What tells two things apart whose secrets nobody sees, for deep comparison, which looks at members alone.

/** The member that it is. JSON leaves it out. */
export const SAMENESS: unique symbol = Symbol('sameness');

/** Of this process and nobody's business: without it nobody can try out which secret makes a number. */
let seeds: readonly [number, number] | undefined;

/** A number that is the same for the same texts, in this process only, and in no way tells them. */
export function samenessOf(texts: readonly (string | undefined)[]): number {
  seeds ??= [Math.random() * 2 ** 32, Math.random() * 2 ** 32];
  let [one, other] = seeds.map((seed) => seed | 0) as [number, number];
  for (const text of texts) {
    for (let index = 0; index < (text?.length ?? 0); index++) {
      const unit = (text as string).charCodeAt(index);
      one = Math.imul(one ^ unit ^ (one >>> 15), 0x2c1b3c6d);
      other = Math.imul(other ^ unit ^ (other >>> 13), 0x297a2d39);
    }
    one = Math.imul(one ^ (text === undefined ? 1 : 2), 0x85ebca6b);
    other = Math.imul(other ^ (one >>> 16), 0x27d4eb2f);
  }
  // As many bits as a number has for certain.
  return (one >>> 0) * 2 ** 20 + (other >>> 12);
}
