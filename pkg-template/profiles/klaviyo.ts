/**
 * Klaviyo: profiles, events and campaigns, by a private key.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiKey` | a private API key |
 * | `revision` | the revision of the API, a date such as `2026-07-15` |
 *
 * Source: https://developers.klaviyo.com/en/docs/authenticate_ (as of 2026-07-23); also
 * https://github.com/klaviyo/openapi/blob/main/openapi/stable.json
 */
export const klaviyo = {
  name: 'klaviyo',
  headers: {
    Authorization: 'Klaviyo-API-Key {apiKey}',
    revision: '{revision}',
  },
  baseUrl: 'https://a.klaviyo.com/api',
  public: ['revision'],
} as const;
