/**
 * BigCommerce: the REST and GraphQL Admin APIs of a store, by the token of an API account.
 *
 * | credential | what it is |
 * |---|---|
 * | `storeHash` | the hash of the store, as it stands in the API path that comes with the account |
 * | `accessToken` | the access token of a store-level or app-level API account; it does not end by itself |
 *
 * Source: https://github.com/bigcommerce/docs/blob/main/docs/start/authentication/index.mdx (as of 2026-04-01)
 */
export const bigCommerce = {
  name: 'bigcommerce',
  headers: {
    'X-Auth-Token': '{accessToken}',
    Accept: 'application/json',
  },
  baseUrl: 'https://api.bigcommerce.com/stores/{storeHash}',
} as const;
