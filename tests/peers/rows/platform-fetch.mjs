// M18: fetch itself, with a token in a header of the vendor's own.

import { startTokenServer } from "../token-server.mjs";
import { ours } from "../ours.mjs";

async function withRedirect(t) {
  const [server, other] = [await startTokenServer(t), await startTokenServer(t)];
  server.settings.api = (_, response) => response.writeHead(307, { Location: `${other.url}/api` }).end();
  return { server, other };
}

const told = (status, { apiRequests }) => `${status}; the other server ${apiRequests.some(({ headers }) => headers["x-token"]) ? "is sent the token" : "hears nothing"}`;

export const redirectedCall = {
  id: "M18",
  what: "the API answers 307 to another origin, the token stands in a header of its own",
  peer: "`fetch` as it is",
  async measureOurs(t) {
    const { server, other } = await withRedirect(t);
    const { status } = await ours(t, server).fetch("/api");
    return told(`the ${status} comes back`, other);
  },
  oursTold: "the 307 comes back; the other server hears nothing",
  async measureTheirs(t) {
    const { server, other } = await withRedirect(t);
    await fetch(`${server.url}/api`, { headers: { "X-Token": "token" } });
    return told("followed", other);
  },
  theirsTold: "followed; the other server is sent the token",
};
