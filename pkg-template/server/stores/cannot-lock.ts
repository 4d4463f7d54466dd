import { AuthError } from '../../facade/auth-error.ts';

/** What a store rejects `lock` with that never will lock. Authenticators share without a lock from then on. */
export function cannotLock(why: string): AuthError {
  return new AuthError({ code: 'store_error', message: `${why}: tokens are shared without a lock`, retryable: false });
}
