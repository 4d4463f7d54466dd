import assert from "node:assert/strict";
import test from "node:test";

import { callWithBasic, callWithToken, latest, LOOK_UP, OLD_GET, SAMPLE_BASIC, tokenFrom } from "./capillary-calls.mjs";
import { sendBytes } from "./raw-client.mjs";
import { runningEmulator } from "./running-emulator.mjs";

const P = "X-CAP-API-ATTRIBUTION-";

test("Basic: both lookup types are accepted and echoed", async (t) => {
  const emulator = await runningEmulator(t);
  for (const type of ["WECHAT", "MOBILE_TRIGGER"]) {
    const answer = await callWithBasic(emulator, { headers: { [`${P}LOOKUP-TYPE`]: type, [`${P}LOOKUP`]: "AbC" } });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.json.entity.attribution, { lookupType: type, lookup: "AbC" });
  }
});

test("Basic: a lookup type alone is tolerated", async (t) => {
  const emulator = await runningEmulator(t);
  assert.equal((await callWithBasic(emulator, { headers: { [`${P}LOOKUP-TYPE`]: "WECHAT" } })).status, 200);
});

test("Basic: a lookup without its type is 1061", async (t) => {
  const emulator = await runningEmulator(t);
  const answer = await callWithBasic(emulator, { headers: { [`${P}LOOKUP`]: "AbC" } });
  assert.deepEqual([answer.status, answer.json.errors[0].code], [400, 1061]);
  assert.match(latest(emulator).verdict, /without X-CAP-API-ATTRIBUTION-LOOKUP-TYPE/);
});

test("OAuth: each of the six entity types is accepted and echoed, and so is a code alone", async (t) => {
  const emulator = await runningEmulator(t);
  const token = await tokenFrom(emulator);
  const types = ["TILL", "STORE_CODE", "STORE_NAME", "STORE_EXTERNAL_ID", "STORE_EXTERNAL_ID_1", "STORE_EXTERNAL_ID_2"];
  for (const entityType of types) {
    const headers = { [`${P}ENTITY-TYPE`]: entityType, [`${P}ENTITY-CODE`]: "s1" };
    const answer = await callWithToken(emulator, token, { headers });
    assert.deepEqual(answer.json.entity.attribution, { entityType, entityCode: "s1" });
  }
  const alone = await callWithToken(emulator, token, { headers: { [`${P}ENTITY-CODE`]: "s1" } });
  assert.deepEqual(alone.json.entity.attribution, { entityCode: "s1" });
});

const BASIC_REFUSALS = [
  ["an invalid lookup type", { [`${P}LOOKUP-TYPE`]: "wechat", [`${P}LOOKUP`]: "x" }, /LOOKUP-TYPE is none of/],
  ["an empty lookup", { [`${P}LOOKUP-TYPE`]: "WECHAT", [`${P}LOOKUP`]: "" }, /LOOKUP is empty/],
  ["an entity header", { [`${P}ENTITY-CODE`]: "s1" }, /does not go with basic/],
  ["a misspelt header", { [`${P}LOOKUPTYPE`]: "WECHAT" }, /unknown attribution header/],
];

for (const [what, headers, verdict] of BASIC_REFUSALS) {
  test(`Basic: ${what} is 400`, async (t) => {
    const emulator = await runningEmulator(t);
    const answer = await callWithBasic(emulator, { headers });
    assert.deepEqual([answer.status, answer.json.errors[0].code], [400, 400]);
    assert.match(latest(emulator).verdict, verdict);
  });
}

const OAUTH_REFUSALS = [
  ["an entity type that is none of the six", { [`${P}ENTITY-TYPE`]: "TILL_CODE", [`${P}ENTITY-CODE`]: "s1" }, /ENTITY-TYPE is none of/],
  ["a lookup header", { [`${P}LOOKUP-TYPE`]: "WECHAT" }, /does not go with oauth/],
  ["the header of before 2020", { [`${P}TILL-CODE`]: "s1" }, /unknown attribution header/],
];

for (const [what, headers, verdict] of OAUTH_REFUSALS) {
  test(`OAuth: ${what} is 400`, async (t) => {
    const emulator = await runningEmulator(t);
    const answer = await callWithToken(emulator, await tokenFrom(emulator), { headers });
    assert.deepEqual([answer.status, answer.json.errors[0].code], [400, 400]);
    assert.match(latest(emulator).verdict, verdict);
  });
}

test("a doubled attribution header is refused", async (t) => {
  const emulator = await runningEmulator(t);
  const line = `${P}LOOKUP-TYPE: WECHAT\r\n`;
  const head = `GET ${LOOK_UP} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: application/json\r\nAuthorization: ${SAMPLE_BASIC}\r\n`;
  assert.match((await sendBytes(emulator.url, `${head}${line}${line}\r\n`)).text, /^HTTP\/1\.1 400 /);
  assert.match(latest(emulator).verdict, /twice/);
});

test("v1.1 takes no lookup headers, and says so inside a 200", async (t) => {
  const emulator = await runningEmulator(t);
  const headers = { [`${P}LOOKUP-TYPE`]: "WECHAT", [`${P}LOOKUP`]: "x" };
  const answer = await callWithBasic(emulator, { path: OLD_GET, headers });
  assert.deepEqual([answer.status, answer.json.response.status.code], [200, "400"]);
  assert.match(latest(emulator).verdict, /v2 paths only/);
});
