/**
 * Yotpo Core: orders, customers and products of a store.
 *
 * | credential | what it is |
 * |---|---|
 * | `storeId` | the store ID, also called app key |
 * | `secret` | the API secret of the store |
 *
 * Source: https://core-api.yotpo.com/reference/authentication (read on 2026-11-29); also
 * https://github.com/YotpoLtd/magento2-module-core
 */
export const yotpo = {
  name: 'yotpo',
  request: {
    url: 'https://api.yotpo.com/core/v3/stores/{storeId}/access_tokens',
    encoding: 'json',
    clientAuthentication: 'body',
    fields: {
      secret: '{secret}',
    },
  },
  response: {
    token: '/access_token',
  },
  headers: {
    'X-Yotpo-Token': '{token}',
  },
  baseUrl: 'https://api.yotpo.com/core/v3/stores/{storeId}',
} as const;
