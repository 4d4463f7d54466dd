/**
 * Mollie: payments of a profile, by an API key.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiKey` | an API key of the website profile, `live_…` or `test_…` |
 *
 * Source: https://github.com/mollie/openapi/blob/main/specs.yaml (as of 2026-08-21)
 */
export const mollie = {
  name: 'mollie',
  headers: {
    Authorization: 'Bearer {apiKey}',
  },
  baseUrl: 'https://api.mollie.com/v2',
} as const;
