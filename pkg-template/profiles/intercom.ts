/**
 * Intercom: the API of a workspace, by an access token.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | `api.intercom.io`, `api.eu.intercom.io` or `api.au.intercom.io` |
 * | `version` | the version of the API, such as `2.14` |
 * | `accessToken` | the access token of an app of the workspace |
 *
 * Source: https://github.com/intercom/Intercom-OpenAPI/blob/main/descriptions/2.14/api.intercom.io.yaml (as of 2026-08-21)
 */
export const intercom = {
  name: 'intercom',
  headers: {
    Authorization: 'Bearer {accessToken}',
    'Intercom-Version': '{version}',
  },
  baseUrl: 'https://{apiHost}',
  oneOf: {
    apiHost: ['api.intercom.io', 'api.eu.intercom.io', 'api.au.intercom.io'],
  },
  public: ['version'],
} as const;
