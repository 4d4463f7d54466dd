// What frameworks do to fetch: they cache it, throw through it, and follow who called it; and to other globals. The frameworks
// themselves are in tests/frameworks and tests/framework-builds.

import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import test from "node:test";

import { imported } from "./installed.mjs";
import { CREATE, LOOK_UP, capillaryOAuth, oauthAt, rejectionOf, startVendor, tokenCalls } from "./vendor.mjs";

const { registerCaxtonClient } = await imported("commerce-auth/server");
const TOKEN = () => Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } });
const isTokenCall = (url) => /token\/generate/.test(url);

/** Next as it patches fetch: a cache for everything that does not say otherwise, and the fetch of before to be had. */
function patchedLikeNext(t, { beside = false } = {}) {
  const original = globalThis.fetch;
  const cached = [];
  const direct = [];
  const plain = (url, init) => (direct.push([url, init]), original(url, init));
  const patched = (url, init) => (cached.push([url, init]), original(url, init));
  if (beside) [patched.__nextPatched, globalThis._nextOriginalFetch] = [true, plain];
  else [patched.__nextPatched, patched._nextOriginalFetch] = [true, plain];
  globalThis.fetch = patched;
  t.after(() => {
    globalThis.fetch = original;
    delete globalThis._nextOriginalFetch;
  });
  return { cached, direct };
}

for (const beside of [false, true]) {
  test(`a token call goes by the fetch below a framework's, shown ${beside ? "beside" : "on"} it; API calls by the framework's`, async (t) => {
    const vendor = await startVendor(t);
    const { cached, direct } = patchedLikeNext(t, { beside });
    for (const options of [{}, { fetch: globalThis.fetch }]) {
      [cached.length, direct.length] = [0, 0];
      const api = oauthAt(t, vendor, options);
      await (await api.fetch(LOOK_UP)).text();
      assert.deepEqual([direct.length, cached.length], [1, 1]);
      assert.ok(isTokenCall(direct[0][0]) && direct[0][1].cache === "no-store");
      assert.equal(cached[0][1].cache, undefined, "whether an API call is cached is its caller's affair");
    }
  });
}

test("every call whose answer is a secret says that nobody may keep it", async () => {
  const seen = [];
  const fetch = async (url, init) => (seen.push(init.cache), TOKEN());
  const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch });
  await api.headers();
  await registerCaxtonClient({ host: "x.example", username: "u", clientname: "c", fetch }).catch(() => {});
  assert.deepEqual(seen, ["no-store", "no-store"]);
});

test("where the platform refuses the member it is left out", async (t) => {
  const { Request } = globalThis;
  globalThis.Request = class extends Request {
    constructor(url, init) {
      if (init?.cache !== undefined) throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
      super(url, init);
    }
  };
  t.after(() => {
    globalThis.Request = Request;
  });
  const seen = [];
  const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch: async (url, init) => (seen.push("cache" in init), TOKEN()) });
  await api.headers();
  assert.deepEqual(seen, [false]);
});

const controlFlow = (what) => Object.assign(new Error(`Dynamic server usage: ${what}`), { digest: "DYNAMIC_SERVER_USAGE" });

test("what a framework throws to itself in an API call is passed on as it is", async (t) => {
  const thrown = controlFlow("no-store fetch");
  const fetch = async (url) => {
    if (isTokenCall(url)) return TOKEN();
    throw thrown;
  };
  const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch });
  assert.equal(await rejectionOf(api.fetch(LOOK_UP)), thrown);
  assert.equal(await rejectionOf(api.fetch(CREATE, { method: "POST", body: "{}" })), thrown);
});

test("thrown in a token call it reaches the caller it was thrown to, is not sent again and closes nothing to others", async () => {
  const callers = new AsyncLocalStorage();
  let requests = 0;
  const fetch = async () => {
    requests += 1;
    await new Promise((resolve) => setTimeout(resolve, 10));
    const who = callers.getStore();
    if (who !== "good") throw controlFlow(who);
    return TOKEN();
  };
  const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch });
  const outcomes = await Promise.allSettled(["one", "two", "good", "three"].map((who) => callers.run(who, () => api.headers())));
  assert.deepEqual(outcomes.map(({ reason }) => reason?.message), ["Dynamic server usage: one", "Dynamic server usage: two", undefined, undefined]);
  assert.equal(requests, 3, "each is asked in its own context, until there is a token");
  const { lastError, nextTryAt } = api.status();
  assert.deepEqual([lastError, nextTryAt], [null, null]);
  await api.close();
});

test("in a renewal ahead of time it reaches nobody, and the token is served", async (t) => {
  let [now, fails] = [1_700_000_000_000, false];
  const fetch = async () => {
    if (fails) throw controlFlow("renewal");
    return TOKEN();
  };
  const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch, now: () => now });
  t.after(() => api.close());
  await api.headers();
  [now, fails] = [now + 260_000, true];
  await api.headers();
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual([api.status().lastError, api.status().calling], [null, false]);
});

test("a registration passes it on too", async () => {
  const thrown = controlFlow("registration");
  const fetch = async () => {
    throw thrown;
  };
  assert.equal(await rejectionOf(registerCaxtonClient({ host: "x.example", username: "u", clientname: "c", fetch })), thrown);
});

test("a token call runs in the async context of the caller that caused it, and so do its retries and events", async () => {
  const callers = new AsyncLocalStorage();
  const ran = [];
  const apis = ["one", "two", "three"].map((name) => {
    let first = true;
    const note = (what) => ran.push([name, what, callers.getStore()]);
    const fetch = async () => {
      note("fetch");
      if (!first) return TOKEN();
      first = false;
      throw new TypeError("fetch failed");
    };
    return capillaryOAuth({ host: "x.example", key: name, secret: "s", fetch, retry: { maxDelayMs: 1 }, onEvent: ({ type }) => note(type) });
  });
  const names = ["one", "two", "three"];
  // In one turn, as two requests that a server begins together.
  await Promise.all(apis.map((api, index) => callers.run(names[index], () => api.headers())));
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(ran.filter(([, what]) => what === "fetch").length, 6);
  assert.equal(ran.filter(([, what]) => what === "token_obtained").length, 3);
  for (const [name, what, context] of ran) assert.equal(context, name, `${what} of ${name}`);
  await Promise.all(apis.map((api) => api.close()));
});

test("a fetch may call the authenticator that calls it", async (t) => {
  const vendor = await startVendor(t);
  const seen = [];
  const api = oauthAt(t, vendor, {
    fetch(url, init) {
      seen.push(api.status().calling);
      api.invalidate();
      return globalThis.fetch(url, init);
    },
  });
  await api.headers();
  assert.deepEqual([seen, tokenCalls(vendor)], [[true], 1]);
});

test("where a framework's setImmediate is there to throw, as in Next's edge runtime, answers are looked into all the same", async (t) => {
  const { setImmediate, clearImmediate } = globalThis;
  const refuse = () => {
    throw new Error("A Node.js API is used (setImmediate) which is not supported in the Edge Runtime.");
  };
  t.after(() => Object.assign(globalThis, { setImmediate, clearImmediate }));
  let calls = 0;
  const fetch = async (url) => {
    if (isTokenCall(url)) return TOKEN();
    calls += 1;
    return Response.json({ calls }, { status: calls === 1 ? 401 : 200 });
  };
  const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch });
  t.after(() => api.close());
  Object.assign(globalThis, { setImmediate: refuse, clearImmediate: refuse });
  assert.deepEqual(await (await api.fetch(LOOK_UP)).json(), { calls: 2 });
});
