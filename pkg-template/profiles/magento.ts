/**
 * Adobe Commerce and Magento Open Source: the REST API of a shop, by the token of an integration.
 *
 * An administrator’s own token wants a one-time code since two factors are asked for, which no description can give.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | the shop, with a base where it has one |
 * | `accessToken` | the access token of an integration; the shop must have been told to take it alone (“Allow OAuth Access Tokens to be used as standalone Bearer tokens”), and it does not end |
 *
 * Source: https://github.com/AdobeDocs/commerce-webapi/blob/main/src/pages/get-started/authentication/gs-authentication-token.md (as of 2026-06-04)
 */
export const magento = {
  name: 'magento',
  headers: {
    Authorization: 'Bearer {accessToken}',
  },
  baseUrl: 'https://{host}/rest',
} as const;
