/** How long a task waits for the one before it, which may hang with its backend: less than authenticators wait for it. */
const PATIENCE_MS = 500;

/** Runs the tasks of each key one after another, so that none comes between another's reading and its writing. */
export class OneAtATime {
  #latest = new Map<string, Promise<void>>();

  run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.#latest.get(key);
    const running = before === undefined ? task() : patiently(before).then(task);
    const ended: Promise<void> = running.then(nothing, nothing).then(() => {
      if (this.#latest.get(key) === ended) this.#latest.delete(key);
    });
    this.#latest.set(key, ended);
    return running;
  }
}

function nothing(): void {}

async function patiently(before: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const outOfPatience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([before, outOfPatience]);
  clearTimeout(timer);
}
