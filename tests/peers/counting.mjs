// What the rows count with.

export const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `1 token request`, `20 token requests` */
export const counted = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

/** What became of promises: `{ good, failed, errors }`. */
export async function outcomes(promises) {
  const settled = await Promise.allSettled(promises);
  const errors = settled.filter(({ status }) => status === "rejected").map(({ reason }) => reason);
  return { good: settled.length - errors.length, failed: errors.length, errors };
}
