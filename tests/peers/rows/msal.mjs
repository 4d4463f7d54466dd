// M3, M4: @azure/msal-node, client credentials.

import { counted, outcomes, pause, times } from "../counting.mjs";
import { SECRET, ours } from "../ours.mjs";
import { answerToken, breakOff, startTokenServer } from "../token-server.mjs";

const PEER = "@azure/msal-node";
const AUTHORITY = "https://login.example/tenant";

/** An application whose requests reach the server, whatever address it means: it insists on https. */
async function applicationAt(server) {
  const { ConfidentialClientApplication } = await import(PEER);
  const authorityMetadata = JSON.stringify({
    authorization_endpoint: `${AUTHORITY}/authorize`,
    token_endpoint: `${AUTHORITY}/token`,
    issuer: AUTHORITY,
    jwks_uri: `${AUTHORITY}/keys`,
  });
  const sendPostRequestAsync = async (_, { body, headers }) => {
    const answer = await fetch(`${server.url}/token`, { method: "POST", body, headers });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.json() };
  };
  const refuse = () => Promise.reject(new Error("no metadata is asked for here"));
  const application = new ConfidentialClientApplication({
    auth: { clientId: "client", clientSecret: SECRET, authority: AUTHORITY, knownAuthorities: ["login.example"], authorityMetadata },
    system: { networkClient: { sendGetRequestAsync: refuse, sendPostRequestAsync } },
  });
  return () => application.acquireTokenByClientCredential({ scopes: ["https://api.example/.default"] });
}

export const coldCache = {
  id: "M3",
  what: "20 callers at once, no token yet",
  peer: PEER,
  async measureOurs(t) {
    const server = await startTokenServer(t);
    const api = ours(t, server);
    await Promise.all(times(20, () => api.token()));
    return counted(server.tokenRequests.length, "token request");
  },
  oursTold: "1 token request",
  async measureTheirs(t) {
    const server = await startTokenServer(t);
    const acquire = await applicationAt(server);
    await Promise.all(times(20, () => acquire()));
    return counted(server.tokenRequests.length, "token request");
  },
  theirsTold: "20 token requests",
};

const told = ({ failed }) => (failed === 0 ? "the valid token is served" : "the call throws");

export const failedRenewal = {
  id: "M4",
  what: "renewal is due, the token is valid still, the network is down",
  peer: PEER,
  async measureOurs(t) {
    const server = await startTokenServer(t);
    const api = ours(t, server);
    await api.headers();
    server.settings.token = breakOff;
    api.skip(3_570_000);
    const calls = await outcomes(times(3, () => api.headers()));
    while (api.status().calling) await pause(5);
    const after = await outcomes([api.headers()]);
    if (server.tokenRequests.length < 2 || api.status().lastError !== "network") throw new Error("no renewal was tried");
    return told({ failed: calls.failed + after.failed });
  },
  oursTold: "the valid token is served",
  async measureTheirs(t) {
    const server = await startTokenServer(t);
    server.settings.token = (_, response) => answerToken(server, response, { expires_in: 7_200, refresh_in: 1 });
    const acquire = await applicationAt(server);
    await acquire();
    server.settings.token = breakOff;
    // msal counts in whole seconds.
    await pause(2_100);
    return told(await outcomes([acquire()]));
  },
  theirsTold: "the call throws",
};
