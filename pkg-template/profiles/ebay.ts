/**
 * eBay: the REST APIs that an application may call by itself.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | `api.ebay.com`, or `api.sandbox.ebay.com` |
 * | `scope` | the scopes, with spaces between them, such as `https://api.ebay.com/oauth/api_scope` |
 * | `clientId` | the App ID of a keyset |
 * | `clientSecret` | its Cert ID |
 *
 * Source: https://developer.ebay.com/api-docs/static/oauth-client-credentials-grant.html (read on 2026-11-29); also
 * https://developer.ebay.com/api-docs/static/oauth-qref-client-credentials-grant.html,
 * https://github.com/eBay/ebay-oauth-java-client
 */
export const ebay = {
  name: 'ebay',
  request: {
    url: 'https://{apiHost}/identity/v1/oauth2/token',
    clientAuthentication: 'basic',
    fields: {
      grant_type: 'client_credentials',
      scope: '{scope}',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  oneOf: {
    apiHost: ['api.ebay.com', 'api.sandbox.ebay.com'],
  },
  public: ['scope'],
} as const;
