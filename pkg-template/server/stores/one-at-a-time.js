/** How long a task waits for the one before it, which may hang with its backend. */
const PATIENCE_MS = 2_000;

/** Runs the tasks of each key one after another, so that none comes between another's reading and its writing. */
export class OneAtATime {
  #latest = new Map();

  run(key, task) {
    const before = this.#latest.get(key);
    const running = before === undefined ? task() : patiently(before).then(task);
    const ended = running.then(nothing, nothing).then(() => {
      if (this.#latest.get(key) === ended) this.#latest.delete(key);
    });
    this.#latest.set(key, ended);
    return running;
  }
}

function nothing() {}

async function patiently(before) {
  let timer;
  const outOfPatience = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([before, outOfPatience]);
  clearTimeout(timer);
}
