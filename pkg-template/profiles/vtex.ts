/**
 * VTEX: the APIs of an account, by an API key.
 *
 * | credential | what it is |
 * |---|---|
 * | `accountName` | the name of the VTEX account |
 * | `appKey` | the key, by which the API key is known |
 * | `appToken` | its secret token |
 *
 * Source: https://github.com/vtex/openapi-schemas/blob/master/VTEX%20-%20Orders%20API.json (as of 2026-08-07); also
 * https://developers.vtex.com/docs/guides/api-authentication-using-api-keys
 */
export const vtex = {
  name: 'vtex',
  headers: {
    'X-VTEX-API-AppKey': '{appKey}',
    'X-VTEX-API-AppToken': '{appToken}',
  },
  baseUrl: 'https://{accountName}.vtexcommercestable.com.br',
} as const;
