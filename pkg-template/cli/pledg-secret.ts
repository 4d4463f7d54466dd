// The secret that Pledg's parameters and notifications are signed with, as commands ask for it.

import type { SecretDescription } from './secret-source.ts';

/** For `secretOf` and `secretsOf`. */
export const merchantSecret: SecretDescription = Object.freeze({
  what: 'secret of the merchant',
  variable: 'PLEDG_MERCHANT_SECRET',
});
