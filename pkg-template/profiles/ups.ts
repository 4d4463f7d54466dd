/**
 * UPS: the APIs, as the shipper oneself.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | `onlinetools.ups.com`, or `wwwcie.ups.com` (Customer Integration Environment) |
 * | `clientId` | the client ID of an app |
 * | `clientSecret` | its secret |
 *
 * Source: https://github.com/UPS-API/api-documentation/blob/main/OAuthClientCredentials.yaml (as of 2026-07-21)
 */
export const ups = {
  name: 'ups',
  request: {
    url: 'https://{apiHost}/security/v1/oauth/token',
    clientAuthentication: 'basic',
    fields: {
      grant_type: 'client_credentials',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
    errors: [
      {
        pointer: '/response/errors',
      },
    ],
  },
  oneOf: {
    apiHost: ['onlinetools.ups.com', 'wwwcie.ups.com'],
  },
} as const;
