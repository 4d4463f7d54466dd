// M7: @octokit/auth-app, two applications at two servers with the same number of installation.

import { generateKeyPairSync } from "node:crypto";

import { ours } from "../ours.mjs";
import { json, startTokenServer } from "../token-server.mjs";

const PEER = "@octokit/auth-app";

/** Two servers, and what a caller of each has in hand when both ask at once. */
async function twoTenants(t, tokenAt) {
  const servers = [await startTokenServer(t), await startTokenServer(t)];
  const tokens = await Promise.all(servers.map((server, index) => tokenAt(server, index)));
  const own = servers.every(({ newest }, index) => tokens[index] === newest);
  return own ? "each has its own token" : tokens[0] === tokens[1] ? "the second is given the token of the first" : "mixed";
}

export const twoClients = {
  id: "M7",
  what: "two tenants ask at once, under the same name at two servers",
  peer: PEER,
  measureOurs: (t) => twoTenants(t, async (server) => (await ours(t, server).token()).value),
  oursTold: "each has its own token",
  async measureTheirs(t) {
    const { createAppAuth } = await import(PEER);
    const { request } = await import("@octokit/request");
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } });
    return twoTenants(t, async (server, index) => {
      server.settings.token = (_, response) => {
        server.newest = `installation-token-${index}`;
        json(response, 201, { token: server.newest, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} });
      };
      const authenticate = createAppAuth({ appId: index + 1, privateKey, installationId: 7, request: request.defaults({ baseUrl: server.url }) });
      return (await authenticate({ type: "installation" })).token;
    });
  },
  theirsTold: "the second is given the token of the first",
};
