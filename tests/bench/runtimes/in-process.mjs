// The operations in Node, Deno or Bun: in-process.mjs FOLDER_OF_THE_PACKAGE GIVEN, which is a file of JSON. One line of JSON comes out.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

import { byNode } from "./by-node.mjs";
import { measureOperations } from "./measure.mjs";

const [folder, given] = globalThis.process.argv.slice(2);
const { inputs, secret, effort, token } = JSON.parse(readFileSync(given, "utf8"));
const entry = (name) => import(pathToFileURL(join(folder, name)).href);

const root = await entry("index.js");
const { capillaryOAuth } = await entry("server.js");
// The vendor's answer comes from memory: what is measured waits for no network.
const answer = JSON.stringify({ data: { accessToken: token, ttlSeconds: 3_600 }, errors: null });
const fetch = async () => new Response(answer, { headers: { "content-type": "application/json" } });
const authenticator = capillaryOAuth({ host: "api.shop.example", key: "a-key", secret: "a-secret", fetch });
const fields = await authenticator.headers();

const outcomes = await measureOperations({ packages: { root, secret, authenticator }, byHand: byNode({ secret, fields }), inputs, effort });
await authenticator.close();
console.log(JSON.stringify(outcomes));
