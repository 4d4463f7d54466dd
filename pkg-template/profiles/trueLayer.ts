/**
 * TrueLayer: payments by bank transfer.
 *
 * What creates a payment is signed besides: that is the caller’s.
 *
 * | credential | what it is |
 * |---|---|
 * | `domain` | `truelayer.com`, or `truelayer-sandbox.com` |
 * | `scope` | the scopes, with spaces between them, such as `payments` |
 * | `clientId` | the client ID of the app (Console, App Settings) |
 * | `clientSecret` | its client secret |
 *
 * Source: https://docs.truelayer.com/docs/generate-a-payments-access-token (read on 2026-11-29); also
 * https://github.com/TrueLayer/truelayer-java
 */
export const trueLayer = {
  name: 'truelayer',
  request: {
    url: 'https://auth.{domain}/connect/token',
    clientAuthentication: 'body',
    fields: {
      grant_type: 'client_credentials',
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
      scope: '{scope}',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  baseUrl: 'https://api.{domain}/v3',
  oneOf: {
    domain: ['truelayer.com', 'truelayer-sandbox.com'],
  },
  public: ['scope'],
} as const;
