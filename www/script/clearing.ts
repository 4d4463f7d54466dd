// Nothing stays: not on leaving, not after a pause, not when asked to go.

import { live } from '../text/en.ts';
import { announce } from './announce.ts';
import { byId } from './element.ts';

const PAUSE = 5 * 60_000;
/** How long before it is said. */
const WARNING = 60_000;
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
      ({ target }) => {
        lastSign = Date.now();
        // A button that goes while it is pressed gets no click in some browsers.
        if (!(target instanceof Node && byId('leaving').contains(target))) showWarning();
      },
      { capture: true, passive: true },
    );
  // By the clock and not by one long timer, which would not count while a laptop sleeps.
  setInterval(clearAfterPause, LOOK_EVERY);
  document.addEventListener('visibilitychange', clearAfterPause);
  addEventListener('pagehide', clearEverything);
  // A page that comes back out of the browser's cache starts empty as well.
  addEventListener('pageshow', ({ persisted }) => persisted && clearEverything());
  byId('stay').addEventListener('click', () => {
    lastSign = Date.now();
    showWarning();
    announce(live.staying);
  });
  byId('clear').addEventListener('click', () => {
    clearEverything();
    announce(live.cleared);
  });
}

function clearAfterPause(): void {
  if (Date.now() - lastSign >= PAUSE) {
    lastSign = Date.now();
    clearEverything();
    announce(live.clearedIdle);
  }
  showWarning();
}

/** In sight for the last minute, where there is something to lose. Any key or touch takes it away; the button is for those who look for one. */
function showWarning(): void {
  const left = PAUSE - (Date.now() - lastSign);
  const isDue = left <= WARNING && holdsSomething();
  byId('leaving').hidden = !isDue;
  const words = isDue ? live.leaving(Math.ceil(left / 10_000) * 10) : '';
  // Said anew only when it differs: a screen reader reads every change.
  if (byId('leaving-words').textContent !== words) byId('leaving-words').textContent = words;
}

function holdsSomething(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input:not([type=radio], [type=checkbox]), textarea')];
  return fields.some(({ value }) => value !== '');
}

function clearEverything(): void {
  for (const form of document.forms) form.reset();
  for (const run of waiting) run();
}
