/**
 * SumUp: checkouts and transactions of a merchant, by an API key.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiKey` | an API key from the dashboard |
 *
 * Source: https://github.com/sumup/sumup-openapi/blob/main/openapi.yaml (as of 2026-06-18)
 */
export const sumUp = {
  name: 'sumup',
  headers: {
    Authorization: 'Bearer {apiKey}',
  },
  baseUrl: 'https://api.sumup.com',
} as const;
