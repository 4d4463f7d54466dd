// Other credentials came while calls with those before were under way.

import assert from "node:assert/strict";
import test from "node:test";

import { runModule } from "./child.mjs";
import { imported } from "./installed.mjs";
import { LOOK_UP, capillaryBasic, capillaryOAuth, codeOf, manualClock, pause, until } from "./vendor.mjs";

const { caxtonAccount, profileAuthenticator } = await imported("commerce-auth/server");
const HOST = "eu.api.capillarytech.com";
const TOKEN_FIELD = "X-CAP-API-OAUTH-TOKEN";
const SLOW = "/v2/slow";

/**
 * A vendor whose client's secret is `1`, then `2` and so on, each given when the function is asked again. It keeps what it was asked
 * for, and answers a call to SLOW when it is told to.
 */
function rotating(t, make) {
  const clock = manualClock();
  const log = [];
  const refused = new Set();
  const hanging = new Set();
  const answers = [];
  const give = () => {
    give.calls += 1;
    return { key: "key", secret: `${give.calls}` };
  };
  give.calls = 0;
  const obtained = (secret, signal) => {
    log.push(`token ${secret}`);
    if (refused.has(secret)) return Response.json({ data: null, errors: [{ status: false, code: 1199, message: "Invalid key secret" }] }, { status: 401 });
    if (!hanging.has(secret)) return Response.json({ data: { accessToken: `token-of-${secret}`, ttlSeconds: 300 } });
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        log.push(`aborted ${secret}`);
        reject(signal.reason);
      });
    });
  };
  const fetch = async (url, { body, headers, signal }) => {
    if (url.includes("/token")) return obtained(JSON.parse(body).secret, signal);
    log.push(`call ${headers[TOKEN_FIELD] ?? headers.Authorization}`);
    return url.endsWith(SLOW) && answers.length === 0 ? new Promise((resolve) => answers.push(resolve)) : Response.json({});
  };
  const api = make({ give, fetch, now: clock.now });
  t.after(() => api.close());
  const answer = (status) => answers[0](Response.json({}, { status }));
  return { api, clock, log, refused, hanging, give, answer, under: () => until(() => answers.length === 1) };
}

const oauth = ({ give, ...options }) => capillaryOAuth({ host: HOST, credentials: give, retry: false, ...options });

/** A call with the token of the first secret is under way, and the second has taken its place. */
async function rotatedUnderWay(t) {
  const world = rotating(t, oauth);
  const { api, clock, refused, under, give } = world;
  const slow = api.fetch(SLOW);
  await under();
  refused.add("1");
  api.invalidate();
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  clock.advance(31_000);
  assert.equal((await api.headers())[TOKEN_FIELD], "token-of-2");
  assert.equal(give.calls, 2);
  return { ...world, slow };
}

test("a call whose token is rejected after the change is sent again with the token of the others", async (t) => {
  const { api, clock, log, give, answer, slow } = await rotatedUnderWay(t);
  log.length = 0;
  clock.advance(31_000);
  answer(401);
  assert.equal((await slow).status, 200);
  assert.deepEqual(log, ["call token-of-2"], "a good token was held");
  clock.advance(31_000);
  for (let round = 0; round < 3; round += 1) await api.headers();
  await pause(5);
  assert.equal(give.calls, 2, "nobody refused the others");
  assert.deepEqual([api.status().tokenCalls, api.status().failedCalls, api.status().rejections, api.status().lastError], [3, 1, 1, null]);
});

test("a call whose body is still read at the change goes with the token of the others", async (t) => {
  const { api, clock, log, refused } = rotating(t, oauth);
  await api.headers();
  let end;
  const body = new ReadableStream({ start: (controller) => (end = () => (controller.enqueue(new Uint8Array(1)), controller.close())) });
  const posting = api.fetch(new Request(`https://${HOST}/v2/x`, { method: "POST", body, duplex: "half" }));
  await pause(5);
  refused.add("1");
  api.invalidate();
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  clock.advance(31_000);
  await api.headers();
  log.length = 0;
  end();
  assert.equal((await posting).status, 200);
  assert.deepEqual(log, ["call token-of-2"]);
});

test("the others' rejection of that call is theirs, and the second is the last", async (t) => {
  const { api, log, answer, slow, refused } = await rotatedUnderWay(t);
  log.length = 0;
  refused.add("2");
  api.invalidate();
  answer(401);
  assert.equal(await codeOf(slow), "bad_credentials");
  assert.deepEqual(log, ["token 2"], "what the others have no token for is asked for with theirs");
});

test("counters never go down, and what is under way with those before is seen", async (t) => {
  const { api, answer, slow } = await rotatedUnderWay(t);
  const counters = ({ tokenCalls, failedCalls, rejections }) => [tokenCalls, failedCalls, rejections];
  assert.deepEqual(counters(api.status()), [3, 1, 0]);
  answer(200);
  await slow;
  await pause(5);
  assert.deepEqual(counters(api.status()), [3, 1, 0]);
});

/** Others were given while the token of the first was good, whose renewal hangs meanwhile. */
async function renewingBeside(t, beside) {
  const world = rotating(t, oauth);
  const { api, clock, log, refused, hanging, under, give } = world;
  const slow = beside ? api.fetch(SLOW) : undefined;
  await (beside ? under() : api.headers());
  clock.advance(260_000);
  refused.add("1");
  await api.headers();
  await until(() => api.status().lastError === "bad_credentials");
  refused.clear();
  hanging.add("1");
  clock.advance(31_000);
  assert.equal((await api.headers())[TOKEN_FIELD], "token-of-1");
  await until(() => give.calls === 2 && log.at(-1) === "token 1");
  return { ...world, slow };
}

test("G12: close() aborts a renewal of those before", async (t) => {
  const { api, log, answer, slow } = await renewingBeside(t, true);
  api.invalidate();
  assert.equal((await api.headers())[TOKEN_FIELD], "token-of-2");
  assert.equal(api.status().calling, true, "the renewal of those before");
  assert.ok(!log.includes("aborted 1"));
  await api.close();
  assert.ok(log.includes("aborted 1"));
  answer(401);
  assert.equal((await slow).status, 401, "a request under way comes back as it came");
  assert.equal(log.filter((line) => line.startsWith("token")).length, 4, "nobody asks for a token any more");
});

test("G12: what nobody uses any more is closed at once, and close() waits for it", async (t) => {
  let released;
  const held = new Promise((resolve) => (released = resolve));
  const unlocked = [];
  const store = {
    read: async () => undefined,
    write: async () => {},
    remove: async () => {},
    lock: async () => true,
    unlock: async () => {
      if (unlocked.push("unlock") > 2) await held;
    },
  };
  const make = (options) => oauth({ ...options, store });
  const world = rotating(t, make);
  const { api, clock, log, refused, hanging, give } = world;
  await api.headers();
  clock.advance(260_000);
  refused.add("1");
  await api.headers();
  await until(() => api.status().lastError === "bad_credentials");
  refused.clear();
  hanging.add("1");
  clock.advance(31_000);
  await api.headers();
  await until(() => give.calls === 2 && log.length === 3);
  hanging.clear();
  api.invalidate();
  const next = api.headers();
  await until(() => log.includes("aborted 1"));
  let isOver = false;
  const closed = api.close().then(() => {
    isOver = true;
  });
  await codeOf(next).catch(() => {});
  await pause(30);
  assert.equal(isOver, false, "a lock is being given back");
  released();
  await closed;
});

test("a rejection while others wait for the token's end: they take over", async (t) => {
  const world = rotating(t, oauth);
  const { api, clock, log, refused, under, give, answer } = world;
  const slow = api.fetch(SLOW);
  await under();
  clock.advance(260_000);
  refused.add("1");
  await api.headers();
  await until(() => api.status().lastError === "bad_credentials");
  await api.headers();
  await until(() => give.calls === 2 && !api.status().calling);
  log.length = 0;
  answer(401);
  assert.equal((await slow).status, 200);
  assert.deepEqual(log, ["token 2", "call token-of-2"]);
});

test("others that belong to another host get no call of those before", async (t) => {
  const hosts = ["https://one.example.com", "https://two.example.com"];
  const sent = [];
  let answer;
  let fails = false;
  const clock = manualClock();
  const give = () => ({ host: hosts[(give.calls += 1) - 1], secret: `${give.calls}` });
  give.calls = 0;
  const profile = {
    name: "shop",
    request: { url: "{host}/token", encoding: "json", clientAuthentication: "body", fields: { secret: "{secret}" } },
    response: { token: "/token", lifetimeSeconds: "/ttl" },
  };
  const fetch = async (url) => {
    sent.push(url);
    if (!url.endsWith("/token")) return answer === undefined ? new Promise((resolve) => (answer = resolve)) : Response.json({});
    return fails ? Response.json({ error: "invalid_client" }, { status: 401 }) : Response.json({ token: "a-token-of-theirs", ttl: 300 });
  };
  const api = profileAuthenticator(profile, give, { fetch, now: clock.now, retry: false });
  t.after(() => api.close());
  const slow = api.fetch("/x");
  await until(() => answer !== undefined);
  fails = true;
  api.invalidate();
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  fails = false;
  clock.advance(31_000);
  await api.headers();
  sent.length = 0;
  answer(Response.json({}, { status: 401 }));
  assert.equal((await slow).status, 401, "as it came");
  assert.deepEqual([sent, give.calls], [[], 2]);
});

test("a late 401 to a till before doubts nothing of the one after", async (t) => {
  let first;
  const { api, clock, give, answer, under } = rotating(t, ({ give, fetch, ...options }) => {
    const credentials = () => ({ username: give().secret, password: "password" });
    const refusing = (url, init) => {
      first ??= init.headers.Authorization;
      return init.headers.Authorization === first && !url.endsWith(SLOW) ? Response.json({}, { status: 401 }) : fetch(url, init);
    };
    return capillaryBasic({ host: HOST, credentials, fetch: refusing, ...options });
  });
  const slow = api.fetch(SLOW);
  await under();
  assert.equal((await api.fetch(LOOK_UP)).status, 401);
  clock.advance(31_000);
  assert.equal((await api.fetch(LOOK_UP)).status, 200);
  assert.equal(give.calls, 2);
  answer(401);
  assert.equal((await slow).status, 401);
  clock.advance(31_000);
  assert.equal((await api.fetch(LOOK_UP)).status, 200);
  assert.equal(give.calls, 2);
});

/** A Caxton account by a function, whose password ends 40 s after it was given first; `next` says what is given from then on. */
function caxtonBy(t, next) {
  const clock = manualClock();
  const end = clock.now() + 40_000;
  const sent = [];
  const give = () => ((give.calls += 1) === 1 ? { username: "u", clientPassword: "password-1", passwordEndsAt: end } : next(end));
  give.calls = 0;
  const fetch = async (_, { body }) => {
    sent.push(/password-\d/.exec(String(body))?.[0]);
    return Response.json({ access_token: `token-${sent.length}`, token_type: "bearer", expires_in: 20 });
  };
  const api = caxtonAccount({ environment: "sandbox", credentials: give, fetch, now: clock.now });
  t.after(() => api.close());
  return { api, clock, give, sent };
}

test("a password that has ended is asked for again: a new one needs no restart", async (t) => {
  const { api, clock, give } = caxtonBy(t, (end) => ({ username: "u", clientPassword: "password-2", passwordEndsAt: end + 1e9 }));
  await api.headers();
  clock.advance(41_000);
  assert.ok((await api.headers()).Authorization);
  assert.equal(give.calls, 2);
  clock.advance(86_400_000);
  assert.ok((await api.headers()).Authorization);
  assert.equal(give.calls, 2, "nobody doubts what has not ended");
});

test("a password that has ended and is given again is asked for at most once in 30 s", async (t) => {
  const { api, clock, give } = caxtonBy(t, (end) => ({ username: "u", clientPassword: "password-1", passwordEndsAt: end }));
  await api.headers();
  clock.advance(41_000);
  for (let round = 0; round < 3; round += 1) assert.equal(await codeOf(api.headers()), "password_expired");
  assert.equal(give.calls, 2);
  clock.advance(30_000);
  const error = await api.headers().catch((thrown) => thrown);
  assert.deepEqual([error.code, give.calls], ["password_expired", 3]);
  assert.match(error.message, /credentials/);
});

test("in the last moments of a token those before have, the others' is used", async (t) => {
  const { api, clock, log, refused, give } = rotating(t, oauth);
  await api.headers();
  refused.add("1");
  clock.advance(260_000);
  await api.headers();
  await until(() => api.status().lastError === "bad_credentials");
  clock.advance(31_000);
  assert.equal((await api.headers())[TOKEN_FIELD], "token-of-1");
  await until(() => give.calls === 2 && log.filter((line) => line === "token 1").length === 3);
  await pause(5);
  // It ends at 300 s, and is not served from 298 s on.
  clock.advance(7_500);
  assert.equal((await api.headers())[TOKEN_FIELD], "token-of-2");
});

test("a vendor whose clock is ahead states an end that is not ours: others are asked for at the true one", async (t) => {
  const clock = manualClock();
  const AHEAD_MS = 3_600_000;
  let good = "1";
  const fetch = async (_, { body }) => {
    if (!body.includes(`secret=${good}`)) return Response.json({ error: "invalid_client" }, { status: 401 });
    const date = new Date(clock.now() + AHEAD_MS).toUTCString();
    return Response.json({ access_token: `token-of-${good}`, end: clock.now() + AHEAD_MS + 60_000 }, { headers: { date } });
  };
  const profile = {
    name: "ahead",
    request: { url: "https://ahead.shop.example/token", clientAuthentication: "none", fields: { secret: "{secret}" } },
    response: { token: "/access_token", expiresAt: "/end" },
  };
  let secret = "1";
  const api = profileAuthenticator(profile, () => ({ secret }), { fetch, now: clock.now, retry: false });
  t.after(() => api.close());
  await api.headers();
  good = "2";
  clock.advance(50_000);
  await api.headers();
  await until(() => api.status().lastError === "bad_credentials");
  secret = "2";
  clock.advance(15_000);
  assert.equal((await api.headers()).Authorization, "Bearer token-of-2");
});

const FAILING = `
  import { capillaryOAuth } from "commerce-auth/server";
  let now = Date.now();
  const thrown = [];
  const credentials = async () => {
    const error = Object.assign(new Error("no"), { big: "x".repeat(10_000) });
    thrown.push(new WeakRef(error));
    throw error;
  };
  const api = capillaryOAuth({ host: "eu.api.capillarytech.com", credentials, now: () => now, fetch: async () => new Response("{}") });
  for (let round = 0; round < 200; round += 1) {
    now += 61_000;
    await api.headers().catch(() => {});
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.gc();
  console.log(JSON.stringify({ asked: thrown.length, held: thrown.filter((reference) => reference.deref() !== undefined).length }));
  await api.close();
`;

test("nothing of a function that failed is held", async () => {
  const { code, stdout, stderr } = await runModule(FAILING, { flags: ["--expose-gc"] });
  assert.deepEqual([code, stderr], [0, ""]);
  const { asked, held } = JSON.parse(stdout);
  assert.equal(asked, 200);
  assert.ok(held <= 2, `${held} of what it threw`);
});
