// M8, M9: google-auth-library.

import { counted, outcomes, pause, times } from "../counting.mjs";
import { SECRET, ours } from "../ours.mjs";
import { answerToken, neverAnswer, startTokenServer } from "../token-server.mjs";

const PEER = "google-auth-library";

async function clientAt(server) {
  const { OAuth2Client } = await import(PEER);
  const client = new OAuth2Client({ clientId: "client", clientSecret: SECRET, endpoints: { oauth2TokenUrl: `${server.url}/token` } });
  client.setCredentials({ refresh_token: "first" });
  return client;
}

export const coldCache = {
  id: "M8",
  what: "20 callers at once, and the answer replaces the refresh token",
  peer: PEER,
  async measureOurs(t) {
    const server = await startTokenServer(t);
    const api = ours(t, server);
    await Promise.all(times(20, () => api.headers()));
    return `${counted(server.tokenRequests.length, "token request")}; needs no refresh token`;
  },
  oursTold: "1 token request; needs no refresh token",
  async measureTheirs(t) {
    const server = await startTokenServer(t);
    server.settings.token = (_, response) => answerToken(server, response, { refresh_token: "second" });
    const client = await clientAt(server);
    await Promise.all(times(20, () => client.getAccessToken()));
    const kept = client.credentials.refresh_token === "first" ? "keeps the old refresh token" : "keeps the new refresh token";
    return `${counted(server.tokenRequests.length, "token request")}; ${kept}`;
  },
  theirsTold: "1 token request; keeps the old refresh token",
};

const PATIENCE_MS = 3_000;

export const hang = {
  id: "M9",
  what: "the token endpoint accepts and never answers",
  peer: PEER,
  async measureOurs(t) {
    const server = await startTokenServer(t);
    server.settings.token = neverAnswer;
    const api = ours(t, server, { timeoutMs: 300 });
    const began = performance.now();
    const { errors } = await outcomes([api.headers()]);
    const late = performance.now() - began > PATIENCE_MS;
    return `\`${errors[0]?.code}\` ${late ? "late" : "at the deadline"}`;
  },
  oursTold: "`timeout` at the deadline",
  async measureTheirs(t) {
    const server = await startTokenServer(t);
    server.settings.token = neverAnswer;
    const client = await clientAt(server);
    const outcome = outcomes([client.getAccessToken()]).then(() => "ends");
    return Promise.race([outcome, pause(PATIENCE_MS).then(() => `still waits after ${PATIENCE_MS / 1000} s`)]);
  },
  theirsTold: "still waits after 3 s",
};
