// A renewal ahead of time that never ends, and that nobody waits for: the process ends all the same.

import { capillaryOAuth } from "commerce-auth/server";

let at = Date.now();
let requests = 0;

async function fetch() {
  requests += 1;
  if (requests > 1) return new Promise(() => {});
  return Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } });
}

const api = capillaryOAuth({ host: "eu.api.capillarytech.com", key: "key", secret: "secret", now: () => at, timeoutMs: 300_000, fetch });
await api.token();
at += 250_000;
await api.token();
console.log(api.status().calling);
