/** Starts tasks in order, two at a time: the promise of each, by its name. */
export function startTwoAtATime(tasks) {
  const promises = {};
  const running = [Promise.resolve(), Promise.resolve()];
  for (const [index, [name, task]] of Object.entries(tasks).entries()) {
    const lane = index % running.length;
    promises[name] = running[lane].then(task);
    // Whoever wants the outcome hears of a failure; the next task does not mind it.
    running[lane] = promises[name].catch(() => {});
  }
  return promises;
}
