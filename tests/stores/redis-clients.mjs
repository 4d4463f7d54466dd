// Clients of Redis, of every library and version that a store takes: `connect(url, options)` resolves to a client, and
// `end(client)` closes it at once.

import { toolModule } from "../package/tool-module.mjs";

const nodeRedis = (module) => ({
  async connect(url, options) {
    const { createClient } = await toolModule(module);
    const client = createClient({ url, ...options });
    // Without a listener a lost connection would end the process.
    client.on("error", () => {});
    return client.connect().then(() => client);
  },
  end: (client) => (client.destroy ? client.destroy() : client.disconnect()),
});

const ioredis = (module) => ({
  async connect(url, options) {
    const { Redis } = await toolModule(module);
    const client = new Redis(url, { ...options, lazyConnect: true });
    client.on("error", () => {});
    await client.connect();
    return client;
  },
  end: (client) => client.disconnect(),
});

export const CLIENTS = {
  "node-redis 6": nodeRedis("redis"),
  "node-redis 5": nodeRedis("redis-5"),
  "node-redis 4": nodeRedis("redis-4"),
  "ioredis 6": ioredis("ioredis"),
  "ioredis 5": ioredis("ioredis-5"),
};

/** A client that ends with the test. */
export async function clientFor(t, name, url, options) {
  const { connect, end } = CLIENTS[name];
  const client = await connect(url, options);
  t.after(() => {
    try {
      return end(client);
    } catch {
      // Closed by the test already.
    }
  });
  return client;
}

/** The answer to a command that the stores do not use. */
export const raw = (client, ...command) => (client.call ? client.call(...command) : client.sendCommand(command));
