import * as glue from 'glue:server';
import { AuthError, isAuthError } from '../facade/auth-error.ts';
import type { CaxtonAddress } from '../facade/caxton-address.ts';
import type { CaxtonRegistration } from '../facade/caxton-registration.ts';
import { checkedCall } from '../facade/checked-call.ts';
import { refuseMisplaced } from '../facade/operation.ts';
import { registration as registrationOf } from '../facade/results.ts';
import type { TokenOutcome } from './account.ts';
import { sendWithin } from './call-deadline.ts';
import { Clock } from './clock.ts';
import type { CommonOptions } from './authenticator-options.ts';
import { guarded, withFrame } from './core.ts';
import { secretCallOf } from './caller-fetch.ts';
import { readFrame } from './frame.ts';
import * as operations from './operations.ts';
import { keptOf } from './option-kinds.ts';
import { isControlFlow, reasonOf, scrubbedCause } from './thrown-cause.ts';
import { steady } from './token-answer.ts';

/**
 * Registers a Caxton client: asks for a client password ("Authentication", step 1, dev.caxton.io/docs). One call,
 * never repeated, since a second one may void the password of the first; keep what it gives until `endsAt`.
 *
 * @param options.username The `Username` that Caxton gave, or that of `caxton.subsidiaryRequest`.
 * @param options.clientname The `Clientname` that Caxton gave, or the `Name` of `caxton.subsidiaryRequest`.
 * @throws {AuthError} Rejects with `invalid_argument`, `unknown_option`, `insecure_url`, `server_only`; `network` and
 * `timeout`, after which the registration may have succeeded; as `caxton.readRegisterResponse`.
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { registerCaxtonClient } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const { clientPassword, endsAt } = await registerCaxtonClient({
 *   host: vendor.caxton.url,
 *   ...vendor.caxton.registration,
 *   dangerouslyAllowInsecureHttp: 'loopback',
 * });
 * console.log(clientPassword.length > 0, endsAt > Date.now()); // true true
 * await vendor.close();
 * ```
 */
export async function registerCaxtonClient(
  options: CommonOptions & CaxtonAddress & { username: string; clientname: string },
): Promise<CaxtonRegistration> {
  const { registerCaxtonClient: factory } = operations;
  refuseMisplaced(factory, factory.name);
  const call = checkedCall(factory, [options]);
  const kept = keptOf(call);
  const clock = new Clock(kept.now);
  const registration = withFrame(call, (frame) => new glue.CaxtonRegistration(factory.number, frame));
  const fetch = steady(secretCallOf(kept.fetch), registration.body_limit);
  try {
    const outcome = await sendWithin(
      registration.timeout_ms,
      (signal) => guarded(() => registration.request()).send(fetch, signal) as Promise<TokenOutcome>,
    );
    if (outcome === undefined) throw tooLate();
    const { thrown } = outcome;
    if (isControlFlow(thrown) || isAuthError(thrown)) {
      outcome.free();
      throw thrown;
    }
    try {
      const reason = reasonOf(thrown);
      return readFrame(
        guarded(() => registration.read(outcome, clock.wall(), reason)),
        registrationOf,
      );
    } catch (error) {
      const cause = scrubbedCause(thrown);
      throw cause ? new AuthError(error as AuthError, { cause }) : error;
    }
  } finally {
    registration.free();
  }
}

function tooLate(): AuthError {
  return new AuthError({
    code: 'timeout',
    message: 'the registration took longer than timeoutMs, and may have succeeded: ask Caxton before registering again',
  });
}
