// Every function of `commerce-auth/server` that is handed text from outside: answers by way of `fetch`, records out of a
// store, and what callers pass on. Places as in readers.mjs, with calls that are awaited; what they reject with is
// theirs to say.

import { HEADER, NOW, documents, inJson, inSegment, lines, segment } from "./places.mjs";
import { LINES } from "./shapes.mjs";

const host = "x.example";
const TOKEN = `${HEADER}.${segment('{"sub":"s"}')}.c2ln`;
const SEALING_KEY = new Uint8Array(32).fill(7);
/** Beyond the longest text here: what is refused for its length is not read. */
const maxResponseBytes = 1 << 20;

const argument = (call) => ({ shapes: LINES, call, from: "arguments" });

const answered = (body, { status = 200, headers } = {}) => {
  const fields = new Headers({ "Content-Type": "application/json" });
  for (const [name, value] of Object.entries(headers ?? {})) fields.set(name, value);
  return new Response(body, { status, headers: fields });
};

/** A body that comes in pieces of this many bytes. */
function inPieces(text, size) {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
}

/** The factories with what they ask for, and what their token endpoint answers: the token at a place of its own. */
const KINDS = {
  capillaryOAuth: {
    open: (server, common) => server.capillaryOAuth({ host, key: "key", secret: "secret", ...common }),
    names: ["host", "key", "secret"],
    good: (token, beside = "") => `{"data":{"accessToken":${JSON.stringify(token)},"ttlSeconds":300}${beside}}`,
    unsaid: (token) => `{"data":{"accessToken":${JSON.stringify(token)}}}`,
  },
  pledgAccessToken: {
    open: (server, common) => server.pledgAccessToken({ host, key: "key", secret: "secret", ...common }),
    names: ["host", "key", "secret"],
    good: (token, beside = "") => `{"access_token":${JSON.stringify(token)},"token_type":"Bearer","expires_in":600${beside}}`,
    unsaid: (token) => `{"access_token":${JSON.stringify(token)},"token_type":"Bearer"}`,
  },
  caxtonAccount: {
    open: (server, common) => server.caxtonAccount({ host, username: "u", clientPassword: "p", ...common }),
    names: ["host", "username", "clientPassword"],
    good: (token, beside = "") => `{"access_token":${JSON.stringify(token)},"token_type":"bearer","expires_in":1199${beside}}`,
    unsaid: (token) => `{"access_token":${JSON.stringify(token)},"token_type":"bearer"}`,
  },
  profileAuthenticator: {
    open: (server, { id = "id", key = "key", ...common } = {}) => server.profileAuthenticator(PROFILE, { id, key }, common),
    names: ["id", "key"],
    good: (token, beside = "") => `{"data":{"token":${JSON.stringify(token)},"life":300}${beside}}`,
    unsaid: (token) => `{"data":{"token":${JSON.stringify(token)}}}`,
  },
};

const PROFILE = {
  name: "shop",
  request: { url: "https://x.example/token", encoding: "json", fields: { id: "{id}", key: "{key}" }, clientAuthentication: "body" },
  response: {
    token: "/data/token",
    lifetimeSeconds: "/data/life",
    errors: [
      { pointer: "/errors", meanings: { 40100: "bad_credentials" } },
      { pointer: "/data/problems", code: "kind", message: "words" },
    ],
  },
  header: { name: "x-token", format: "{token}" },
  rejected: { status: [401], body: [{ pointer: "/errors/0/code", in: [40100, "40101", true] }, { pointer: "/a/b", in: [1] }] },
};

/** Uses an authenticator and closes it, whatever comes of it. */
async function used(authenticator, use) {
  try {
    await use(authenticator);
  } finally {
    await authenticator.close();
  }
}

const common = { maxResponseBytes, retry: false, now: () => NOW };

/** Answers of the token endpoint, read for a token. */
function tokenAnswers({ open, names, good, unsaid }) {
  const reading = (answer, more) => (server, text) =>
    used(open(server, { ...common, ...more, fetch: async () => answer(text) }), (api) => api.token());
  return {
    "the token answer": documents(reading((text) => answered(text))),
    "the token answer with status 401": documents(reading((text) => answered(text, { status: 401 }))),
    "the token answer with status 503": documents(reading((text) => answered(text, { status: 503 }))),
    "behind a token": documents(reading((text) => answered(good(TOKEN, `,"x":${text}`)))),
    "the token": inJson(reading((text) => answered(good(text)))),
    "the header of the token": inSegment(reading((text) => answered(unsaid(`${segment(text)}.e30.c2ln`)))),
    "the payload of the token": inSegment(reading((text) => answered(unsaid(`${HEADER}.${segment(text)}.c2ln`)))),
    "the token answer in pieces": documents(reading((text) => answered(inPieces(text, 997)))),
    ...Object.fromEntries(
      ["Retry-After", "Date", "Content-Type", "X-Cap-RequestId"].map((name) => [
        `the header field ${name}`,
        lines(reading((text) => answered("{}", { status: 503, headers: { [name]: asField(text) } }))),
      ]),
    ),
    ...Object.fromEntries(
      names.map((name) => [`option ${name}`, argument(async (server, text) => used(open(server, { [name]: text }), (api) => api.status()))]),
    ),
    "an answer that quotes a long secret": argument((server, text) => {
      const secret = asField(text);
      const body = JSON.stringify({ errors: [{ code: 4001, message: secret }], error: secret, ApiStatusDescription: secret, data: { problems: [{ kind: 1, words: secret }] } });
      return used(open(server, { ...common, [names.at(-1)]: secret, fetch: async () => answered(body) }), (api) => api.token());
    }),
    "words of the vendor, looked through for secrets": inJson((server, text) => {
      const body = JSON.stringify({ errors: [{ code: 4001, message: text }], error: text, data: { problems: [{ kind: 1, words: text }] } });
      return used(open(server, { ...common, fetch: async () => answered(body) }), (api) => api.token());
    }),
    "a stored record": documents(stored((_, text) => text)),
    "beside what is stored": documents(stored((key, text) => `${record(key).slice(0, -1)},"x":${text}}`)),
    "before what is stored": documents(stored((key, text) => `{"x":${text},${record(key).slice(1)}`)),
    "a stored token": inJson(stored((key, text) => record(key, text))),
  };

  function stored(recordOf) {
    return (server, text) => {
      const store = { read: async (key) => ({ value: recordOf(key, text), version: NOW }), write: async () => {}, remove: async () => {} };
      return reading(() => answered(good(TOKEN)), { store })(server, text);
    };
  }
}

const record = (key, token = TOKEN) =>
  JSON.stringify({ form: "commerce-auth/1", key, token, obtainedAt: NOW, expiresAt: NOW + 300_000, lifetimeSeconds: 300 });

/** What the platform lets stand in a header field. */
const asField = (text) => text.replace(/[^\x20-\x7e]/g, "~").trim() || "~";

/** Answers of the API, looked into for a rejection. */
function apiAnswers({ open, good }) {
  const calling = (answer, path = () => "/v2/customers") => (server, text) => {
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      return calls === 1 ? answered(good(TOKEN)) : answer(text);
    };
    return used(open(server, { ...common, fetch }), async (api) => {
      const response = await api.fetch(path(text));
      await response.text();
    });
  };
  return {
    "an answer of the API": documents(calling((text) => answered(text))),
    "an answer of the API in pieces": documents(calling((text) => answered(inPieces(text, 997)))),
    "an answer of the API with status 401": documents(calling((text) => answered(text, { status: 401 }))),
    "the type of an answer of the API": lines(calling((text) => answered("{}", { headers: { "Content-Type": asField(text) } }))),
    "a path": argument(calling(() => answered("{}"), (text) => `/${text}`)),
    "a whole address": argument(calling(() => answered("{}"), (text) => `https://${text}`)),
  };
}

const factories = Object.entries(KINDS).map(([name, kind]) => [name, tokenAnswers(kind)]);
const withToken = (call) => (server, text) =>
  used(KINDS.capillaryOAuth.open(server, { ...common, fetch: async () => answered(KINDS.capillaryOAuth.good(TOKEN)) }), (api) => call(api, text));
const prefixed = (prefix, places) => Object.fromEntries(Object.entries(places).map(([name, place]) => [`${prefix}: ${name}`, place]));

const recordStore = (value) => ({ get: async () => value, set: async () => true, delete: async () => true });

/** Functions by name; what stands for `api` is the entry. */
export const SERVER_READERS = {
  ...Object.fromEntries(factories),
  capillaryBasic: Object.fromEntries(
    ["host", "username", "password", "passwordMd5"].map((name) => [
      `option ${name}`,
      argument((server, text) => {
        const till = name === "passwordMd5" ? {} : { password: "p" };
        return used(server.capillaryBasic({ host, username: "u", ...till, [name]: text }), (api) => api.headers());
      }),
    ]),
  ),
  registerCaxtonClient: {
    "the answer": documents((server, text) =>
      server.registerCaxtonClient({ host, username: "u", clientname: "c", maxResponseBytes, fetch: async () => answered(text), now: () => NOW }),
    ),
    "the answer with status 500": documents((server, text) =>
      server.registerCaxtonClient({ host, username: "u", clientname: "c", maxResponseBytes, fetch: async () => answered(text, { status: 500 }), now: () => NOW }),
    ),
  },
  "Authenticator.fetch": Object.assign({}, ...Object.entries(KINDS).map(([name, kind]) => prefixed(name, apiAnswers(kind)))),
  "Authenticator.headers": {
    "an attribution": argument(withToken((api, text) => api.headers({ attribution: { entityType: "TILL", entityCode: text } }))),
    "a type of attribution": argument(withToken((api, text) => api.headers({ attribution: { entityType: text, entityCode: "c" } }))),
    "an option that there is none of": argument(withToken((api, text) => api.headers({ [text]: 1 }))),
  },
  "Authenticator.invalidate": {
    "the token": argument(
      withToken(async (api, text) => {
        await api.token();
        api.invalidate(text);
      }),
    ),
  },
  keyvStore: {
    "a record": lines((server, text) => server.keyvStore(recordStore(text)).read("key")),
    "a record behind a version": lines((server, text) => server.keyvStore(recordStore(`1:${text}`)).read("key")),
    "a record in the way of a write": lines((server, text) => server.keyvStore(recordStore(`1:${text}`)).write("key", { value: "v", version: 2 }, 1_000)),
    "a key": lines((server, text) => server.keyvStore(recordStore("1:v")).read(text)),
  },
  sealedStore: {
    "a record": lines((server, text) =>
      server
        .sealedStore({ read: async () => ({ value: text, version: 1 }), write: async () => {}, remove: async () => {} }, SEALING_KEY)
        .read("key"),
    ),
    "a key": lines((server, text) => server.sealedStore(server.memoryStore(), SEALING_KEY).read(text)),
  },
};

/** Those that are handed no text of anybody's, each with why. */
export const SERVER_READING_NOTHING = {
  pledgBasic: "credentials as capillaryBasic has them; never looks into an answer",
  memoryStore: "keeps what it is given, and looks at no text",
  redisStore: "reads records as keyvStore does, by the same function; tests/stores drive it over a real Redis",
  "Authenticator.token": "driven by every place of the factories",
  "Authenticator.status": "tells what is known",
  "Authenticator.close": "ends",
};
