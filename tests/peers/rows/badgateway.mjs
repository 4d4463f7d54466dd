// M6, M16, M18: @badgateway/oauth2-client.

import { counted, outcomes, times } from "../counting.mjs";
import { SECRET, ours } from "../ours.mjs";
import { answerToken, json, startTokenServer } from "../token-server.mjs";

const PEER = "@badgateway/oauth2-client";

async function wrapperAt(server) {
  const { OAuth2Client, OAuth2Fetch } = await import(PEER);
  const client = new OAuth2Client({
    clientId: "client",
    clientSecret: SECRET,
    tokenEndpoint: `${server.url}/token`,
    authenticationMethod: "client_secret_post",
  });
  const wrapper = new OAuth2Fetch({ client, getNewToken: () => client.clientCredentials() });
  return { client, wrapper };
}

const WAVES = 4;
const CALLS = 20;

/** Rejections come in waves, each after the last call of the wave before has its good answer. */
function rejectInWaves(server) {
  const seen = new Set();
  const held = times(WAVES, () => []);
  let answered = 0;
  let open = 0;
  const release = () => {
    for (const answer of held[open] ?? []) answer();
  };
  server.settings.api = (request, _, usual) => {
    const call = Number(new URL(request.url, server.url).searchParams.get("call"));
    if (seen.has(call)) {
      usual();
      answered += 1;
      if (answered === ((open + 1) * CALLS) / WAVES) {
        open += 1;
        release();
      }
      return;
    }
    seen.add(call);
    const wave = call % WAVES;
    held[wave].push(usual);
    // The first wave waits until every call has been sent with the old token.
    if (seen.size === CALLS) release();
  };
}

async function afterRevocation(server, send) {
  server.revoke();
  const before = server.tokenRequests.length;
  rejectInWaves(server);
  const statuses = await Promise.all(times(CALLS, async (call) => (await send(`${server.url}/api?call=${call}`)).status));
  const good = statuses.filter((status) => status === 200).length;
  return `${counted(server.tokenRequests.length - before, "renewal")}, ${good} good answers`;
}

export const lateRejections = {
  id: "M6",
  what: "20 calls under way when the token is revoked, the 401s come in four waves",
  peer: PEER,
  async measureOurs(t) {
    const server = await startTokenServer(t);
    const api = ours(t, server);
    await api.headers();
    return afterRevocation(server, (url) => api.fetch(url));
  },
  oursTold: "1 renewal, 20 good answers",
  async measureTheirs(t) {
    const server = await startTokenServer(t);
    const { wrapper } = await wrapperAt(server);
    await wrapper.getAccessToken();
    return afterRevocation(server, (url) => wrapper.fetch(url));
  },
  theirsTold: "4 renewals, 20 good answers",
};

const nonNumeric = (server) => (_, response) => answerToken(server, response, { expires_in: "one hour" });

export const nonNumericLifetime = {
  id: "M16",
  what: "a lifetime that is no number, three calls",
  peer: PEER,
  async measureOurs(t) {
    const server = await startTokenServer(t);
    server.settings.token = nonNumeric(server);
    const api = ours(t, server);
    const codes = [];
    for (let call = 0; call < 3; call += 1) codes.push((await outcomes([api.headers()])).errors[0]?.code);
    return `refused as \`${[...new Set(codes)]}\`, ${counted(server.tokenRequests.length, "token request")}`;
  },
  oursTold: "refused as `malformed_response`, 1 token request",
  async measureTheirs(t) {
    const server = await startTokenServer(t);
    server.settings.token = nonNumeric(server);
    const { wrapper } = await wrapperAt(server);
    for (let call = 0; call < 3; call += 1) await wrapper.getAccessToken();
    const { expiresAt } = await wrapper.getToken();
    return `accepted, ends at ${expiresAt}, ${counted(server.tokenRequests.length - 1, "token request")}`;
  },
  theirsTold: "accepted, ends at NaN, 3 token requests",
};

/** A vendor that sends the token call on to a server that is not its own. */
async function withRedirect(t) {
  const [server, other] = [await startTokenServer(t), await startTokenServer(t)];
  server.settings.token = (_, response) => json(response, 307, {}, { Location: `${other.url}/token` });
  return { server, other };
}

const heard = (other) => (other.tokenRequests.some(({ body }) => body.includes(SECRET)) ? "is sent the client secret" : "hears nothing");

export const redirectedTokenCall = {
  id: "M18",
  what: "the token endpoint answers 307 to another origin",
  peer: PEER,
  async measureOurs(t) {
    const { server, other } = await withRedirect(t);
    const { errors } = await outcomes([ours(t, server).headers()]);
    return `\`${errors[0]?.code}\`; the other server ${heard(other)}`;
  },
  oursTold: "`redirect_refused`; the other server hears nothing",
  async measureTheirs(t) {
    const { server, other } = await withRedirect(t);
    const { client } = await wrapperAt(server);
    await client.clientCredentials();
    return `followed; the other server ${heard(other)}`;
  },
  theirsTold: "followed; the other server is sent the client secret",
};
