/**
 * Klarna: payments and order management, by API credentials.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | the host of the region: `api.klarna.com`, `api-na.klarna.com`, `api-oc.klarna.com`, or one of the playground |
 * | `username` | the user name of the API credential |
 * | `password` | its password, or the API key |
 *
 * Source: https://docs.klarna.com/api/authentication/ (read on 2026-11-29)
 */
export const klarna = {
  name: 'klarna',
  headers: {
    Authorization: 'Basic {base64(username:password)}',
  },
  baseUrl: 'https://{host}',
} as const;
