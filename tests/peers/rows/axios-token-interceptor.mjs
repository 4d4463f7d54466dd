// M5: axios-token-interceptor's cache.

import { counted, outcomes, times } from "../counting.mjs";
import { ours } from "../ours.mjs";
import { json, startTokenServer } from "../token-server.mjs";

const PEER = "axios-token-interceptor";
const down = (_, response) => json(response, 503, {});

const told = (server, { failed }) => `${counted(server.tokenRequests.length, "token request")}, ${failed} errors`;

export const deadEndpoint = {
  id: "M5",
  what: "20 callers at once, the token endpoint is down",
  peer: PEER,
  async measureOurs(t) {
    const server = await startTokenServer(t);
    server.settings.token = down;
    const api = ours(t, server);
    return told(server, await outcomes(times(20, () => api.headers())));
  },
  oursTold: "1 token request, 20 errors",
  async measureTheirs(t) {
    const server = await startTokenServer(t);
    server.settings.token = down;
    const { tokenCache } = (await import(PEER)).default;
    const obtain = async () => {
      const answer = await fetch(`${server.url}/token`, { method: "POST" });
      if (!answer.ok) throw new Error(`token endpoint: ${answer.status}`);
      return answer.json();
    };
    const cached = tokenCache(obtain, { getMaxAge: ({ expires_in }) => expires_in * 1000 });
    return told(server, await outcomes(times(20, () => cached())));
  },
  theirsTold: "20 token requests, 20 errors",
};
