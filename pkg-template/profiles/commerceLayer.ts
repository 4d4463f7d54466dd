/**
 * Commerce Layer: the Core API, by the credentials of an integration.
 *
 * | credential | what it is |
 * |---|---|
 * | `organization` | the slug of the organization, the first label of its API’s host |
 * | `clientId` | the client ID of an API credential of the kind “integration” |
 * | `clientSecret` | its secret |
 *
 * Source: https://docs.commercelayer.io/api/authentication/client-credentials (read on 2026-11-29); also
 * https://github.com/commercelayer/commercelayer-js-auth
 */
export const commerceLayer = {
  name: 'commerce-layer',
  request: {
    url: 'https://auth.commercelayer.io/oauth/token',
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
  baseUrl: 'https://{organization}.commercelayer.io/api',
} as const;
