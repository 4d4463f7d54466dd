/**
 * Emporix: all services, by a service access token with all scopes of the credentials.
 *
 * | credential | what it is |
 * |---|---|
 * | `clientId` | the client ID from the Developer Portal |
 * | `clientSecret` | its secret |
 *
 * Source: https://developer.emporix.io/api-references/api-guides/authentication/oauth-service/oauth (as of 2026-08-21)
 */
export const emporix = {
  name: 'emporix',
  request: {
    url: 'https://api.emporix.io/oauth/token',
    clientAuthentication: 'body',
    fields: {
      grant_type: 'client_credentials',
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
} as const;
