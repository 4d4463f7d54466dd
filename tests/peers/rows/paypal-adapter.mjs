// M1, M2: the adapter that PayPal's server SDK keeps its token with.

import { counted, outcomes, times } from "../counting.mjs";
import { ours } from "../ours.mjs";
import { breakOff, startTokenServer } from "../token-server.mjs";

const PEER = "@apimatic/oauth-adapters";

/** What one call through the adapter does: obtains a token, then sends. */
async function adapterAt(server) {
  const { requestAuthenticationProvider } = await import(PEER);
  const obtain = async () => {
    const answer = await (await fetch(`${server.url}/token`, { method: "POST" })).json();
    return { accessToken: answer.access_token, tokenType: "Bearer", expiry: BigInt(Math.floor(Date.now() / 1000) + answer.expires_in) };
  };
  const intercept = requestAuthenticationProvider(undefined, obtain)(true);
  return () => intercept({ headers: {} }, {}, async (request) => request);
}

export const coldCache = {
  id: "M1",
  what: "20 callers at once, no token yet",
  peer: PEER,
  note: "PayPal’s SDK",
  async measureOurs(t) {
    const server = await startTokenServer(t);
    const api = ours(t, server);
    await Promise.all(times(20, () => api.headers()));
    return counted(server.tokenRequests.length, "token request");
  },
  oursTold: "1 token request",
  async measureTheirs(t) {
    const server = await startTokenServer(t);
    const call = await adapterAt(server);
    await Promise.all(times(20, () => call()));
    return counted(server.tokenRequests.length, "token request");
  },
  theirsTold: "20 token requests",
};

/** One call while the network is broken, and five when it is mended and the window of a back-off is over. */
async function afterFailure(server, call, betweenCalls) {
  server.settings.token = breakOff;
  const first = await outcomes([call()]);
  const failing = server.tokenRequests.length;
  server.settings.token = undefined;
  betweenCalls();
  const later = await outcomes(times(5, call));
  const asked = server.tokenRequests.length - failing;
  const failed = `${first.failed + later.failed} of 6 calls fail`;
  return asked === 0 ? `${failed}, and none of the others asks again` : `${failed}; the next asks again`;
}

export const stuckFailure = {
  id: "M2",
  what: "the first token request fails on the network, which then recovers",
  peer: PEER,
  note: "PayPal’s SDK",
  async measureOurs(t) {
    const server = await startTokenServer(t);
    const api = ours(t, server);
    return afterFailure(server, () => api.headers(), () => api.skip(1_001));
  },
  oursTold: "1 of 6 calls fail; the next asks again",
  async measureTheirs(t) {
    const server = await startTokenServer(t);
    return afterFailure(server, await adapterAt(server), () => {});
  },
  theirsTold: "6 of 6 calls fail, and none of the others asks again",
};
