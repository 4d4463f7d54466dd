// Ours, as a user describes a vendor of his own.

import { imported } from "../package/installed.mjs";

const { profileAuthenticator } = await imported("commerce-auth/server");

const PROFILE = {
  name: "loopback",
  request: {
    url: "{host}/token",
    encoding: "form",
    clientAuthentication: "body",
    fields: { grant_type: "client_credentials", client_id: "{key}", client_secret: "{secret}" },
  },
  response: { token: "/access_token", lifetimeSeconds: "/expires_in" },
  header: { name: "X-Token" },
};

/** The secret that every client of these tests has. */
export const SECRET = "planted-client-secret";

/** An authenticator at this server, and a clock that goes when it is told to. */
export function ours(t, server, options = {}) {
  let skipped = 0;
  const api = profileAuthenticator(PROFILE, { host: server.url, key: "client", secret: SECRET }, {
    dangerouslyAllowInsecureHttp: "loopback",
    // As many retries as ever, sooner.
    retry: { maxDelayMs: 50 },
    now: () => Date.now() + skipped,
    ...options,
  });
  t.after(() => api.close());
  return Object.assign(api, { skip: (milliseconds) => (skipped += milliseconds) });
}
