/** What a secret prints as. */
export const REDACTED = '«redacted»';
