/**
 * WooCommerce: the REST API of a shop, by a key pair.
 *
 * | credential | what it is |
 * |---|---|
 * | `host` | the shop, with a base where WordPress has one |
 * | `consumerKey` | the consumer key (WooCommerce, Settings, Advanced, REST API) |
 * | `consumerSecret` | its consumer secret |
 *
 * Source: https://github.com/woocommerce/woocommerce-rest-api-docs/blob/trunk/source/includes/wp-api-v3/_authentication.md (as of 2024-03-15)
 */
export const wooCommerce = {
  name: 'woocommerce',
  headers: {
    Authorization: 'Basic {base64(consumerKey:consumerSecret)}',
  },
  baseUrl: 'https://{host}/wp-json/wc/v3',
} as const;
