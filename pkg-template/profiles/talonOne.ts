/**
 * Talon.One: the Integration API, by an API key.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | the deployment, as the Campaign Manager names it |
 * | `apiKey` | an Integration API key of the Application (Settings, Developer settings) |
 *
 * Source: https://developers.talon.one/Integration-API/Authentication (read on 2026-11-29)
 */
export const talonOne = {
  name: 'talon-one',
  headers: {
    Authorization: 'ApiKey-v1 {apiKey}',
  },
  baseUrl: 'https://{host}',
} as const;
