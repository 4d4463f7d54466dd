/**
 * Viva: Smart Checkout, by its credentials.
 *
 * | credential | what it is |
 * |---|---|
 * | `accountsHost` | `accounts.vivapayments.com`, or `demo-accounts.vivapayments.com` |
 * | `host` | where calls go, as the page of each API says; for the demo environment `demo-api.vivapayments.com` |
 * | `clientId` | the client ID of the Smart Checkout credentials (Settings, API Access) |
 * | `clientSecret` | its secret |
 *
 * Source: https://developer.viva.com/integration-reference/oauth2-authentication/ (read on 2026-11-29); also
 * https://developer.vivawallet.com/tutorials/api-configuration/use-oauth-2-authentication/,
 * https://github.com/VivaPayments/API
 */
export const viva = {
  name: 'viva',
  request: {
    url: 'https://{accountsHost}/connect/token',
    clientAuthentication: 'basic',
    fields: {
      grant_type: 'client_credentials',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  baseUrl: 'https://{host}',
  oneOf: {
    accountsHost: ['accounts.vivapayments.com', 'demo-accounts.vivapayments.com'],
  },
} as const;
