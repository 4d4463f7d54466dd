// What others would write for one Capillary Basic header: with node:crypto, and with the packages that
// xtask/tools/package-lock.json pins.

import crypto from "node:crypto";

import { tell } from "./figures.mjs";
import { outcome } from "./outcome.mjs";
import { requireTool } from "./tools.mjs";

/** `{ name, header(username, password), inBar }`. the design names node:crypto with Buffer, and the packages. */
export async function headerPeers() {
  const spark = requireTool("spark-md5");
  const { md5 } = requireTool("js-md5");
  const hashWasm = await requireTool("hash-wasm").createMD5();
  const digests = {
    "node:crypto createHash": (password) => crypto.createHash("md5").update(password).digest("hex"),
    // Since Node 20.12.
    ...(crypto.hash && { "node:crypto hash": (password) => crypto.hash("md5", password) }),
    "hash-wasm": (password) => hashWasm.init().update(password).digest("hex"),
    "spark-md5": (password) => spark.hash(password),
    "js-md5": (password) => md5(password),
  };
  return Object.entries(digests).flatMap(([name, digest]) => withBothEncoders(name, digest));
}

/** The packages run anywhere, so each counts with whichever encoder is quicker for it. */
function withBothEncoders(name, digest) {
  const isNodes = name.startsWith("node:");
  return [
    {
      name: `${name} + Buffer`,
      inBar: true,
      header: (username, password) => `Basic ${Buffer.from(`${username}:${digest(password)}`).toString("base64")}`,
    },
    {
      name: `${name} + btoa`,
      inBar: !isNodes,
      header: (username, password) => `Basic ${btoa(`${username}:${digest(password)}`)}`,
    },
  ];
}

/** Ours beside the quickest of those that the bar is set by, and beside each. */
export function tellBeside({ bench, title, ours, peers, times, bar }) {
  const quickest = peers.filter(({ inBar }) => inBar).reduce((best, peer) => (times.get(peer.name) < times.get(best.name) ? peer : best)).name;
  const value = times.ratio(ours, quickest);
  tell(bench, title, [
    outcome({ what: ours, ours: times.get(ours), theirs: times.get(quickest), using: quickest, ratio: value, bar: { limit: bar, over: "by hand", value } }),
    ...peers.map(({ name, inBar }) =>
      outcome({ what: `${ours} beside ${name}${inBar ? "" : " (not in the bar)"}`, ours: times.get(ours), theirs: times.get(name), using: name, ratio: times.ratio(ours, name) }),
    ),
  ]);
}
