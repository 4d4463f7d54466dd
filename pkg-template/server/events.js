/** Tells the caller what happens. A handler runs apart from the call it is told of, and nothing it does reaches that. */
export class Events {
  #handler;
  #clock;

  constructor(handler, clock) {
    this.#handler = handler;
    this.#clock = clock;
  }

  /** `facts` is called only where there is somebody to tell. */
  tell(type, facts) {
    if (this.#handler === undefined) return;
    const event = Object.freeze({ type, at: this.#clock.wall(), ...facts?.() });
    queueMicrotask(() => deliver(this.#handler, event));
  }
}

async function deliver(handler, event) {
  try {
    await handler(event);
  } catch {
    // Whoever listens is not asked for an opinion.
  }
}
