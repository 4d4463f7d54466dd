// Routes of one's own: answered once the vendor's own checks have passed, and logged like the rest.

import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { imported } from "../package/installed.mjs";
import * as capillaryCalls from "./capillary-calls.mjs";
import * as caxtonCalls from "./caxton-calls.mjs";
import { assertNoLeak } from "./installed.mjs";
import * as pledgCalls from "./pledg-calls.mjs";
import { send } from "./raw-client.mjs";
import { runningEmulator, runningVendors } from "./running-emulator.mjs";

const profiles = await imported("commerce-auth/profiles");
const { profileAuthenticator } = await imported("commerce-auth/server");
const { capillary: builders } = await imported("commerce-auth");

const { callWithBasic, callWithToken, latest } = capillaryCalls;
const JSON_TYPE = { "Content-Type": "application/json" };
const POINTS = "/v2/points/till%2D1";

/** A route that remembers its calls. */
function noted(route) {
  const calls = [];
  const answer = (call) => {
    calls.push(call);
    return { body: { points: calls.length } };
  };
  return { calls, route: { method: "GET", path: "/v2/points/{till}", answer, ...route } };
}

/** A vendor's part with one route, how a good call to it is made, and what is wrong with others. */
const PARTS = {
  "Capillary, a till": {
    options: (route) => ({ capillary: { routes: [route] } }),
    good: (emulator, call) => callWithBasic(emulator, call),
    bad: { "no till has this username": (emulator, call) => callWithBasic(emulator, { ...call, login: capillaryCalls.basic(`nobody:${capillaryCalls.md5Hex("x")}`) }) },
    endpoint: "api",
    refusal: 401,
  },
  "Capillary, a client": {
    options: (route) => ({ capillary: { routes: [route] } }),
    token: capillaryCalls.tokenFrom,
    good: (emulator, call, token) => callWithToken(emulator, token, call),
    expire: ({ capillary }) => capillary.expireTokens(),
    revoke: ({ capillary }) => capillary.revokeTokens(),
    bad: {
      "unknown attribution header x-cap-api-attribution-till": (emulator, call, token) =>
        callWithToken(emulator, token, { ...call, headers: { ...call.headers, "X-CAP-API-ATTRIBUTION-TILL": "1" } }),
    },
    endpoint: "api",
    badStatus: 400,
  },
  "Pledg, a client": {
    options: (route) => ({ pledg: { routes: [route] } }),
    token: pledgCalls.tokenFrom,
    good: (emulator, { path, ...call }, token) => send(emulator.pledg.url + path, { ...call, headers: { ...call.headers, Authorization: `Bearer ${token}` } }),
    expire: ({ pledg }) => pledg.expireTokens(),
    revoke: ({ pledg }) => pledg.revokeTokens(),
    bad: { "no credential was sent": (emulator, { path, ...call }) => send(emulator.pledg.url + path, call) },
    endpoint: "pledg.api",
  },
  "Pledg, a user": {
    options: (route) => ({ pledg: { routes: [{ ...route, login: "user" }] } }),
    good: (emulator, { path, ...call }) => {
      const { email, password } = emulator.pledg.user;
      return send(emulator.pledg.url + path, { ...call, headers: { ...call.headers, Authorization: pledgCalls.basicOf(email, password) } });
    },
    bad: { "no user has this e-mail address": (emulator, { path, ...call }) => send(emulator.pledg.url + path, { ...call, headers: { ...call.headers, Authorization: pledgCalls.basicOf("a", "b") } }) },
    endpoint: "pledg.api",
  },
  "Caxton, an account": {
    options: (route) => ({ caxton: { routes: [route] } }),
    token: caxtonCalls.tokenFrom,
    good: (emulator, { path, ...call }, token) => send(emulator.caxton.url + path, { ...call, headers: { ...call.headers, Authorization: `Bearer ${token}` } }),
    expire: ({ caxton }) => caxton.expireTokens(),
    revoke: ({ caxton }) => caxton.revokeTokens(),
    bad: {
      "IdentityNumber is no sub-account's": (emulator, { path, ...call }, token) =>
        send(emulator.caxton.url + path, { ...call, headers: { ...call.headers, Authorization: `Bearer ${token}`, IdentityNumber: "9" } }),
    },
    endpoint: "caxton.api",
    badStatus: 403,
  },
  "Caxton, a user": {
    options: (route) => ({ caxton: { routes: [{ ...route, login: "user" }] } }),
    token: caxtonCalls.tokenFrom,
    good: (emulator, { path, ...call }, token) =>
      send(emulator.caxton.url + path, { ...call, headers: { ...call.headers, Authorization: `Bearer ${token}`, userapitoken: emulator.caxton.userApiToken } }),
    expire: ({ caxton }) => caxton.expireTokens(),
    bad: {
      "userapitoken is missing": (emulator, { path, ...call }, token) => send(emulator.caxton.url + path, { ...call, headers: { ...call.headers, Authorization: `Bearer ${token}` } }),
    },
    endpoint: "caxton.api",
  },
};

for (const [name, { options, token: tokenOf, good, bad, expire, revoke, endpoint, badStatus = 401 }] of Object.entries(PARTS)) {
  test(`${name}: a call with its credentials reaches the handler, parsed and raw`, async (t) => {
    const { calls, route } = noted({ method: "post" });
    const emulator = await runningVendors(t, options(route));
    const token = await tokenOf?.(emulator);
    const body = '{"é":[1]}';
    const answer = await good(emulator, { method: "POST", path: `${POINTS}?a=1&a=2`, headers: JSON_TYPE, body }, token);
    assert.deepEqual([answer.status, answer.json, answer.headers["content-type"]], [200, { points: 1 }, "application/json"]);
    const [{ method, path, parameters, query, headers, json, text, bytes }] = calls;
    assert.deepEqual([method, path, parameters, query.getAll("a")], ["POST", POINTS, { till: "till-1" }, ["1", "2"]]);
    assert.deepEqual([json, text, Buffer.from(bytes).toString(), headers["content-type"]], [{ é: [1] }, body, body, "application/json"]);
    const entry = latest(emulator);
    assert.deepEqual([entry.endpoint, entry.verdict, entry.status, entry.path, entry.failure], [endpoint, "accepted", 200, POINTS, undefined]);
    assert.equal(emulator.count({ endpoint, verdict: "accepted" }), 1);
  });

  test(`${name}: nothing else reaches it`, async (t) => {
    const { calls, route } = noted();
    const emulator = await runningVendors(t, options(route));
    const token = await tokenOf?.(emulator);
    for (const [verdict, call] of Object.entries(bad)) {
      const { status } = await call(emulator, { path: POINTS }, token);
      assert.deepEqual([latest(emulator).verdict, status], [verdict, badStatus]);
    }
    for (const path of ["/v2/points", "/v2/points/", "/v2/points/a/b", "/V2/points/a"]) {
      assert.equal((await good(emulator, { path }, token)).status, 404, path);
    }
    assert.equal((await good(emulator, { path: POINTS, method: "DELETE" }, token)).status, 405);
    assert.equal(latest(emulator).verdict, "this path takes GET");
    assert.equal((await good(emulator, { path: POINTS, method: "POST" }, token)).status, 405);
    if (expire) {
      expire(emulator);
      assert.equal((await good(emulator, { path: POINTS }, token)).status, 401);
      assert.equal(latest(emulator).verdict, "the token has expired");
    }
    if (revoke) {
      revoke(emulator);
      assert.equal((await good(emulator, { path: POINTS }, token)).status, 401);
      assert.equal(latest(emulator).verdict, "the token is unknown or revoked");
    }
    assert.equal(calls.length, 0);
  });
}

test("a profile's routes are behind what its calls carry, and are all the paths it has", async (t) => {
  const { calls, route } = noted({ path: "/services/data/{version}/limits" });
  const emulator = await runningVendors(t, { profile: { description: profiles.salesforce, routes: [route] } });
  const { profile, fetch } = emulator;
  const crm = profileAuthenticator(profiles.salesforce, profile.credentials, { fetch });
  const answer = await crm.fetch("services/data/v64.0/limits");
  assert.deepEqual([answer.status, await answer.json(), calls[0].parameters], [200, { points: 1 }, { version: "v64.0" }]);
  assert.equal((await send(`${profile.url}/services/data/v64.0/limits`)).status, 401);
  profile.expireTokens();
  assert.equal((await crm.fetch("services/data/v64.0/limits")).status, 200);
  assert.deepEqual([profile.tokensIssued, emulator.count({ verdict: "the token has expired" })], [2, 1]);
  assert.equal((await crm.fetch("services/data")).status, 404);
  assert.equal((await crm.fetch("services/data/v64.0/limits", { method: "POST" })).status, 405);
  assert.equal(calls.length, 2);
  await crm.close();
});

test("a profile at one origin keeps its token endpoint", async (t) => {
  const { tokenUrl } = (await runningVendors(t, { profile: { description: profiles.shopware } })).profile;
  const route = { method: "POST", path: new URL(tokenUrl).pathname, answer: () => ({}) };
  await assert.rejects(runningVendors(t, { profile: { description: profiles.shopware, routes: [route] } }), {
    name: "TypeError",
    message: "startEmulator.profile.routes[0].path: the emulator answers this path itself, always",
  });
  const everywhere = await runningVendors(t, { profile: { description: profiles.shopware, routes: [{ method: "POST", path: "/{a}/{b}/{c}", answer: () => ({}) }] } });
  const api = profileAuthenticator(profiles.shopware, everywhere.profile.credentials, { fetch: everywhere.fetch });
  assert.match((await api.token()).value, /^fake-token-/);
  await api.close();
});

test("customers of the gateway and admins have routes too, by path or as said", async (t) => {
  const gateway = noted({ path: "/mobile/v2/api/points" });
  const admin = noted({ path: "/v2/org/things", login: "admin" });
  const emulator = await runningEmulator(t, { routes: [gateway.route, admin.route] });
  const at = (path, headers = {}) => send(emulator.url + path, { headers });
  assert.deepEqual([(await at("/mobile/v2/api/points")).status, latest(emulator).endpoint, latest(emulator).verdict], [401, "gateway", "cap_authorization is missing"]);
  assert.equal((await callWithBasic(emulator, { path: "/v2/org/things" })).status, 403);
  assert.deepEqual([latest(emulator).endpoint, latest(emulator).verdict], ["admin", "a till is no admin"]);
  const { email, password, authKey } = emulator.capillary.admin;
  const login = capillaryCalls.basic(`${email}:${capillaryCalls.md5Hex(password)}`);
  const answer = await at("/v2/org/things", { Authorization: login, "X-CAP-API-AUTH-KEY": authKey });
  assert.deepEqual([answer.status, gateway.calls.length, admin.calls.length], [200, 0, 1]);
});

test("a customer who has logged in reaches a route of the gateway", async (t) => {
  const { calls, route } = noted({ path: "/mobile/v2/api/points" });
  const emulator = await runningEmulator(t, { customer: { passwords: true }, routes: [route] });
  const { customer } = emulator.capillary;
  const { brand, user } = customer;
  const common = { channel: "web", host: "eu-auth-api.capillarytech.com", brand, mobile: user.mobile };
  const ask = async (request) => {
    const response = await emulator.fetch(request.url, request);
    return builders.customer.readResponse({ status: response.status, body: await response.text() }, { now: Date.now() });
  };
  const { sessionId } = await ask(builders.customer.tokenRequest({ ...common, password: user.password, confirmPassword: user.password }));
  const session = await ask(builders.customer.passwordValidateRequest({ ...common, sessionId, password: user.password }));
  const headers = builders.customer.headers({ token: session.token, brand, mobile: user.mobile });
  const answer = await send(`${emulator.url}/mobile/v2/api/points`, { headers });
  assert.deepEqual([answer.status, latest(emulator).verdict, calls.length], [200, "accepted", 1]);
  const broken = await send(`${emulator.url}/mobile/v2/api/points`, { headers: { ...headers, "Content-Type": "application/json", "Content-Length": "1" }, body: "{" });
  assert.deepEqual([broken.status, latest(emulator).verdict], [400, "the body is not JSON"]);
});

test("a route takes the place of the emulator's own call, and leaves its other methods", async (t) => {
  const { route } = noted({ path: capillaryCalls.LOOK_UP });
  const emulator = await runningEmulator(t, { routes: [route, { ...route, method: "DELETE", path: capillaryCalls.CREATE }] });
  assert.deepEqual((await callWithBasic(emulator)).json, { points: 1 });
  const created = await callWithBasic(emulator, { path: capillaryCalls.CREATE, method: "POST", headers: JSON_TYPE, body: "{}" });
  assert.equal(created.json.entity.id, 98746);
  assert.equal((await callWithBasic(emulator, { path: capillaryCalls.CREATE, method: "DELETE" })).json.points, 2);
});

test("of routes that fit, the first answers; methods at one path are told together", async (t) => {
  const answering = (method, path, body) => ({ method, path, answer: () => ({ body }) });
  const emulator = await runningEmulator(t, {
    routes: [answering("GET", "/x/me", "me"), answering("GET", "/x/{id}", "anybody"), answering("PUT", "/x/{id}", "put")],
  });
  const texts = await Promise.all(["/x/me", "/x/you", "/x/m%65"].map(async (path) => (await callWithBasic(emulator, { path })).text));
  assert.deepEqual(texts, ["me", "anybody", "me"]);
  await callWithBasic(emulator, { path: "/x/you", method: "PATCH" });
  assert.deepEqual([latest(emulator).status, latest(emulator).verdict, latest(emulator).endpoint], [405, "this path takes GET and PUT", "api"]);
});

test("status, headers, text, bytes and later answers are sent as given", async (t) => {
  const answers = [
    { status: 201, headers: { Location: "/v2/things/1", "Content-Type": "text/csv", Date: null }, body: "a,b" },
    { body: new Uint8Array([0, 255]) },
    {},
    { status: 204 },
    Object.assign(Object.create(null), { status: 404, body: [1] }),
  ];
  const emulator = await runningEmulator(t, { routes: [{ method: "GET", path: "/v2/things", answer: async () => answers.shift() }] });
  const ask = () => callWithBasic(emulator, { path: "/v2/things" });
  const created = await ask();
  assert.deepEqual([created.status, created.text], [201, "a,b"]);
  assert.deepEqual([created.headers.location, created.headers["content-type"], created.headers.date], ["/v2/things/1", "text/csv", undefined]);
  assert.equal((await ask()).headers["content-length"], "2");
  const empty = await ask();
  assert.deepEqual([empty.status, empty.text], [200, ""]);
  assert.equal((await ask()).status, 204);
  const missing = await ask();
  assert.deepEqual([missing.status, missing.json, latest(emulator).verdict], [404, [1], "accepted"]);
});

const cycle = {};
cycle.self = cycle;
const BROKEN = [
  [() => undefined, "answer: expected an object, got undefined"],
  [() => null, "answer: expected an object, got null"],
  [() => "text", "answer: expected an object, got string"],
  [() => new Response("x"), "answer: expected a plain object { status, headers, body }"],
  [() => ({ stauts: 200 }), 'answer: unknown option "stauts"; did you mean "status"?'],
  [() => ({ status: 99 }), "answer.status: expected a whole number from 200 to 599, got 99"],
  [() => ({ headers: { a: "x\r\nb: c" } }), 'answer.headers["a"]: not a header HTTP can carry'],
  [() => ({ headers: { a: 1 } }), 'answer.headers["a"]: expected a string, or null to leave it out'],
  [() => ({ body: 7 }), "answer.body: expected a string, bytes or an object to send as JSON, got number"],
  [() => ({ body: cycle }), "answer.body: an object that JSON cannot hold"],
  [() => ({ body: { toJSON: () => undefined } }), "answer.body: an object that JSON cannot hold"],
  [
    () => ({
      get status() {
        throw new RangeError("a getter");
      },
    }),
    "a getter",
  ],
];

test("what a handler throws, and what is no answer, is a 500 whose reason only the log has", async (t) => {
  let answer;
  const emulator = await runningEmulator(t, { routes: [{ method: "GET", path: "/v2/things", answer: (call) => answer(call) }] });
  const ask = () => callWithBasic(emulator, { path: "/v2/things" });
  const throwing = [
    ({ headers }) => assert.fail(headers.authorization),
    async ({ headers }) => Promise.reject(new Error(headers.authorization)),
  ];
  for (answer of throwing) {
    const { status, text } = await ask();
    const entry = latest(emulator);
    assert.deepEqual([status, entry.status, entry.verdict], [500, 500, "the handler of the route threw"]);
    assert.equal(entry.failure.message, capillaryCalls.SAMPLE_BASIC);
    assertNoLeak(text, [capillaryCalls.SAMPLE_BASIC]);
    for (const shown of [inspect(entry, { depth: 9, showHidden: true, getters: true }), JSON.stringify(entry)]) assertNoLeak(shown, [capillaryCalls.SAMPLE_BASIC]);
  }
  for (const [broken, message] of BROKEN) {
    answer = broken;
    assert.equal((await ask()).status, 500, message);
    assert.deepEqual([latest(emulator).verdict, latest(emulator).failure.message], ["the answer of the route is none", message]);
  }
  answer = () => ({ body: "well" });
  assert.equal((await ask()).text, "well");
});

test("bodies: JSON that is broken is refused, and what is not JSON is left to the handler", async (t) => {
  const { calls, route } = noted({ method: "POST", path: "/v2/things" });
  const emulator = await runningEmulator(t, { routes: [route] });
  const post = (type, body) => callWithBasic(emulator, { path: "/v2/things", method: "POST", headers: { "Content-Type": type }, body });
  for (const [type, body, verdict] of [
    ["application/json", "{", "the body is not JSON"],
    ["application/json; charset=utf-8", Buffer.from('"\xe9"', "latin1"), "the body is not UTF-8"],
    ["application/problem+json", "nothing", "the body is not JSON"],
  ]) {
    assert.equal((await post(type, body)).status, 400);
    assert.equal(latest(emulator).verdict, verdict);
  }
  assert.equal(calls.length, 0);
  for (const [type, body, json] of [
    ["application/json", "", undefined],
    ["application/vnd.api+json;v=1", "[1]", [1]],
    ["text/plain", "[1]", undefined],
    ["application/x-www-form-urlencoded", "a=1", undefined],
    ["application/octet-stream", Buffer.from([255, 0]), undefined],
    ["application/jsonp", "x", undefined],
  ]) {
    assert.equal((await post(type, body)).status, 200, type);
    assert.deepEqual([calls.at(-1).json, Buffer.from(calls.at(-1).bytes)], [json, Buffer.from(body)], type);
  }
});

test("what a handler does to its call changes nothing in the log", async (t) => {
  const answer = ({ headers, bytes }) => {
    bytes.fill(120);
    headers.authorization = "mine";
    return {};
  };
  const emulator = await runningEmulator(t, { routes: [{ method: "POST", path: "/v2/things", answer }] });
  await callWithBasic(emulator, { path: "/v2/things", method: "POST", body: "text" });
  assert.deepEqual([latest(emulator).body, latest(emulator).headers.authorization], ["text", capillaryCalls.SAMPLE_BASIC]);
});

test("faults meet routes of one's own, before their handlers do", async (t) => {
  const { calls, route } = noted();
  const emulator = await runningEmulator(t, { routes: [route] });
  emulator.fault({ on: "api", status: 503 });
  emulator.fault({ on: { method: "GET", path: POINTS }, headers: { "X-Late": "1" } });
  assert.equal((await callWithBasic(emulator, { path: POINTS })).status, 503);
  assert.equal(calls.length, 0);
  const late = await callWithBasic(emulator, { path: POINTS });
  assert.deepEqual([late.status, late.headers["x-late"], late.json], [200, "1", { points: 1 }]);
});

test("a client whose group does not cover a route gets no answer of it", async (t) => {
  const { calls, route } = noted();
  const clients = [{ key: "FakeKeyOfTheLocalEmulator", secret: "FakeSecretOfTheLocalEmulatorDoNotUseIt00", forbidden: [POINTS] }];
  const emulator = await runningEmulator(t, { clients, routes: [route] });
  const token = await capillaryCalls.tokenFrom(emulator);
  assert.deepEqual([(await callWithToken(emulator, token, { path: POINTS })).status, calls.length], [403, 0]);
});

test("a page of this machine may call a route, preflight first; a page of the world may not", async (t) => {
  const { calls, route } = noted();
  const emulator = await runningEmulator(t, { routes: [route, { method: "OPTIONS", path: "/v2/points/{till}", answer: () => ({ status: 204 }) }] });
  const origin = "http://localhost:5173";
  const url = emulator.url + POINTS;
  const preflight = await send(url, { method: "OPTIONS", headers: { origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization" } });
  assert.deepEqual([preflight.status, preflight.headers["access-control-allow-origin"], emulator.requests.length], [204, origin, 0]);
  const answer = await callWithBasic(emulator, { path: POINTS, headers: { origin } });
  assert.deepEqual([answer.status, answer.headers["access-control-allow-origin"]], [200, origin]);
  assert.equal((await callWithBasic(emulator, { path: POINTS, headers: { origin: "https://shop.example" } })).status, 403);
  assert.equal(calls.length, 1);
  assert.equal((await callWithBasic(emulator, { path: POINTS, method: "OPTIONS" })).status, 204);
});

test("an emulator that is closed lets a handler go that never answers", async (t) => {
  let arrived;
  const waiting = new Promise((resolve) => (arrived = resolve));
  const answer = () => {
    arrived();
    return new Promise(() => {});
  };
  const emulator = await runningEmulator(t, { routes: [{ method: "GET", path: "/v2/things", answer }] });
  const call = callWithBasic(emulator, { path: "/v2/things" });
  await waiting;
  await emulator.close();
  assert.deepEqual([(await call).status, latest(emulator).status], [null, null]);
});

const handler = () => ({});
const REFUSED = [
  [{}, "startEmulator.capillary.routes: expected an array of routes, got an object"],
  [[null], "startEmulator.capillary.routes[0]: expected an object, got null"],
  [[{ method: "GET", path: "/a", handler }], 'startEmulator.capillary.routes[0]: unknown option "handler"; known: method, path, login, answer'],
  [[{ path: "/a", answer: handler }], 'startEmulator.capillary.routes[0].method: expected an HTTP method, such as "GET", got undefined'],
  [[{ method: "GET /a", path: "/a", answer: handler }], 'startEmulator.capillary.routes[0].method: expected an HTTP method, such as "GET", got string'],
  [[{ method: "GET", answer: handler }], "startEmulator.capillary.routes[0].path: expected a path, got undefined"],
  ...["a", "", "/a?b", "/a#b", "/a b", "/é", "https://x/a"].map((path) => [
    [{ method: "GET", path, answer: handler }],
    'startEmulator.capillary.routes[0].path: expected a path as it is sent, which starts with "/" and has no query',
  ]),
  ...["/a{b}", "/{a}{b}", "/{}", "/{a", "/{a-b}", "/{__proto__}"].map((path) => [
    [{ method: "GET", path, answer: handler }],
    "startEmulator.capillary.routes[0].path: a {name} stands for a whole segment, such as /v2/customers/{id}",
  ]),
  [[{ method: "GET", path: "/{a}/{a}", answer: handler }], "startEmulator.capillary.routes[0].path: {a} stands in it twice"],
  [[{ method: "GET", path: "/a" }], "startEmulator.capillary.routes[0].answer: expected a function, got undefined"],
  [[{ method: "GET", path: "/a", answer: {} }], "startEmulator.capillary.routes[0].answer: expected a function, got an object"],
  [[{ method: "GET", path: "/a", answer: handler, login: "user" }], 'startEmulator.capillary.routes[0].login: expected one of "till", "customer", "admin", got string'],
  [
    [
      { method: "get", path: "/a", answer: handler },
      { method: "GET", path: "/a", answer: handler },
    ],
    "startEmulator.capillary.routes[1]: startEmulator.capillary.routes[0] has the same method and path",
  ],
  ...["/v3/oauth/token/generate", "/auth/v1/web/token/generate", "/v2/staff/accessToken"].map((path) => [
    [{ method: "POST", path, answer: handler }],
    "startEmulator.capillary.routes[0].path: the emulator answers this path itself, always",
  ]),
];

test("a route that is none is refused at the start, by name", async (t) => {
  for (const [routes, message] of REFUSED) await assert.rejects(runningEmulator(t, { routes }), { name: "TypeError", message });
  for (const [vendor, path] of [
    ["pledg", "/api/token"],
    ["pledg", "/purchase"],
    ["caxton", "/api/token"],
    ["caxton", "/api/clients/auth/register"],
    ["caxton", "/api/clients/auth/reset"],
  ]) {
    const message = `startEmulator.${vendor}.routes[0].path: the emulator answers this path itself, always`;
    await assert.rejects(runningVendors(t, { [vendor]: { routes: [{ method: "POST", path, answer: handler }] } }), { name: "TypeError", message });
  }
  const login = { method: "GET", path: "/a", answer: handler, login: "user" };
  await assert.rejects(runningVendors(t, { profile: { description: profiles.bol, routes: [login] } }), {
    message: 'startEmulator.profile.routes[0]: unknown option "login"; known: method, path, answer',
  });
});
