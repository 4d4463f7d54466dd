/**
 * Shopify: the Admin API of a store of one’s own organization.
 *
 * | credential | what it is |
 * |---|---|
 * | `shop` | the name of the store, in front of `.myshopify.com` |
 * | `apiVersion` | the version of the Admin API, such as `2025-01` |
 * | `clientId` | the client ID of an app of the Dev Dashboard that is installed in the store |
 * | `clientSecret` | its secret |
 *
 * Source: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant (read on 2026-11-29); also
 * https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets,
 * https://github.com/Shopify/example-auth--client-credentials-grant--node
 */
export const shopify = {
  name: 'shopify',
  request: {
    url: 'https://{shop}.myshopify.com/admin/oauth/access_token',
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
  headers: {
    'X-Shopify-Access-Token': '{token}',
  },
  baseUrl: 'https://{shop}.myshopify.com/admin/api/{apiVersion}',
} as const;
