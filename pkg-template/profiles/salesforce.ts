/**
 * Salesforce: the REST API of an org, by an external client app.
 *
 * The answer states no lifetime: a token is used until it is rejected.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | My Domain of the org, such as `acme.my.salesforce.com` |
 * | `clientId` | the consumer key of an external client app with the client credentials flow and an integration user |
 * | `clientSecret` | its consumer secret |
 *
 * Source: https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm (read on 2026-11-29); also
 * https://help.salesforce.com/apex/HTViewHelpDoc?id=service.conversation_transcript_api_sample1.htm
 */
export const salesforce = {
  name: 'salesforce',
  request: {
    url: 'https://{host}/services/oauth2/token',
    clientAuthentication: 'body',
    fields: {
      grant_type: 'client_credentials',
      client_id: '{clientId}',
      client_secret: '{clientSecret}',
    },
  },
  response: {
    token: '/access_token',
    keep: {
      instanceUrl: '/instance_url',
    },
  },
  baseUrl: '{instanceUrl}',
  keepOrigins: ['salesforce.com'],
} as const;
