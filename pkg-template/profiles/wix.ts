/**
 * Wix: the REST API of a site, as an app that is installed there.
 *
 * | credential | what it is |
 * |---|---|
 * | `clientId` | the ID of the app |
 * | `clientSecret` | its secret key |
 * | `instanceId` | the instance of the app on the site, told when it is installed |
 *
 * Source: https://dev.wix.com/docs/rest/app-management/oauth-2/create-access-token (read on 2026-11-29)
 */
export const wix = {
  name: 'wix',
  request: {
    url: 'https://www.wixapis.com/oauth2/token',
    encoding: 'json',
    clientAuthentication: 'body',
    fields: {
      grant_type: 'client_credentials',
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
      instance_id: '{instanceId}',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  public: ['instanceId'],
} as const;
