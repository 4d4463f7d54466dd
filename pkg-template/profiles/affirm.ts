/**
 * Affirm: transactions of a merchant, by a key pair.
 *
 * | credential | what it is |
 * |---|---|
 * | `publicKey` | the public API key (Merchant Portal) |
 * | `privateKey` | the private API key |
 *
 * Source: https://docs.affirm.com/developers/reference/authentication (read on 2026-11-29)
 */
export const affirm = {
  name: 'affirm',
  headers: {
    Authorization: 'Basic {base64(publicKey:privateKey)}',
  },
  baseUrl: 'https://api.affirm.com/api/v1',
} as const;
