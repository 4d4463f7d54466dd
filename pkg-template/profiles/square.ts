/**
 * Square: the APIs of an account, by an access token.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | `connect.squareup.com`, or `connect.squareupsandbox.com` |
 * | `version` | the version of the API, a date such as `2025-08-20` |
 * | `accessToken` | a personal access token of the application |
 *
 * Source: https://github.com/square/connect-api-specification/blob/master/api.json (as of 2025-08-19)
 */
export const square = {
  name: 'square',
  headers: {
    Authorization: 'Bearer {accessToken}',
    'Square-Version': '{version}',
  },
  baseUrl: 'https://{apiHost}/v2',
  oneOf: {
    apiHost: ['connect.squareup.com', 'connect.squareupsandbox.com'],
  },
  public: ['version'],
} as const;
