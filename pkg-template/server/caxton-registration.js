import { AuthError } from '../facade/auth-error.js';
import { refuseInBrowser } from '../facade/browser-guard.js';
import { sendWithin } from './call-deadline.js';
import { Clock } from './clock.js';
import { guarded, openRegistration } from './core.js';
import { callOf, functionOption, optionsText } from './options.js';
import { scrubbedCause } from './thrown-cause.js';
import { steady } from './token-answer.js';

/** Registers a client: one call, whatever becomes of it, since a second one may void the password of the first. */
export async function registerCaxtonClient(options) {
  refuseInBrowser('registerCaxtonClient');
  const clock = new Clock(functionOption(options, 'now'));
  const fetch = steady(callOf(functionOption(options, 'fetch')));
  const registration = openRegistration(optionsText(options, { store: undefined }));
  try {
    const outcome = await sendWithin(registration.timeout(), registration.call(), fetch);
    if (outcome === undefined) throw tooLate();
    const { thrown } = outcome;
    try {
      return JSON.parse(guarded(() => registration.read(outcome, clock.wall())));
    } catch (error) {
      const cause = scrubbedCause(thrown);
      throw cause ? new AuthError(error, { cause }) : error;
    }
  } finally {
    registration.free();
  }
}

function tooLate() {
  return new AuthError({
    code: 'timeout',
    message:
      'the registration took longer than timeoutMs, and may have been made all the same: ask Caxton before registering again',
  });
}
