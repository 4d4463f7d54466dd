// A vendor whose every token is known to the test: only so can it look for them in what a framework keeps.

import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

const JSON_TYPE = { "Content-Type": "application/json" };
/** What a look-up answers; a framework that hands it on must hand on all of it. */
export const CUSTOMER = JSON.stringify({ customers: [{ id: 1, name: "Zoë".repeat(500) }] });

/** Plays Capillary: `{ url, tokens, tokenCalls(key), revoke(), close() }`. Whoever asks under another key gets tokens that name it. */
export async function startVendor() {
  const tokens = [];
  const valid = new Set();
  const server = createServer(async (request, response) => {
    const answer = (status, body) => response.writeHead(status, JSON_TYPE).end(body);
    if (request.url.startsWith("/v3/oauth/token/generate")) {
      const { key } = JSON.parse(await textOf(request));
      const token = `${key}${randomBytes(24).toString("hex")}`;
      tokens.push({ key, token });
      valid.add(token);
      return answer(200, JSON.stringify({ data: { accessToken: token, ttlSeconds: 300 }, errors: null }));
    }
    if (valid.has(request.headers["x-cap-api-oauth-token"])) return answer(200, CUSTOMER);
    return answer(401, JSON.stringify({ errors: [{ code: 401, message: "token is not valid" }] }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    tokens,
    tokensOf: (key) => tokens.filter((one) => one.key === key).map(({ token }) => token),
    revoke: () => valid.clear(),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

async function textOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
