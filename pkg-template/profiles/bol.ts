/**
 * bol: the Retailer API, by the client credentials of a seller.
 *
 * Every call wants the `Accept` and `Content-Type` of a version, such as `application/vnd.retailer.v10+json`: give them with
 * the call.
 *
 * | credential | what it is |
 * |---|---|
 * | `clientId` | the client ID from the API settings of the seller’s account |
 * | `clientSecret` | its secret |
 *
 * Source: https://api.bol.com/retailer/public/Retailer-API/authentication.html (read on 2026-11-29); also
 * https://developers.bol.com/apiv3authentication/,
 * https://api.bol.com/retailer/public/Retailer-API/getting-started.html
 */
export const bol = {
  name: 'bol',
  request: {
    url: 'https://login.bol.com/token',
    clientAuthentication: 'basic',
    fields: {
      grant_type: 'client_credentials',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  baseUrl: 'https://api.bol.com/retailer',
} as const;
