/**
 * Open Loyalty: the API of an installation, as an administrator.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | the installation |
 * | `username` | the name of an administrator for the integration |
 * | `password` | the password of that administrator |
 *
 * Source: https://help.openloyalty.io/technical-guide/authentication-flow/admin-token (read on 2026-11-29); also
 * https://help.openloyalty.io/technical-guide/getting-started-guide/authentication
 */
export const openLoyalty = {
  name: 'open-loyalty',
  request: {
    url: 'https://{host}/api/admin/login_check',
    encoding: 'json',
    clientAuthentication: 'body',
    fields: {
      username: '{username}',
      password: '{password}',
    },
  },
  response: {
    token: '/token',
    refreshToken: '/refresh_token',
    defaultLifetimeSeconds: 86400,
  },
  baseUrl: 'https://{host}/api',
} as const;
