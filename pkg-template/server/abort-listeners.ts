// One listener for each signal, however many wait for it: Node warns of a leak where there are more than ten, and a caller may
// pass one signal to a hundred calls.

/** The platform reads more of it than is stated: without a prototype it finds nothing else. */
const ONCE: AddEventListenerOptions = Object.assign(Object.create(null), { once: true });

/** What runs when a signal is aborted. */
class Listener {
  #signal: AbortSignal;
  #runs = new Set<() => void>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#tell, ONCE);
  }

  add(run: () => void): void {
    this.#runs.add(run);
  }

  remove(run: () => void): void {
    this.#runs.delete(run);
    if (this.#runs.size > 0 || listeners.get(this.#signal) !== this) return;
    listeners.delete(this.#signal);
    this.#signal.removeEventListener('abort', this.#tell);
  }

  #tell = (): void => {
    listeners.delete(this.#signal);
    for (const run of this.#runs) run();
  };
}

const listeners = new WeakMap<AbortSignal, Listener>();

/** Runs something once when a signal is aborted, which it is not yet; what is returned calls it off. */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  const listener = listeners.get(signal) ?? new Listener(signal);
  listeners.set(signal, listener);
  // Of its own, since the same function may be meant twice.
  const once = () => run();
  listener.add(once);
  return () => listener.remove(once);
}
