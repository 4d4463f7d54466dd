/**
 * Sendcloud: parcels and labels, by the keys of an API integration.
 *
 * | credential | what it is |
 * |---|---|
 * | `publicKey` | the public key of the integration |
 * | `secretKey` | its secret key |
 *
 * Source: https://sendcloud.dev/docs/getting-started/authentication (read on 2026-11-29)
 */
export const sendcloud = {
  name: 'sendcloud',
  headers: {
    Authorization: 'Basic {base64(publicKey:secretKey)}',
    Accept: 'application/json',
  },
  baseUrl: 'https://panel.sendcloud.sc/api',
} as const;
