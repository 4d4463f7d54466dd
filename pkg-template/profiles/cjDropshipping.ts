/**
 * CJ Dropshipping: products, orders and logistics, by an API key.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiKey` | the API key of the account |
 *
 * Source: https://developers.cjdropshipping.com/en/api/api2/api/auth.html (read on 2026-11-29)
 */
export const cjDropshipping = {
  name: 'cj-dropshipping',
  request: {
    url: 'https://developers.cjdropshipping.com/api2.0/v1/authentication/getAccessToken',
    encoding: 'json',
    clientAuthentication: 'body',
    fields: {
      apiKey: '{apiKey}',
    },
  },
  response: {
    token: '/data/accessToken',
    expiresAt: '/data/accessTokenExpiryDate',
    refreshToken: '/data/refreshToken',
    errors: [
      {
        pointer: '',
        code: 'code',
        message: 'message',
        meanings: {
          '1600001': 'token_invalid',
          '1601000': 'bad_credentials',
          '1600200': 'retry_later',
        },
      },
    ],
  },
  header: {
    name: 'CJ-Access-Token',
  },
  baseUrl: 'https://developers.cjdropshipping.com/api2.0/v1',
  rejected: {
    body: [
      {
        pointer: '/code',
        in: [1600001],
      },
    ],
  },
} as const;
