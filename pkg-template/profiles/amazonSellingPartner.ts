/**
 * Amazon Selling Partner API: the operations that a selling partner has authorized.
 *
 * Calls for restricted data carry a token of their own in the same field.
 *
 * | credential | what it is |
 * |---|---|
 * | `region` | the end of the first label of the API’s host: `na`, `eu` or `fe` |
 * | `refreshToken` | the refresh token from the authorization of the application by the selling partner; it stays the same |
 * | `clientId` | the client ID of the application (Login with Amazon) |
 * | `clientSecret` | its client secret |
 *
 * Source: https://developer-docs.amazon.com/amazon-shipping/docs/connecting-to-the-selling-partner-api (read on 2026-11-29); also
 * https://developer.amazon.com/docs/login-with-amazon/access-token.html,
 * https://github.com/amzn/selling-partner-api-models
 */
export const amazonSellingPartner = {
  name: 'amazon-selling-partner',
  request: {
    url: 'https://api.amazon.com/auth/o2/token',
    encoding: 'json',
    clientAuthentication: 'body',
    fields: {
      grant_type: 'refresh_token',
      refresh_token: '{refreshToken}',
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  headers: {
    'x-amz-access-token': '{token}',
  },
  baseUrl: 'https://sellingpartnerapi-{region}.amazon.com',
} as const;
