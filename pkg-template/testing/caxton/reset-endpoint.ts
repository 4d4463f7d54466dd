// PUT "Reset Client Credentials": takes an account's password away, so that it can register again. The vendor's page gives
// no path; an option does here.

import type { Now } from '../emulator-clock.ts';
import { type Judge, accept } from '../judgement.ts';
import { type Logins, authenticate } from './authentication.ts';
import { forCaller, valid } from './envelope.ts';
import { refuseWithMessage } from './refusal.ts';

/** A judge of resets. */
export function resetEndpoint(parts: Logins & { readonly now: Now }): Judge {
  return (received) => {
    if (received.method !== 'PUT') return refuseWithMessage({ reason: 'the reset takes PUT', status: 405 });
    const { account, refusal } = authenticate(parts, received);
    if (refusal) return refuseWithMessage(refusal);
    return accept(() => {
      account.password = null;
      return forCaller(valid({ Username: account.username }), account, parts.now());
    });
  };
}
