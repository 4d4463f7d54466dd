// Token stores, plain and sealed with the platform's own crypto.

import { equal } from "./assertions.mjs";
import { withVendor } from "./vendor.mjs";

/** Two authenticators of one account, over one store. */
const withTwo = (makeStore, use) => ({ server }, environment) =>
  withVendor(environment, async (vendor) => {
    const kept = server.memoryStore();
    const options = { ...vendor.capillary.client, dangerouslyAllowInsecureHttp: "loopback", store: makeStore(server, kept) };
    const pair = [server.capillaryOAuth(options), server.capillaryOAuth(options)];
    try {
      await use({ pair, vendor });
    } finally {
      for (const api of pair) await api.close();
    }
  });

const oneTokenForBoth = async ({ pair, vendor }) => {
  const tokens = await Promise.all(pair.map((api) => api.token()));
  equal([await vendor.count({ endpoint: "token" }), tokens[0].value === tokens[1].value], [1, true]);
};

const CASES = [
  { name: "a store and its lock make one token request of two", run: withTwo((_, kept) => kept, oneTokenForBoth) },
  {
    name: "the same when it is sealed",
    run: withTwo((server, kept) => server.sealedStore(kept, crypto.getRandomValues(new Uint8Array(32))), oneTokenForBoth),
  },
];

export const cases = CASES.map((one) => ({ ...one, name: `server: ${one.name}`, needs: "vendor" }));
