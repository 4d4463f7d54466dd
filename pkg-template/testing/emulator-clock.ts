// The vendors' clock: that of this machine or a test's own, and as far ahead of it as a test has set it.

/** Milliseconds since the epoch. */
export type Now = () => number;

export class EmulatorClock {
  #source: Now;
  #ahead = 0;

  constructor(source: Now | undefined) {
    if (source !== undefined && typeof source !== 'function')
      throw new TypeError('startEmulator.now: expected a function');
    // Looked up at each call: a test may put a clock of its own in the place of the global one at any time.
    this.#source = source ?? (() => Date.now());
  }

  readonly now: Now = () => this.#source() + this.#ahead;

  advance(milliseconds: number): void {
    if (!Number.isSafeInteger(milliseconds) || milliseconds < 0)
      throw new TypeError('advance: expected whole milliseconds, from 0 on');
    this.#ahead += milliseconds;
  }
}
