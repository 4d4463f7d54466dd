import { isAuthError } from '../facade/auth-error.js';
import { requestFetch } from './request-fetch.js';

/** Options for ky, where an instance is made or for one call. */
export function kyOptions(authenticator, options) {
  return { fetch: requestFetch(authenticator, options), retry: { shouldRetry } };
}

/** ky takes whatever `fetch` throws for a failure of the network, and would try a foreign origin three times. */
function shouldRetry({ error }) {
  return isAuthError(error) && !error.retryable ? false : undefined;
}
