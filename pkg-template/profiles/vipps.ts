/**
 * Vipps MobilePay: payments of a sales unit.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | the API server; for tests `apitest.vipps.no` |
 * | `clientId` | the client_id of the sales unit (portal, Developer section) |
 * | `clientSecret` | its client_secret |
 * | `subscriptionKey` | its Ocp-Apim-Subscription-Key |
 * | `merchantSerialNumber` | the number of the sales unit (MSN) |
 *
 * Source: https://developer.vippsmobilepay.com/docs/APIs/access-token-api/ (read on 2026-11-29); also
 * https://developer.vippsmobilepay.com/api/access-token,
 * https://developer.vippsmobilepay.com/docs/APIs/psp-merchant-api/psp-merchant-api-quick-start/
 */
export const vipps = {
  name: 'vipps',
  request: {
    url: 'https://{host}/accesstoken/get',
    clientAuthentication: 'none',
    headers: {
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
      'Ocp-Apim-Subscription-Key': '{subscriptionKey}',
      'Merchant-Serial-Number': '{merchantSerialNumber}',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  headers: {
    Authorization: 'Bearer {token}',
    'Ocp-Apim-Subscription-Key': '{subscriptionKey}',
    'Merchant-Serial-Number': '{merchantSerialNumber}',
  },
  public: ['merchantSerialNumber'],
} as const;
