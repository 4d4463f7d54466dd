/**
 * commercetools Composable Commerce: the HTTP API of a project, with all scopes of the API client.
 *
 * | credential | what it is |
 * |---|---|
 * | `region` | where the project is hosted: `us-central1.gcp`, `us-east-2.aws`, `europe-west1.gcp`, `eu-central-1.aws` or `australia-southeast1.gcp` |
 * | `projectKey` | the key of the project |
 * | `clientId` | the ID of an API client of the project |
 * | `clientSecret` | its secret |
 *
 * Source: https://docs.commercetools.com/api/authorization (as of 2026-08-21); also
 * https://github.com/commercetools/commercetools-api-reference/blob/main/api-specs/api/api.raml,
 * https://dev.commercetools.com/http-api-authorization.html
 */
export const commercetools = {
  name: 'commercetools',
  request: {
    url: 'https://auth.{region}.commercetools.com/oauth/token',
    clientAuthentication: 'basic',
    fields: {
      grant_type: 'client_credentials',
    },
  },
  response: {
    token: '/access_token',
    lifetimeSeconds: '/expires_in',
  },
  baseUrl: 'https://api.{region}.commercetools.com/{projectKey}',
  oneOf: {
    region: ['us-central1.gcp', 'us-east-2.aws', 'europe-west1.gcp', 'eu-central-1.aws', 'australia-southeast1.gcp'],
  },
} as const;
