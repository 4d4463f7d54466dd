// G9: whatever answers a token call, the call ends in a token or in one typed error, in bounded time and memory, and
// leaves nothing behind. What an emulated vendor can say is in tests/package/answers.test.mjs; here a socket says the rest.

import assert from "node:assert/strict";
import test from "node:test";

import { DEADLINE_MS, assertNothingStays, assertTyped, outcomeOf, random, server, tokenBody } from "./ground.mjs";
import { http, startRawServer, stopsAfter } from "./raw-server.mjs";
import { until } from "../package/vendor.mjs";
import { TOKEN_ANSWERS } from "./token-answers.mjs";

/** So many at once: most of them wait for a deadline. */
const concurrency = 6;

for (const [kind, answers] of Object.entries(TOKEN_ANSWERS)) {
  test(`hostile answers to a token call: ${kind}`, { concurrency }, async (t) => {
    await Promise.all(Object.entries(answers).map(([what, answer]) => t.test(`G9: ${what} is ${[answer.is].flat().join(" or ")}`, (each) => meet(each, answer))));
  });
}

test("an answer that is not read holds no connection", async (t) => {
  const vendor = await startRawServer(t, stopsAfter(http("999 Denied", { "Content-Length": 900 }, "{")));
  const api = server.capillaryOAuth({ host: vendor.url, key: "key", secret: random(), timeoutMs: DEADLINE_MS, retry: false, dangerouslyAllowInsecureHttp: "loopback" });
  assertTyped((await outcomeOf(api.token())).error, "network", {});
  await until(() => vendor.openConnections() === 0);
  await api.close();
});

async function meet(t, { says, is: expected, most, facts = {} }) {
  const is = [expected].flat();
  const [token, secret] = [`${random(30)}.${random(40)}`, random()];
  let sent = () => 0;
  const hostile = says(token, secret);
  const vendor = await startRawServer(t, async (connection, index) => {
    if (index > 0) return connection.send(http("200 OK", {}, tokenBody("the.next.token")));
    ({ sent } = connection);
    if (typeof hostile === "function") return hostile(connection);
    await connection.send(hostile);
    return connection.end();
  });
  const options = { host: vendor.url, key: "key", secret, timeoutMs: DEADLINE_MS, retry: false, dangerouslyAllowInsecureHttp: "loopback" };
  const api = server.capillaryOAuth(options);
  const { value, error } = await outcomeOf(api.token(), "the token call");
  if (error === undefined) {
    assert.ok(is.includes("a token"), "a token came of it");
    assert.equal(value.value, token);
    assert.ok(value.expiresAt - value.obtainedAt <= 300_000);
  } else {
    assertTyped(error, is, { token, secret });
    for (const [name, fact] of Object.entries(facts)) assert.equal(error[name], fact, name);
    assert.deepEqual([api.status().hasToken, api.status().lastError], [false, error.code]);
  }
  assert.equal({}.polluted, undefined);
  // One request, whatever was answered; and who comes next is served, on whichever connection.
  assert.equal(vendor.heard.length, 1);
  if (most !== undefined) assert.ok(sent() <= most, `${sent()} bytes were taken`);
  await api.close();
  assertNothingStays({ token, secret });
  // A platform may still write to the connection that was ended, which is what retrying is for.
  const next = server.capillaryOAuth({ ...options, retry: undefined });
  assert.equal((await outcomeOf(next.token(), "the next call")).value?.value, "the.next.token");
  await next.close();
}
