import assert from "node:assert/strict";
import test from "node:test";

import { callWithBasic, callWithToken, CREATE, latest, LOOK_UP, OLD_GET, SAMPLE_BASIC, tokenFrom } from "./capillary-calls.mjs";
import { send } from "./raw-client.mjs";
import { runningEmulator } from "./running-emulator.mjs";

const POST = { method: "POST", path: CREATE, headers: { "Content-Type": "application/json" } };

test("a POST echoes its body, whole", async (t) => {
  const emulator = await runningEmulator(t);
  const body = { profiles: [{ firstName: "Ünal", note: "x".repeat(100_000) }] };
  const answer = await callWithToken(emulator, await tokenFrom(emulator), { ...POST, body: JSON.stringify(body) });
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json.entity.body, body);
  assert.equal(latest(emulator).body, JSON.stringify(body));
});

const WRONG = [
  ["a wildcard Accept", { headers: { Accept: "*/*" } }, 400, /Accept/],
  ["an XML Accept", { headers: { Accept: "application/xml" } }, 400, /Accept/],
  ["a POST without Content-Type", { ...POST, headers: {}, body: "{}" }, 415, /Content-Type/],
  ["a POST of a form", { ...POST, headers: { "Content-Type": "multipart/form-data; boundary=x" }, body: "{}" }, 415, /Content-Type/],
  ["a POST that is not JSON", { ...POST, body: "{" }, 400, /not JSON/],
  ["a POST without a body", { ...POST, body: "" }, 400, /not JSON/],
  ["a POST that is not UTF-8", { ...POST, body: Buffer.from('"\xff"', "latin1") }, 400, /not UTF-8/],
  ["a method the path does not take", { method: "DELETE", path: LOOK_UP }, 405, /takes GET/],
  ["a path the vendor does not have", { path: "/v2/nothing" }, 404, /no such path/],
];

for (const [what, call, status, verdict] of WRONG) {
  test(`v2 refuses ${what}`, async (t) => {
    const emulator = await runningEmulator(t);
    const answer = await callWithBasic(emulator, call);
    assert.equal(answer.status, status);
    assert.deepEqual([answer.json.errors[0].status, answer.json.errors[0].code], [false, status]);
    assert.match(latest(emulator).verdict, verdict);
    assert.equal(latest(emulator).endpoint, "api");
  });
}

test("a missing Accept is refused", async (t) => {
  const emulator = await runningEmulator(t);
  assert.equal((await send(emulator.url + LOOK_UP, { headers: { Authorization: SAMPLE_BASIC } })).status, 400);
});

test("JSON among other accepted types is enough", async (t) => {
  const emulator = await runningEmulator(t);
  const headers = { Accept: "text/plain, application/json;q=0.9, */*" };
  assert.equal((await callWithBasic(emulator, { headers })).status, 200);
});

test("v1.1 puts every refusal inside a 200", async (t) => {
  const emulator = await runningEmulator(t);
  for (const [call, code] of [[{ headers: { Accept: "*/*" } }, "400"], [{ method: "DELETE" }, "405"], [{ path: "/v1.1/nothing" }, "404"]]) {
    const answer = await callWithBasic(emulator, { path: OLD_GET, ...call });
    assert.equal(answer.status, 200);
    assert.deepEqual([answer.json.response.status.success, answer.json.response.status.code], ["false", code]);
    assert.notEqual(latest(emulator).verdict, "accepted");
  }
});

test("a path of no vendor is 404 and logged as unknown, with how it was authenticated", async (t) => {
  const emulator = await runningEmulator(t);
  const answer = await callWithToken(emulator, "some-token", { path: "/elsewhere?a=1" });
  assert.equal(answer.status, 404);
  const { endpoint, authentication, verdict, path, query } = latest(emulator);
  assert.deepEqual({ endpoint, authentication, path, query }, { endpoint: "unknown", authentication: "oauth", path: "/elsewhere", query: "a=1" });
  assert.match(verdict, /no vendor/);
});
