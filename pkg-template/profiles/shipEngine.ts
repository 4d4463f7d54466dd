/**
 * ShipEngine: rates, labels and tracking, by an API key.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiKey` | an API key of the account |
 *
 * Source: https://github.com/ShipEngine/shipengine-openapi/blob/master/openapi.yaml (as of 2026-04-08)
 */
export const shipEngine = {
  name: 'shipengine',
  headers: {
    'API-Key': '{apiKey}',
  },
  baseUrl: 'https://api.shipengine.com',
} as const;
