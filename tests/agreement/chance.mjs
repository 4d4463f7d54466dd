// Chance that can be repeated, call by call: a call is made of the run's seed and its own number, so that one of ten
// million can be made again by itself.

/** Thirty-two bits of state, the mixing of splitmix: plenty for one call. */
export class Chance {
  #state;

  constructor(seed, number = 0) {
    this.#state = mixed(mixed(seed | 0) ^ mixed((number + 0x9e3779b9) | 0)) | 0;
  }

  bits() {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mixed(this.#state) >>> 0;
  }

  /** A whole number below this one. */
  below(limit) {
    return Math.floor((this.bits() / 2 ** 32) * limit);
  }

  /** A whole number from one to another, both of them included. */
  between(least, most) {
    return least + this.below(most - least + 1);
  }

  /** Whether something with a chance of so many in a hundred happens. */
  percent(share) {
    return this.bits() < share * 42_949_672.96;
  }

  of(list) {
    return list[this.below(list.length)];
  }

  /** One of the pairs `[weight, value]`. */
  weighted(pairs) {
    let left = this.below(pairs.reduce((sum, [weight]) => sum + weight, 0));
    return pairs.find(([weight]) => (left -= weight) < 0)[1];
  }

  shuffled(list) {
    const copy = [...list];
    for (let index = copy.length - 1; index > 0; index -= 1) {
      const other = this.below(index + 1);
      [copy[index], copy[other]] = [copy[other], copy[index]];
    }
    return copy;
  }
}

function mixed(bits) {
  let value = bits;
  value = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
  return value ^ (value >>> 15);
}
