/**
 * Shopware 6: the Admin API, by an integration.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | the shop, with a base where it has one |
 * | `clientId` | the access key ID of an integration (Settings, Integrations) |
 * | `clientSecret` | its secret access key |
 *
 * Source: https://github.com/shopware/docs/blob/main/guides/development/integrations-api/index.md (as of 2026-08-21)
 */
export const shopware = {
  name: 'shopware',
  request: {
    url: 'https://{host}/api/oauth/token',
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
  baseUrl: 'https://{host}/api',
} as const;
