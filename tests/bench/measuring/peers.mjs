// The packages we compare with, at the versions that xtask/tools/package-lock.json pins, and node:crypto.

import crypto from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const tools = process.env.TOOLS ?? join(dirname(fileURLToPath(import.meta.url)), "../../../xtask/tools");
const require = createRequire(pathToFileURL(join(tools, "/")));

/** Ways others have to one Capillary Basic header: `{ name, header(username, password) }`. */
export async function headerPeers() {
  const spark = require("spark-md5");
  const { md5 } = require("js-md5");
  const hashWasm = await require("hash-wasm").createMD5();
  const digests = {
    "node:crypto createHash": (password) => crypto.createHash("md5").update(password).digest("hex"),
    ...(crypto.hash && { "node:crypto hash": (password) => crypto.hash("md5", password) }),
    "hash-wasm": (password) => hashWasm.init().update(password).digest("hex"),
    "spark-md5": (password) => spark.hash(password),
    "js-md5": (password) => md5(password),
  };
  // Each with both ways to base64: whichever is quicker for it counts.
  return Object.entries(digests).flatMap(([name, digest]) => [
    {
      name: `${name} + Buffer`,
      header: (username, password) => `Basic ${Buffer.from(`${username}:${digest(password)}`).toString("base64")}`,
    },
    { name: `${name} + btoa`, header: (username, password) => `Basic ${btoa(`${username}:${digest(password)}`)}` },
  ]);
}
