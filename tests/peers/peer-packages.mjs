// The peers, from the lock file beside this file. They are there in the long form only.

import { readFileSync } from "node:fs";

const { devDependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

/** Whether the peers are to be replayed. */
export const WITH_PEERS = process.env.COMMERCE_AUTH_LONG === "1";

/** A peer as the table names it. */
export const named = (name) => (devDependencies[name] ? `${name} ${devDependencies[name]}` : name);
