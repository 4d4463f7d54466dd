// A result that came to be below the edge of the screen has not been seen.

/** The part of the screen that the form keeps when the result has to be moved up. */
const KEPT = 0.35;
/** A result that begins above this part of the screen can be seen. */
const SEEN = 0.6;

export function reveal(result: HTMLElement): void {
  const { top } = result.getBoundingClientRect();
  if (top < innerHeight * SEEN) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollBy({ top: top - innerHeight * KEPT, behavior: isCalm ? 'instant' : 'smooth' });
}
