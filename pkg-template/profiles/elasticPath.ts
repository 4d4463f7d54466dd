/**
 * Elastic Path Commerce Cloud: the commerce API, by an application key.
 *
 * | credential | what it is |
 * |---|---|
 * | `region` | the first label of the API’s host: `euwest` or `useast` |
 * | `clientId` | the client ID of an application key |
 * | `clientSecret` | its client secret |
 *
 * Source: https://elasticpath.dev/docs/authentication/Tokens/client-credential-token (as of 2024-11-18)
 */
export const elasticPath = {
  name: 'elastic-path',
  request: {
    url: 'https://{region}.api.elasticpath.com/oauth/access_token',
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
