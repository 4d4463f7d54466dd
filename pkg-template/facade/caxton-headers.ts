// The header makers of Caxton.

import type { AccessToken } from './access-token.ts';
import { perform } from './core.ts';
import * as operations from './operations.ts';

export function bearerHeaders(options: {
  accessToken: string | AccessToken;
  identityNumber?: string | undefined;
  userApiToken?: string | undefined;
}): Record<string, string> {
  return perform(operations.caxtonBearerHeaders, options);
}
