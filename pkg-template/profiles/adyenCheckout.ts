/**
 * Adyen Checkout, live: payments of the live platform, by an API key.
 *
 * | credential | what it is |
 * |---|---|
 * | `prefix` | the prefix of the company account (Developers, API URLs) |
 * | `version` | the version of the Checkout API, such as `v72` |
 * | `apiKey` | an API key of the live Customer Area |
 *
 * Source: https://github.com/Adyen/adyen-openapi/blob/main/yaml/CheckoutService-v72.yaml (as of 2026-07-01)
 */
export const adyenCheckout = {
  name: 'adyen-checkout',
  headers: {
    'X-API-Key': '{apiKey}',
  },
  baseUrl: 'https://{prefix}-checkout-live.adyenpayments.com/checkout/{version}',
} as const;
