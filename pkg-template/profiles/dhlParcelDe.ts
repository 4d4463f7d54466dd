/**
 * DHL Parcel DE: the APIs of Post & Parcel Germany for business customers.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | `api-eu.dhl.com`, or `api-sandbox.dhl.com` |
 * | `username` | the user of the business customer portal |
 * | `password` | the password of that user |
 * | `clientId` | the client_id of the app, got with the business API |
 * | `clientSecret` | its client_secret |
 *
 * Source: https://developer.dhl.com/api-reference/authentication-api-post-parcel-germany (read on 2026-11-29)
 */
export const dhlParcelDe = {
  name: 'dhl-parcel-de',
  request: {
    url: 'https://{apiHost}/parcel/de/account/auth/ropc/v1/token',
    clientAuthentication: 'body',
    fields: {
      grant_type: 'password',
      username: '{username}',
      password: '{password}',
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  baseUrl: 'https://{apiHost}/parcel/de',
  oneOf: {
    apiHost: ['api-eu.dhl.com', 'api-sandbox.dhl.com'],
  },
} as const;
