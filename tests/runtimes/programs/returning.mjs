// Serves what an authenticator's `fetch` gives, as the platform's own server takes it, and writes down what arrives for each path.

import { capillaryOAuth } from "commerce-auth/server";

import environment from "../environment.mjs";

const { client, paths } = environment;
const api = capillaryOAuth({ ...client, dangerouslyAllowInsecureHttp: "loopback" });
const handler = (request) => {
  const { pathname, search } = new URL(request.url);
  // Beside it, the platform's own, to be told apart by nothing.
  return search === "?bare" ? fetch(client.host + pathname) : api.fetch(pathname);
};
const options = { hostname: "127.0.0.1", port: 0 };
const server = globalThis.Deno ? Deno.serve({ ...options, onListen() {} }, handler) : Bun.serve({ ...options, fetch: handler });
const { port } = globalThis.Deno ? server.addr : server;

const arrived = [];
for (const path of paths) {
  for (const search of ["", "?bare"]) {
    // Bun's server sends an answer unpacked whose fields say that it is packed, its own fetch's as well as ours.
    const response = await fetch(`http://127.0.0.1:${port}${path}${search}`, { decompress: false });
    const { status, headers } = response;
    const text = await response.text().catch((error) => `failed: ${error}`);
    arrived.push({ status, text, own: headers.get("x-own"), cookies: headers.getSetCookie(), encoding: headers.get("content-encoding") });
  }
}
console.log(JSON.stringify(arrived));
await api.close();
await (globalThis.Deno ? server.shutdown() : server.stop(true));
