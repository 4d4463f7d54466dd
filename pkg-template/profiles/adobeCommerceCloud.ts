/**
 * Adobe Commerce as a Cloud Service: the REST API of a tenant, server to server.
 *
 * | credential | what it is |
 * |---|---|
 * | `clientId` | the client ID of a server-to-server credential in the Adobe Developer Console; calls carry it too |
 * | `clientSecret` | its secret |
 * | `orgId` | the ID of the Adobe organization |
 * | `server` | the first label of the API’s host: the region, or region and environment, such as `na1-sandbox` |
 * | `tenantId` | the tenant, as it stands in the address of the API |
 *
 * Source: https://github.com/AdobeDocs/commerce-webapi/blob/main/src/pages/rest/authentication/server-to-server.md (as of 2026-06-02); also
 * https://github.com/AdobeDocs/commerce-webapi/blob/main/src/pages/rest/index.md
 */
export const adobeCommerceCloud = {
  name: 'adobe-commerce-cloud',
  request: {
    url: 'https://ims-na1.adobelogin.com/ims/token/v3',
    clientAuthentication: 'body',
    fields: {
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
      grant_type: 'client_credentials',
      scope: 'openid,AdobeID,email,profile,additional_info.roles,additional_info.projectedProductContext,commerce.accs',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  headers: {
    Authorization: 'Bearer {token}',
    'x-api-key': '{clientId}',
    'x-gw-ims-org-id': '{orgId}',
  },
  baseUrl: 'https://{server}.api.commerce.adobe.com/{tenantId}',
  public: ['orgId'],
} as const;
