// The header makers of Pledg.

import type { AccessToken } from './access-token.ts';
import { perform } from './core.ts';
import * as operations from './operations.ts';

export function basicHeaders(options: { email: string; password: string }): Record<string, string> {
  return perform(operations.pledgBasicHeaders, options);
}

export function bearerHeaders(options: { accessToken: string | AccessToken }): Record<string, string> {
  return perform(operations.pledgBearerHeaders, options);
}
