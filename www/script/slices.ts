// Long work in short slices, so that the page answers in between.

const SLICE = 12;

interface Watched<Progress> {
  readonly signal: AbortSignal;
  readonly onSlice: (last: Progress) => void;
}

/**
 * Runs a generator to its end, never longer than a slice at a time; returns what it returns, or undefined once
 * `signal` is aborted. `onSlice` is told of the last value after each slice.
 */
export async function inSlices<Progress, Result>(
  generator: Generator<Progress, Result>,
  { signal, onSlice }: Watched<Progress>,
): Promise<Result | undefined> {
  for (;;) {
    if (signal.aborted) return undefined;
    const until = performance.now() + SLICE;
    let step: IteratorResult<Progress, Result>;
    do step = generator.next();
    while (!step.done && performance.now() < until);
    if (step.done) return step.value;
    onSlice(step.value);
    await nextTask();
  }
}

/** A message is a task of its own, without the delay that timers have when they follow each other. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
