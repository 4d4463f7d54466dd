/**
 * Spree Commerce: the Platform API, by an OAuth application.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | the shop |
 * | `clientId` | the client ID of an OAuth application (Apps, oAuth Applications) |
 * | `clientSecret` | its secret |
 *
 * Source: https://github.com/spree/spree/blob/main/docs/api-reference/platform/authentication.mdx (as of 2026-08-22); also
 * https://github.com/spree/spree/blob/main/docs/api-reference/oauth.yml
 */
export const spree = {
  name: 'spree',
  request: {
    url: 'https://{host}/spree_oauth/token',
    encoding: 'json',
    clientAuthentication: 'body',
    fields: {
      grant_type: 'client_credentials',
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
      scope: 'admin',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  baseUrl: 'https://{host}/api/v2/platform',
} as const;
