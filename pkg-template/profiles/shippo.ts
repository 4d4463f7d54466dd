/**
 * Shippo: rates, labels and tracking, by an API token.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiToken` | an API token, `shippo_live_…` or `shippo_test_…` |
 *
 * Source: https://docs.goshippo.com/docs/guides_general/authentication/ (read on 2026-11-29)
 */
export const shippo = {
  name: 'shippo',
  headers: {
    Authorization: 'ShippoToken {apiToken}',
  },
  baseUrl: 'https://api.goshippo.com',
} as const;
