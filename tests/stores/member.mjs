// One process of a fleet: an authenticator whose token lies in Redis, at an emulated vendor. Told what to do by
// messages: `{ callers, calls }` makes that many callers make that many calls each, and answers with what they got.

import { imported } from "../package/installed.mjs";
import { toolModule } from "../package/tool-module.mjs";
import { CLIENTS } from "./redis-clients.mjs";

const { capillaryOAuth, redisStore, sealedStore } = await imported("commerce-auth/server");
const { redis, client: name, host, credentials, sealingKey, timeoutMs } = JSON.parse(process.env.FLEET_MEMBER);

// As many sockets as a back end would open; hundreds at once would be a test of this machine.
const { Agent, fetch: undiciFetch } = await toolModule("undici");
const dispatcher = new Agent({ connections: 16, connect: { timeout: 60_000 } });
const fetch = (input, init) => undiciFetch(input, { ...init, dispatcher });

const client = await CLIENTS[name].connect(redis);
const store = sealedStore(redisStore(client), Buffer.from(sealingKey, "hex"));
const storeErrors = [];
const onEvent = (event) => event.type === "store_error" && storeErrors.push(`${event.operation} ${event.reason}`);
const api = capillaryOAuth({ host, ...credentials, store, timeoutMs, onEvent, fetch, dangerouslyAllowInsecureHttp: "loopback" });

async function caller(calls, statuses) {
  for (let count = 0; count < calls; count += 1) {
    const { status } = await api.fetch("/v2/customers/lookup");
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
}

process.on("message", async ({ callers, calls }) => {
  const [statuses, tokens, errors] = [{}, new Set(), []];
  await Promise.all(
    Array.from({ length: callers }, async () => {
      try {
        tokens.add((await api.token()).value);
        await caller(calls, statuses);
      } catch (error) {
        errors.push(`${error.name}: ${error.code ?? error.message}`);
      }
    }),
  );
  process.send({ statuses, tokens: [...tokens], errors, storeErrors: storeErrors.splice(0) });
});
process.on("disconnect", () => process.exit());
process.send("ready");
