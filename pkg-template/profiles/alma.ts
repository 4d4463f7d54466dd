/**
 * Alma: payments in instalments, by an API key.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | `api.getalma.eu`, or `api.sandbox.getalma.eu` |
 * | `apiKey` | the live key, or with the sandbox the test key |
 *
 * Source: https://getalma.eu/documentation/api-reference/ (read on 2026-11-29)
 */
export const alma = {
  name: 'alma',
  headers: {
    Authorization: 'Alma-Auth {apiKey}',
  },
  baseUrl: 'https://{apiHost}/v1',
  oneOf: {
    apiHost: ['api.getalma.eu', 'api.sandbox.getalma.eu'],
  },
} as const;
