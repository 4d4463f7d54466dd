// A call made on one copy of the package, and all that can be seen of it.

import { OwnToken } from "./calls/functions.mjs";
import { NOW } from "./calls/tokens.mjs";

/** What came of a call: `returned` or `threw`, and the value or what was thrown. */
function outcomeOf(run) {
  try {
    return { how: "returned", value: run() };
  } catch (thrown) {
    return { how: "threw", value: thrown };
  }
}

/** Makes the call on a copy; a promise of its outcome where it is one of the server's. */
export function callOn(copy, { name, given }) {
  if (name.startsWith("server.")) return serve(copy, given[0]);
  const own = withOwnTokens(copy, given);
  if (name === "AuthError") return outcomeOf(() => new copy.root.AuthError(...own));
  if (name === "isAuthError") return outcomeOf(() => [copy.root.isAuthError(...own), own[0] instanceof copy.root.AuthError]);
  if (name.startsWith("Profile.")) return outcomeOf(() => definedProfile(copy, own[0])[name.slice(8)](...own.slice(1)));
  return outcomeOf(() => copy.functions.get(name)(...own));
}

/** Defined once where the data is one of the files' own, as a program does it. */
function definedProfile(copy, data) {
  let profile = copy.profiles.get(data);
  if (profile === undefined) {
    profile = copy.functions.get("defineProfile")(data);
    copy.profiles.set(data, profile);
  }
  return profile;
}

function withOwnTokens(copy, given) {
  const [options] = given;
  if (typeof options !== "object" || options === null || Object.getPrototypeOf(options) !== Object.prototype) return given;
  const entries = Object.entries(Object.getOwnPropertyDescriptors(options));
  const own = entries.find(([, { value }]) => value instanceof OwnToken);
  if (own === undefined) return given;
  const [name, { value }] = own;
  return [{ ...options, [name]: ownToken(copy, value.text) }, ...given.slice(1)];
}

function ownToken(copy, text) {
  try {
    return copy.root.capillary.readTokenResponse({ status: 200, body: { data: { accessToken: text, ttlSeconds: 300 } } }, { now: NOW });
  } catch {
    return { value: text };
  }
}

/** Plays a script on the server entry: its steps one by one, and everything that was sent and told. */
async function serve(copy, { kind, options, profile, tokens, apis, stored, steps, request }) {
  const sent = [];
  const events = [];
  const queues = { token: [...tokens], api: [...apis] };
  const fetch = async (url, init) => {
    sent.push([url, init?.method, fieldsOf(init?.headers), init?.body instanceof Uint8Array ? Buffer.from(init.body).toString() : init?.body]);
    const next = queues[fetch.asks].shift() ?? { status: 503, fields: [], body: "" };
    return responseOf(next);
  };
  fetch.asks = "token";
  const common = { fetch, onEvent: (event) => events.push({ ...event }), retry: false, now: () => NOW, ...(stored !== undefined && { store: storeOf(stored) }) };
  const made = outcomeOf(() => {
    if (kind === "profileAuthenticator") return copy.server.profileAuthenticator(profile, options, common);
    return copy.server[kind](typeof options === "object" ? { ...options, ...common } : options);
  });
  if (made.how === "threw") return made;
  if (kind === "registerCaxtonClient") return { ...(await settled(made.value)), sent };
  const seen = [];
  for (const step of steps) seen.push([step, await settled(played(copy, made.value, step, request, fetch))]);
  const status = made.value.status();
  await made.value.close();
  return { how: "returned", value: { seen, sent, events, status } };
}

async function settled(promise) {
  try {
    return { how: "returned", value: await promise };
  } catch (thrown) {
    return { how: "threw", value: thrown };
  }
}

async function played(copy, api, step, { path, init }, fetch) {
  // The token is asked for first, so that the answers come out of the right queue.
  fetch.asks = "token";
  switch (step) {
    case "token":
      return api.token();
    case "tokenTwice":
      return Promise.all([settled(api.token()), settled(api.token())]);
    case "headers":
      return api.headers();
    case "status":
      return api.status();
    case "invalidate":
      return api.invalidate();
    default: {
      await settled(api.headers());
      fetch.asks = "api";
      const response = await api.fetch(path, init);
      return [response.status, response.url, fieldsShown(response.headers), await response.text()];
    }
  }
}

const fieldsOf = (headers) => (headers instanceof Headers ? [...headers] : headers);

/** What fetch gives: an answer, whatever else it resolves to, or what it rejects with. */
function responseOf(answer) {
  if ("rejects" in answer) throw answer.rejects;
  if ("resolves" in answer) return answer.resolves;
  const made = (fields) => new Response(answer.body, { status: answer.status, headers: fields });
  const response = made(answer.fields);
  // Answers made otherwise for one copy show what they were made of.
  if (answer.shown !== undefined) response.headers.append(SHOWN, JSON.stringify([...made(answer.shown).headers]));
  return response;
}

const SHOWN = "x-shown";

function fieldsShown(headers) {
  const shown = headers.get(SHOWN);
  return shown === null ? [...headers] : JSON.parse(shown);
}

/** A store with one record, which forgets it when it is told to, and no lock. */
function storeOf(stored) {
  let held = stored;
  return {
    read: async (key) => (typeof held?.value === "string" ? { ...held, value: held.value.replaceAll("«key»", key) } : held),
    write: async () => {},
    remove: async () => {
      held = null;
    },
  };
}
