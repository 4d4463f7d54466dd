import { capillaryOAuth } from 'commerce-auth/server';

const { SHOP_HOST: host, SHOP_KEY: key, SHOP_SECRET: secret } = process.env;

export const LOOK_UP = '/v2/customers/lookup';

/** As docs/recipes.md has it. */
export const api = (globalThis.shopApi ??= capillaryOAuth({ host, key, secret, dangerouslyAllowInsecureHttp: 'loopback' }));

/** What a page shows of an answer. */
export const told = async (answer) => `status ${answer.status}, token calls ${api.status().tokenCalls}, ${(await answer.text()).length} characters`;
