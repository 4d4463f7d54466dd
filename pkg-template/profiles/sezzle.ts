/**
 * Sezzle: sessions and orders, by a key pair.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | `gateway.sezzle.com`, or `sandbox.gateway.sezzle.com` |
 * | `publicKey` | the public key of a pair of API keys of the same environment |
 * | `privateKey` | the private key of that pair |
 *
 * Source: https://docs.sezzle.com/docs/api/core/authentication/postauthentication (read on 2026-11-29)
 */
export const sezzle = {
  name: 'sezzle',
  request: {
    url: 'https://{apiHost}/v2/authentication',
    encoding: 'json',
    clientAuthentication: 'body',
    fields: {
      public_key: '{publicKey}',
      private_key: '{privateKey}',
    },
  },
  response: {
    token: '/token',
    expiresAt: '/expiration_date',
  },
  baseUrl: 'https://{apiHost}/v2',
  oneOf: {
    apiHost: ['gateway.sezzle.com', 'sandbox.gateway.sezzle.com'],
  },
} as const;
