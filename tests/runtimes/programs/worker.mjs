// Runs the suite in a Worker, and stands for somebody's Worker: an authenticator made at the top level, as the platform's pages
// advise, which every request uses.

import { waitUntil } from "cloudflare:workers";
import * as root from "commerce-auth";
import core from "commerce-auth/core.wasm";
import * as server from "commerce-auth/server";
import * as slim from "commerce-auth/slim";

import { runBehaviour } from "../behaviour.mjs";
import environment from "../environment.mjs";

let advanced = 0;

/** Its authenticators by the name of the path that asks for them. */
const AUTHENTICATORS = {
  "/usual": authenticator({}),
  "/background": authenticator({ waitUntil, now: () => Date.now() + advanced }),
};

function authenticator(options) {
  return server.capillaryOAuth({ ...environment.client, dangerouslyAllowInsecureHttp: "loopback", ...options });
}

export default {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/behaviour") return Response.json(await runBehaviour({ root, server, slim, core }, environment));
    advanced += Number(searchParams.get("advance") ?? 0);
    const api = AUTHENTICATORS[pathname];
    if (api === undefined) return new Response("", { status: 404 });
    // What most Workers are about: the vendor's answer, handed to the platform as it is.
    if (searchParams.has("returned")) return api.fetch(searchParams.get("returned"));
    const token = api.token().then(({ value }) => ({ value }), (error) => ({ code: error.code ?? String(error) }));
    const leaveAfter = searchParams.get("leave-after");
    if (leaveAfter === null) return Response.json(await token);
    // A handler that returns ends its request: whatever it did not wait for is never heard of again.
    await fetch(leaveAfter);
    return Response.json({ left: true });
  },
};
