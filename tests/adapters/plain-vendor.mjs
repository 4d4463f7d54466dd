// An API whose answers a test writes byte by byte, and an authenticator whose credentials need no token.

import { once } from "node:events";

import { imported } from "../package/installed.mjs";
import { startSecondServer } from "../package/second-server.mjs";

const { profileAuthenticator } = await imported("commerce-auth/server");

export const KEY = "the-key-of-this-api";

/** `{ url, requests, connections, api }`: `answer(response, request)` writes; `connections()` says how many answers are under way. */
export async function startPlainVendor(t, answer, profile = { headers: { Authorization: "Bearer {key}" } }) {
  let open = 0;
  const server = await startSecondServer(t, (response, request) => {
    open += 1;
    response.on("close", () => (open -= 1));
    answer(response, request);
  });
  const api = profileAuthenticator({ name: "plain", baseUrl: "{host}", hosts: ["host"], ...profile }, { host: server.url, key: KEY }, { dangerouslyAllowInsecureHttp: "loopback" });
  t.after(() => api.close());
  return { ...server, connections: () => open, api };
}

/** Writes parts until nobody takes any more. */
export async function writeForEver(response) {
  const part = Buffer.alloc(65_536);
  while (!response.destroyed) if (!response.write(part)) await Promise.race([once(response, "drain"), once(response, "close")]);
}
