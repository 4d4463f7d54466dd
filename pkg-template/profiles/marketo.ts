/**
 * Adobe Marketo Engage: the REST API, by a custom service.
 *
 * The token request carries the client’s secret in its address, as the vendor wants it: logs of proxies between may keep it.
 *
 * | credential | what it is |
 * |---|---|
 * | `munchkinId` | the account ID (Munchkin ID), the first label of the API’s host |
 * | `clientId` | the client ID of a custom service (Admin, LaunchPoint) |
 * | `clientSecret` | its client secret |
 *
 * Source: https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/authentication (as of 2026-08-17); also
 * https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/error-codes,
 * https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/base-url
 */
export const marketo = {
  name: 'marketo',
  request: {
    url: 'https://{munchkinId}.mktorest.com/identity/oauth/token',
    method: 'GET',
    encoding: 'query',
    clientAuthentication: 'body',
    fields: {
      grant_type: 'client_credentials',
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  baseUrl: 'https://{munchkinId}.mktorest.com/rest',
  rejected: {
    body: [
      {
        pointer: '/errors/0/code',
        in: ['601', '602'],
      },
    ],
  },
} as const;
