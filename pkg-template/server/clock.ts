/** One instant on both clocks. */
export interface Instant {
  readonly wall: number;
  readonly monotonic: number;
}

/** Two clocks: the wall clock, which the caller may replace, and a monotonic one. Milliseconds. */
export class Clock {
  #wall: () => number;

  constructor(now: () => number = Date.now) {
    this.#wall = now;
  }

  /** A clock of the caller's that fails or stands still at nothing must not stop a renewal half-way. */
  wall(): number {
    try {
      const now = Number(this.#wall());
      return Number.isFinite(now) ? now : Date.now();
    } catch {
      return Date.now();
    }
  }

  monotonic(): number {
    return performance.now();
  }

  now(): Instant {
    return { wall: this.wall(), monotonic: this.monotonic() };
  }
}

/** A random share of a whole, as 32 bits: it need not be unpredictable. */
export function jitter(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
