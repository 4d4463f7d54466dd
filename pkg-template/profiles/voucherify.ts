/**
 * Voucherify: vouchers, promotions and loyalty, by application keys.
 *
 * | credential | what it is |
 * |---|---|
 * | `apiHost` | the cluster: `api.voucherify.io`, `us1.api.voucherify.io` or `as1.api.voucherify.io` |
 * | `appId` | the Application ID (Project Settings) |
 * | `appToken` | its secret key |
 *
 * Source: https://github.com/voucherifyio/voucherify-openapi/blob/main/documentation/guides/authentication.mdx (as of 2026-08-21)
 */
export const voucherify = {
  name: 'voucherify',
  headers: {
    'X-App-Id': '{appId}',
    'X-App-Token': '{appToken}',
  },
  baseUrl: 'https://{apiHost}/v1',
  oneOf: {
    apiHost: ['api.voucherify.io', 'us1.api.voucherify.io', 'as1.api.voucherify.io'],
  },
} as const;
