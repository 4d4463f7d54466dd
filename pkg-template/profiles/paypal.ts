/**
 * PayPal: the REST APIs, by an app.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | `api-m.paypal.com`, or `api-m.sandbox.paypal.com` |
 * | `clientId` | the client ID of an app (Apps & Credentials) |
 * | `clientSecret` | its secret |
 *
 * Source: https://developer.paypal.com/api/rest/authentication/ (read on 2026-11-29); also
 * https://developer.paypal.com/docs/api/reference/get-an-access-token/
 */
export const paypal = {
  name: 'paypal',
  request: {
    url: 'https://{apiHost}/v1/oauth2/token',
    clientAuthentication: 'basic',
    fields: {
      grant_type: 'client_credentials',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  oneOf: {
    apiHost: ['api-m.paypal.com', 'api-m.sandbox.paypal.com'],
  },
} as const;
