import assert from "node:assert/strict";
import test from "node:test";

import { basic, callWithBasic, latest, LOOK_UP, md5Hex, OLD_GET, SAMPLE_BASIC, tokenFrom } from "./capillary-calls.mjs";
import { sendBytes } from "./raw-client.mjs";
import { runningEmulator } from "./running-emulator.mjs";

// Literal headers: computed once from the vendor's pages, so that no code here can agree with a mistake of the emulator.
const VECTORS = [
  ["V1, V2", "store.server", "server123", SAMPLE_BASIC],
  ["V5", "store123", "Pass123", "Basic c3RvcmUxMjM6MmYyM2ZhMzU3OWYzZjc1MTc1NzkzNjQ5MTE1YzFiMjU="],
  ["V8", "store.server", "123", "Basic c3RvcmUuc2VydmVyOjIwMmNiOTYyYWM1OTA3NWI5NjRiMDcxNTJkMjM0Yjcw"],
  ["V9", "till.é", "pässword", "Basic dGlsbC7DqTo4ZTE4NDMwMzNhMGY2ZWU1MmUyZjYxOGFhOGViYmVmNA=="],
];

for (const [name, username, password, login] of VECTORS) {
  test(`Basic vector ${name} is accepted`, async (t) => {
    const emulator = await runningEmulator(t, { tills: [{ username, password }] });
    const answer = await callWithBasic(emulator, { login });
    assert.equal(answer.status, 200);
    assert.equal(answer.json.success, true);
    assert.equal(answer.json.entity.till, username);
    assert.equal(latest(emulator).authentication, "basic");
    assert.equal(latest(emulator).verdict, "accepted");
  });
}

test("V1: the digest is the vendor page's", () => {
  assert.equal(md5Hex("server123"), "8a16a6b70505eb1f1ff7cdc0cd5559a7");
  assert.equal(basic(`store.server:${md5Hex("server123")}`), SAMPLE_BASIC);
});

test("the default till is the vendor page's sample", async (t) => {
  const emulator = await runningEmulator(t);
  assert.deepEqual(emulator.capillary.till, { username: "store.server", password: "server123" });
  assert.equal((await callWithBasic(emulator)).status, 200);
});

test("each of several tills logs in as itself", async (t) => {
  const emulator = await runningEmulator(t, { tills: [{ username: "a", password: "one" }, { username: "b", password: "two" }] });
  assert.equal((await callWithBasic(emulator, { login: basic(`b:${md5Hex("two")}`) })).json.entity.till, "b");
  assert.equal((await callWithBasic(emulator, { login: basic(`b:${md5Hex("one")}`) })).status, 401);
});

const DIGEST = md5Hex("server123");
const REFUSALS = [
  ["the clear password", basic("store.server:server123"), /in clear/],
  ["a double hash (V10)", basic("store.server:63fb38f9dccb12f2c22c83def58fb241"), /twice/],
  ["upper-case hex", basic(`store.server:${DIGEST.toUpperCase()}`), /lower-case/],
  ["the space of misprint V7", basic(`store.server: ${DIGEST}`), /white space/],
  ["another password", basic(`store.server:${md5Hex("server124")}`), /wrong password/],
  ["an unknown till", basic(`store.other:${DIGEST}`), /no till/],
  ["no colon", basic("store.server"), /no colon/],
  ["a scheme in lower case", SAMPLE_BASIC.replace("Basic", "basic"), /one space/],
  ["two spaces", SAMPLE_BASIC.replace(" ", "  "), /one space/],
  ["text behind the base64", `${SAMPLE_BASIC} x`, /one space/],
  ["no base64", "Basic ???", /one space/],
  ["bits left over in the base64", "Basic eDp5eh==", /not canonical/],
];

for (const [what, login, verdict] of REFUSALS) {
  test(`Basic with ${what} is refused and diagnosed`, async (t) => {
    const emulator = await runningEmulator(t);
    const answer = await callWithBasic(emulator, { login });
    assert.equal(answer.status, 401);
    assert.deepEqual(answer.json, { errors: [{ status: false, code: 401, message: "Unauthorized" }] });
    assert.match(latest(emulator).verdict, verdict);
    assert.equal(latest(emulator).authentication, "basic");
  });
}

test("missing padding is refused", async (t) => {
  const emulator = await runningEmulator(t, { tills: [{ username: "store123", password: "Pass123" }] });
  const unpadded = basic(`store123:${md5Hex("Pass123")}`).replace(/=+$/, "");
  assert.equal((await callWithBasic(emulator, { login: unpadded })).status, 401);
  assert.match(latest(emulator).verdict, /not canonical/);
});

test("V9: a hash over Latin-1 or ASCII bytes is refused and diagnosed", async (t) => {
  const emulator = await runningEmulator(t, { tills: [{ username: "till.é", password: "pässword" }] });
  await callWithBasic(emulator, { login: basic("till.é:0126cf1f6e0dba240af4c5537ca51d0e") });
  assert.match(latest(emulator).verdict, /Latin-1/);
  await callWithBasic(emulator, { login: basic("till.é:c0060859e24d230671220d23e4b22cb7") });
  assert.match(latest(emulator).verdict, /ASCII/);
});

test("no credential is refused", async (t) => {
  const emulator = await runningEmulator(t);
  const answer = await sendBytes(emulator.url, `GET ${LOOK_UP} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n`);
  assert.match(answer.text, /^HTTP\/1\.1 401 /);
  assert.equal(latest(emulator).verdict, "no credential was sent");
  assert.equal(latest(emulator).authentication, "none");
});

test("two Authorization headers are refused", async (t) => {
  const emulator = await runningEmulator(t);
  const line = `Authorization: ${SAMPLE_BASIC}\r\n`;
  const answer = await sendBytes(emulator.url, `GET ${LOOK_UP} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n${line}${line}Connection: close\r\n\r\n`);
  assert.match(answer.text, /^HTTP\/1\.1 401 /);
  assert.match(latest(emulator).verdict, /twice/);
});

test("Authorization next to a token is refused", async (t) => {
  const emulator = await runningEmulator(t);
  const token = await tokenFrom(emulator);
  assert.equal((await callWithBasic(emulator, { headers: { "X-CAP-API-OAUTH-TOKEN": token } })).status, 401);
  assert.match(latest(emulator).verdict, /exclude each other/);
});

test("the v1.1 path takes Basic, and refuses it inside a 200", async (t) => {
  const emulator = await runningEmulator(t);
  const good = await callWithBasic(emulator, { path: OLD_GET });
  assert.equal(good.json.response.status.code, "200");
  assert.equal(good.json.response.customers.customer[0].till, "store.server");
  const bad = await callWithBasic(emulator, { path: OLD_GET, login: basic("store.server:x") });
  assert.equal(bad.status, 200);
  assert.deepEqual(bad.json, { response: { status: { success: "true", code: "401", message: "Unauthorized" } } });
});
