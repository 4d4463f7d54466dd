import { onAbort } from './abort-listeners.ts';

/** What the platform's timers return: numbers where they can neither hold the process nor let go of it. */
type Timer = number | { ref?(): unknown; unref?(): unknown };

/** Deno tells its timers by numbers. */
type WithDeno = typeof globalThis & { Deno?: { refTimer?(timer: number): void; unrefTimer?(timer: number): void } };

/**
 * The timers of one piece of work. They hold the process only while somebody waits for it (G12).
 */
export class Timers {
  #waiting = 0;
  #running = new Set<Timer>();

  /** Runs something once after so many milliseconds; what is returned calls it off. */
  start(milliseconds: number, run: () => void): () => void {
    const stop = () => {
      clearTimeout(timer);
      this.#running.delete(timer);
    };
    const timer = setTimeout(() => {
      stop();
      run();
    }, milliseconds);
    this.#running.add(timer);
    if (this.#waiting === 0) release(timer);
    return stop;
  }

  /** Runs something again and again; it never holds the process by itself. */
  repeat(milliseconds: number, run: () => void): () => void {
    const timer = setInterval(run, milliseconds);
    release(timer);
    return () => clearInterval(timer);
  }

  /** Resolves after so many milliseconds, or when the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        stop();
        stopListening();
        resolve();
      };
      const stop = this.start(milliseconds, end);
      const stopListening = onAbort(signal, end);
    });
  }

  /** Somebody waits, until the promise settles. */
  async holdFor<Value>(promise: Promise<Value>): Promise<Value> {
    this.#waiting += 1;
    if (this.#waiting === 1) for (const timer of this.#running) hold(timer);
    try {
      return await promise;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) for (const timer of this.#running) release(timer);
    }
  }
}

function hold(timer: Timer): void {
  if (typeof timer === 'object') timer.ref?.();
  else (globalThis as WithDeno).Deno?.refTimer?.(timer);
}

function release(timer: Timer): void {
  if (typeof timer === 'object') timer.unref?.();
  else (globalThis as WithDeno).Deno?.unrefTimer?.(timer);
}
