// G12: the rejected answer that nobody reads gives its connection back, also where a body is a stream of Node (node-fetch).

import assert from "node:assert/strict";
import http from "node:http";
import { PassThrough, pipeline } from "node:stream";
import test from "node:test";

import { startSecondServer } from "./second-server.mjs";
import { capillaryOAuth } from "./vendor.mjs";

/** As node-fetch answers: version 3 ends what is behind its stream with it, version 2 does not. */
const PIPES = {
  "node-fetch 3": (from) => pipeline(from, new PassThrough(), () => {}),
  "node-fetch 2": (from) => from.pipe(new PassThrough()),
};

/** A fetch over one connection. */
function fetchOver(agent, pipe) {
  return (url, { method, headers }) =>
    new Promise((resolve, reject) => {
      const request = http.request(url, { method, headers, agent }, (answer) => {
        resolve({ status: answer.statusCode, ok: answer.statusCode === 200, headers: new Headers(answer.headers), body: pipe(answer), text: async () => "" });
      });
      request.on("error", reject).end();
    });
}

const BODIES = { short: (response) => response.end("{}".padEnd(20_000)), long: (response) => response.end("{}".padEnd(300_000)), "one without end": (response) => response.write("{") };

for (const [which, pipe] of Object.entries(PIPES)) {
  for (const [what, write] of Object.entries(BODIES)) {
    if (which === "node-fetch 2" && what !== "short") continue;
    test(`a rejected answer of ${which}, ${what}, does not keep the one connection there is`, { timeout: 20_000 }, async (t) => {
      let tokens = 0;
      const server = await startSecondServer(t, (response, { url, headers }) => {
        if (url.includes("token/generate")) return response.setHeader("content-type", "application/json").end(JSON.stringify({ data: { accessToken: `a.b.${tokens++}`, ttlSeconds: 300 } }));
        const isFirst = headers["x-cap-api-oauth-token"] === "a.b.0";
        response.writeHead(isFirst ? 401 : 200, { "Content-Type": "text/plain" });
        if (isFirst) write(response);
        else response.end("{}");
      });
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      t.after(() => agent.destroy());
      const send = fetchOver(agent, pipe);
      const fetch = (url, init) => (url.includes("token/generate") ? globalThis.fetch(url, init) : send(url, init));
      const api = capillaryOAuth({ host: server.url, key: "key", secret: "secret", fetch, dangerouslyAllowInsecureHttp: "loopback" });
      t.after(() => api.close());
      assert.equal((await api.fetch("/x")).status, 200);
      assert.equal(tokens, 2);
    });
  }
}
