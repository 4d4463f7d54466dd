// What others would write for one Capillary Basic header: with node:crypto, and with the packages that
// xtask/tools/package-lock.json pins.

import crypto from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const tools = process.env.TOOLS ?? join(dirname(fileURLToPath(import.meta.url)), "../../../xtask/tools");
const require = createRequire(pathToFileURL(join(tools, "/")));

/** `{ name, header(username, password), inBar }`. the design names node:crypto with Buffer, and the packages. */
export async function headerPeers() {
  const spark = require("spark-md5");
  const { md5 } = require("js-md5");
  const hashWasm = await require("hash-wasm").createMD5();
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

/** The quickest of those that the bar is set by. */
export function fastestOf(peers, times) {
  return peers.filter(({ inBar }) => inBar).reduce((best, peer) => (times.get(peer.name) < times.get(best.name) ? peer : best));
}
