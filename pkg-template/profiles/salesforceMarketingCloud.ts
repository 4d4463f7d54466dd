/**
 * Salesforce Marketing Cloud Engagement: the REST API, by a server-to-server integration.
 *
 * | credential | what it is |
 * |---|---|
 * | `subdomain` | the tenant’s subdomain, the first label of the Authentication Base URI |
 * | `clientId` | the client ID of the API integration (Installed Packages) |
 * | `clientSecret` | its client secret |
 *
 * Source: https://developer.salesforce.com/docs/marketing/marketing-cloud/guide/access-token-s2s.html (read on 2026-11-29); also
 * https://github.com/salesforce-marketingcloud/FuelSDK-Node-Auth
 */
export const salesforceMarketingCloud = {
  name: 'salesforce-marketing-cloud',
  request: {
    url: 'https://{subdomain}.auth.marketingcloudapis.com/v2/token',
    encoding: 'json',
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
    keep: {
      restInstanceUrl: '/rest_instance_url',
    },
  },
  baseUrl: '{restInstanceUrl}',
  keepOrigins: ['marketingcloudapis.com'],
} as const;
