import assert from "node:assert/strict";
import { connect } from "node:net";
import test from "node:test";
import { inspect } from "node:util";

import { askToken, callWithBasic, callWithToken, CREATE, latest, LOOK_UP, SAMPLE_BASIC, TOKEN, tokenFrom } from "./capillary-calls.mjs";
import { assertNoLeak } from "./installed.mjs";
import { sendBytes } from "./raw-client.mjs";
import { runningEmulator } from "./running-emulator.mjs";

test("an entry holds what was received, order and spelling included", async (t) => {
  const emulator = await runningEmulator(t);
  const before = Date.now();
  await sendBytes(emulator.url, "POST /v2/customers?a=1&b=%20 HTTP/1.1\r\nhOST: localhost\r\nX-One: 1\r\nx-one: 2\r\nConnection: close\r\nContent-Length: 3\r\n\r\nab\xc3");
  const entry = latest(emulator);
  assert.deepEqual([entry.method, entry.path, entry.query], ["POST", "/v2/customers", "a=1&b=%20"]);
  assert.deepEqual(entry.rawHeaders.map(([name]) => name), ["hOST", "X-One", "x-one", "Connection", "Content-Length"]);
  assert.deepEqual(entry.rawHeaders[1], ["X-One", "1"]);
  assert.equal(entry.headers["x-one"], "1, 2");
  assert.ok(entry.at >= before && entry.at <= Date.now());
});

test("an entry holds credentials and both bodies in clear for who asks", async (t) => {
  const emulator = await runningEmulator(t);
  const answer = await askToken(emulator);
  const token = answer.json.data.accessToken;
  await callWithToken(emulator, token);
  const [tokenCall, apiCall] = emulator.requests;
  assert.equal(tokenCall.body, JSON.stringify(emulator.capillary.credentials));
  assert.equal(tokenCall.responseBody, answer.text);
  assert.equal(apiCall.headers["x-cap-api-oauth-token"], token);
});

test("a token endpoint's status is noted before the client has its answer", async (t) => {
  const emulator = await runningEmulator(t);
  for (let i = 0; i < 20; i += 1) {
    await askToken(emulator);
    assert.equal(latest(emulator).status, 200);
  }
});

test("no print of an entry or the emulator shows a credential", async (t) => {
  const emulator = await runningEmulator(t);
  const secrets = await secretsUsed(emulator);
  const { key } = emulator.capillary.credentials;
  for (const value of [emulator, emulator.capillary, ...emulator.requests, [...emulator.requests]]) {
    assertNoLeak(value, secrets);
    for (const print of printsOf(value)) for (const secret of secrets) assert.ok(!print.includes(secret));
  }
  assert.ok(inspect(emulator, { depth: Infinity }).includes(key));
  assert.ok(JSON.stringify(latest(emulator)).includes("«redacted»"));
  assert.ok(inspect(latest(emulator)).includes("«redacted»"));
});

async function secretsUsed(emulator) {
  const { secret } = emulator.capillary.credentials;
  const token = await tokenFrom(emulator);
  await callWithToken(emulator, token);
  await callWithBasic(emulator);
  await callWithBasic(emulator, { path: `/elsewhere?secret=${secret}`, method: "POST", body: `{"secret":"${secret}"}` });
  await callWithBasic(emulator, { path: `${LOOK_UP}?access_token=${token}` });
  await callWithToken(emulator, `Bearer ${token}`);
  await askToken(emulator, { body: `{"key":"x","secret":"${secret}x"}` });
  return [secret, token, SAMPLE_BASIC.slice(6), "server123", "8a16a6b70505eb1f1ff7cdc0cd5559a7"];
}

function printsOf(value) {
  return [
    inspect(value, { depth: Infinity }),
    inspect(value, { depth: Infinity, showHidden: true }),
    inspect(value, { depth: Infinity, customInspect: false, showHidden: true }),
    inspect(value, { depth: Infinity, getters: false, compact: false }),
    JSON.stringify(value),
    `${value}`,
  ];
}

test("a print keeps what is no credential: API bodies, other headers, other parameters", async (t) => {
  const emulator = await runningEmulator(t);
  const call = { method: "POST", path: `${CREATE}?source=web`, headers: { "Content-Type": "application/json", "X-Mark": "seen" } };
  await callWithBasic(emulator, { ...call, body: '{"name":"Ada"}' });
  const print = JSON.parse(JSON.stringify(latest(emulator)));
  assert.equal(print.body, '{"name":"Ada"}');
  assert.equal(print.query, "source=web");
  assert.equal(print.headers["x-mark"], "seen");
  assert.equal(print.headers.authorization, "«redacted»");
  assert.deepEqual(print.rawHeaders.find(([name]) => name === "Authorization"), ["Authorization", "«redacted»"]);
});

test("count compares every value given; clearRequests empties the same array", async (t) => {
  const emulator = await runningEmulator(t);
  const { requests } = emulator;
  await askToken(emulator);
  await askToken(emulator, { body: "{}" });
  await callWithBasic(emulator);
  assert.equal(emulator.count(), 3);
  assert.equal(emulator.count({ endpoint: "token" }), 2);
  assert.equal(emulator.count({ endpoint: "token", status: 200, verdict: "accepted" }), 1);
  assert.equal(emulator.count({ method: "GET", path: LOOK_UP, authentication: "basic" }), 1);
  assert.equal(emulator.count({ path: TOKEN, fault: undefined }), 2);
  assert.throws(() => emulator.count({ endpiont: "token" }), /unknown option "endpiont"; did you mean "endpoint"/);
  emulator.clearRequests();
  assert.deepEqual([emulator.count(), requests.length], [0, 0]);
});

test("the time an exchange took is noted when it is over", async (t) => {
  const emulator = await runningEmulator(t);
  await sendBytes(emulator.url, "GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  assert.equal(typeof latest(emulator).milliseconds, "number");
});

test("a body that breaks off is noted and answered with nothing", async (t) => {
  const emulator = await runningEmulator(t);
  const { port } = new URL(emulator.url);
  const socket = connect(Number(port), "127.0.0.1", () => socket.write(`POST ${TOKEN} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc`));
  for (let i = 0; i < 100 && emulator.requests.length === 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(latest(emulator).verdict, "pending");
  socket.destroy();
  for (let i = 0; i < 100 && latest(emulator).verdict === "pending"; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.match(latest(emulator).verdict, /cut off/);
  assert.equal(latest(emulator).status, null);
});

test("a body above 8 MiB is not taken", async (t) => {
  const emulator = await runningEmulator(t);
  const answer = await callWithBasic(emulator, { method: "POST", path: CREATE, body: Buffer.alloc(8 * 1024 * 1024 + 1, 32) });
  assert.equal(answer.status, null);
  assert.notEqual(answer.error.message, "timed out");
  assert.match(latest(emulator).verdict, /too large/);
});
