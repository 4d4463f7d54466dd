// The secret that Pledg's parameters and notifications are signed with, as commands ask for it.

/** For `secretOf` and `secretsOf`. */
export const merchantSecret = Object.freeze({ what: 'secret of the merchant', variable: 'PLEDG_MERCHANT_SECRET' });
