// A token endpoint and an API on loopback: every path is the token endpoint but those below /api.

import { createServer } from "node:http";

/**
 * `{ url, tokenRequests, apiRequests, settings }`. `settings.token` and `settings.api` answer in place of the usual
 * `(request, response, usual) => …`. The API accepts the newest token only, as `X-Token` or as a Bearer token.
 */
export async function startTokenServer(t) {
  const state = { tokenRequests: [], apiRequests: [], settings: {}, newest: undefined };
  const server = createServer(async (incoming, response) => {
    let body = "";
    for await (const chunk of incoming.setEncoding("utf8")) body += chunk;
    const request = { method: incoming.method, url: incoming.url, headers: incoming.headers, body };
    const isApi = request.url.startsWith("/api");
    (isApi ? state.apiRequests : state.tokenRequests).push(request);
    const usual = () => (isApi ? answerApi(state, request, response) : answerToken(state, response));
    const answer = isApi ? state.settings.api : state.settings.token;
    if (answer) await answer(request, response, usual);
    else usual();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.address().port}`,
    revoke: () => (state.newest = undefined),
  });
}

let issued = 0;

/** A new token, after which no older one is accepted. */
export function answerToken(state, response, fields = {}) {
  issued += 1;
  state.newest = `token-${issued}`;
  json(response, 200, { access_token: state.newest, token_type: "Bearer", expires_in: 3600, ...fields });
}

function answerApi({ newest }, { headers }, response) {
  const token = headers["x-token"] ?? headers.authorization?.replace(/^Bearer /, "");
  json(response, newest !== undefined && token === newest ? 200 : 401, {});
}

export function json(response, status, value, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** The connection breaks without an answer. */
export const breakOff = (_, response) => void response.socket.destroy();
/** The connection stays open without an answer. */
export const neverAnswer = () => {};
