// A Redis cluster of the tests' own: three nodes on loopback, which share the slots.

import { clientFor, raw } from "./redis-clients.mjs";
import { freePort, runningRedis } from "./redis-server.mjs";

const NODES = 3;
const SLOTS = 16_384;
const PATIENCE_MS = 20_000;

/** The addresses of its nodes, once each of them says that all slots are served. */
export async function runningCluster(t) {
  const nodes = [];
  for (let index = 0; index < NODES; index += 1) {
    const bus = await freePort();
    const settings = { "cluster-enabled": "yes", "cluster-announce-ip": "127.0.0.1", "cluster-port": bus };
    const { url } = await runningRedis(t, settings);
    const client = await clientFor(t, "ioredis 6", url);
    nodes.push({ url, client, place: ["127.0.0.1", new URL(url).port, String(bus)] });
  }
  const bounds = Array.from({ length: NODES + 1 }, (_, index) => Math.floor((SLOTS * index) / NODES));
  await Promise.all(nodes.map(({ client }, index) => raw(client, "CLUSTER", "ADDSLOTSRANGE", String(bounds[index]), String(bounds[index + 1] - 1))));
  for (const { place } of nodes.slice(1)) await raw(nodes[0].client, "CLUSTER", "MEET", ...place);
  const end = performance.now() + PATIENCE_MS;
  while (!(await Promise.all(nodes.map(isWhole))).every(Boolean)) {
    if (performance.now() > end) throw new Error("the cluster does not form");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return nodes.map(({ url }) => url);
}

async function isWhole({ client }) {
  const said = await raw(client, "CLUSTER", "INFO");
  return said.includes("cluster_state:ok") && said.includes(`cluster_known_nodes:${NODES}`) && said.includes(`cluster_slots_ok:${SLOTS}`);
}
