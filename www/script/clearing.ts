// Nothing stays: not on leaving, not after a pause, not when asked to go.

import { live } from '../text/en.ts';
import { announce } from './announce.ts';
import { byId } from './element.ts';

const PAUSE = 5 * 60_000;
const LOOK_EVERY = 1_000;
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'input', 'paste', 'drop'];

const waiting: (() => void)[] = [];
let lastSign = Date.now();

/** What is to happen whenever everything is cleared. */
export function onClear(run: () => void): void {
  waiting.push(run);
}

export function startClearing(): void {
  for (const sign of SIGNS_OF_LIFE)
    addEventListener(
      sign,
      () => {
        lastSign = Date.now();
      },
      { capture: true, passive: true },
    );
  // By the clock and not by one long timer, which would not count while a laptop sleeps.
  setInterval(clearAfterPause, LOOK_EVERY);
  document.addEventListener('visibilitychange', clearAfterPause);
  addEventListener('pagehide', clearEverything);
  // A page that comes back out of the browser's cache starts empty as well.
  addEventListener('pageshow', ({ persisted }) => persisted && clearEverything());
  byId('clear').addEventListener('click', () => {
    clearEverything();
    announce(live.cleared);
  });
}

function clearAfterPause(): void {
  if (Date.now() - lastSign < PAUSE) return;
  lastSign = Date.now();
  clearEverything();
  announce(live.clearedIdle);
}

function clearEverything(): void {
  for (const form of document.forms) form.reset();
  for (const run of waiting) run();
}
