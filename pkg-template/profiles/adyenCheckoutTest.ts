/**
 * Adyen Checkout, test: payments of the test platform, by an API key.
 *
 * | credential | what it is |
 * |---|---|
 * | `version` | the version of the Checkout API, such as `v72` |
 * | `apiKey` | an API key of the test Customer Area |
 *
 * Source: https://github.com/Adyen/adyen-openapi/blob/main/yaml/CheckoutService-v72.yaml (as of 2026-07-01)
 */
export const adyenCheckoutTest = {
  name: 'adyen-checkout-test',
  headers: {
    'X-API-Key': '{apiKey}',
  },
  baseUrl: 'https://checkout-test.adyen.com/{version}',
} as const;
