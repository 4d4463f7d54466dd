/**
 * OroCommerce: the back-office API, by an OAuth application.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | the application |
 * | `clientId` | the ID of an OAuth application of the kind “client credentials” |
 * | `clientSecret` | its secret |
 *
 * Source: https://doc.oroinc.com/api/authentication/oauth-client-credentials (read on 2026-11-29)
 */
export const oroCommerce = {
  name: 'orocommerce',
  request: {
    url: 'https://{host}/oauth2-token',
    encoding: 'json',
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
