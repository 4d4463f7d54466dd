/**
 * USPS: addresses, prices, labels and tracking.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | `apis.usps.com`, or `apis-tem.usps.com` (test environment) |
 * | `clientId` | the consumer key of an app |
 * | `clientSecret` | its consumer secret |
 *
 * Source: https://github.com/USPS/api-examples/blob/main/README.md (as of 2025-10-31)
 */
export const usps = {
  name: 'usps',
  request: {
    url: 'https://{apiHost}/oauth2/v3/token',
    encoding: 'json',
    clientAuthentication: 'body',
    fields: {
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
      grant_type: 'client_credentials',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  oneOf: {
    apiHost: ['apis.usps.com', 'apis-tem.usps.com'],
  },
} as const;
