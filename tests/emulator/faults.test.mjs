import assert from "node:assert/strict";
import test from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";

import { askToken, callWithBasic, CREATE, latest, LOOK_UP, OLD_GET, TOKEN } from "./capillary-calls.mjs";
import { send, sendBytes } from "./raw-client.mjs";
import { runningEmulator } from "./running-emulator.mjs";

test("status: in place of the answer, empty, with no token issued", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "token", status: 503, headers: { "Retry-After": "7" } });
  const answer = await askToken(emulator);
  assert.deepEqual([answer.status, answer.text, answer.headers["retry-after"]], [503, "", "7"]);
  assert.ok(answer.headers["x-cap-requestid"]);
  assert.equal(emulator.capillary.tokensIssued, 0);
  assert.deepEqual([latest(emulator).status, latest(emulator).fault, latest(emulator).verdict], [503, "status+headers", "accepted"]);
  assert.equal((await askToken(emulator)).status, 200);
  assert.equal(latest(emulator).fault, undefined);
});

test("body: an object as JSON, text as it is, bytes as they are", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "api", body: { response: { status: { code: 498 } } } });
  emulator.fault({ on: "api", status: 502, body: "<html>", headers: { "Content-Type": "text/html" } });
  assert.deepEqual((await callWithBasic(emulator)).json, { response: { status: { code: 498 } } });
  const page = await callWithBasic(emulator);
  assert.deepEqual([page.status, page.text, page.headers["content-type"]], [502, "<html>", "text/html"]);
  const packed = gzipSync("bomb");
  emulator.fault({ on: "api", body: packed, headers: { "Content-Encoding": "gzip" } });
  const answer = await fetch(emulator.url + LOOK_UP);
  assert.equal(await answer.text(), gunzipSync(packed).toString());
});

test("headers: added to the vendor's answer, or left out of it", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "token", headers: { "Content-Type": null, Date: null, "X-Cap-Requestid": null, "X-Extra": "1" } });
  const answer = await askToken(emulator);
  assert.equal(answer.json.data.ttlSeconds, 300);
  const { date, "content-type": type, "x-cap-requestid": id, "x-extra": extra } = answer.headers;
  assert.deepEqual([date, type, id, extra], [undefined, undefined, undefined, "1"]);
  emulator.fault({ on: "token", headers: { Date: "Thu, 01 Jan 1970 00:00:00 GMT" } });
  assert.equal((await askToken(emulator)).headers.date, "Thu, 01 Jan 1970 00:00:00 GMT");
});

test("a redirect to another emulator shows there what was carried over", async (t) => {
  const emulator = await runningEmulator(t);
  const other = await runningEmulator(t);
  emulator.fault({ on: "api", status: 307, headers: { Location: `${other.url}/caught` } });
  await fetch(emulator.url + LOOK_UP, { headers: { "X-CAP-API-OAUTH-TOKEN": "carried-token", Authorization: "Basic eDp5" } });
  const caught = latest(other);
  assert.deepEqual([caught.endpoint, caught.path, caught.authentication], ["unknown", "/caught", "oauth"]);
  assert.equal(caught.headers["x-cap-api-oauth-token"], "carried-token");
  assert.equal(caught.headers.authorization, undefined);
});

test("delayMs: the vendor's own answer, late", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "token", delayMs: 120 });
  const started = performance.now();
  assert.equal((await askToken(emulator)).json.data.ttlSeconds, 300);
  assert.ok(performance.now() - started >= 115);
  assert.ok(latest(emulator).milliseconds >= 115 || latest(emulator).milliseconds === null);
});

test("reset: the connection is reset, nothing is sent", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "token", reset: true });
  const answer = await askToken(emulator);
  assert.equal(answer.error.code, "ECONNRESET");
  assert.equal(answer.status, null);
  assert.deepEqual([latest(emulator).status, latest(emulator).verdict, latest(emulator).fault], [null, "accepted", "reset"]);
  assert.equal(emulator.capillary.tokensIssued, 0);
});

test("reset: it is a TCP reset, not a polite end", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "api", reset: true });
  const { error, text } = await sendBytes(emulator.url, `GET ${LOOK_UP} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  assert.deepEqual([error?.code, text], ["ECONNRESET", ""]);
});

test("hang: no answer; the next request is answered", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "token", hang: true });
  const answer = await send(emulator.url + TOKEN, { method: "POST", timeoutMs: 150 });
  assert.equal(answer.error.message, "timed out");
  assert.equal(answer.status, null);
  assert.equal(latest(emulator).status, null);
  assert.equal((await askToken(emulator)).status, 200);
});

test("truncate: more declared than sent, then closed", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "api", truncate: true });
  const { error, text } = await sendBytes(emulator.url, `GET ${LOOK_UP} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  assert.equal(error, null);
  const [head, body] = text.split("\r\n\r\n");
  const declared = Number(/content-length: (\d+)/i.exec(head)[1]);
  assert.equal(body.length, Math.floor(declared / 2));
  assert.ok(body.startsWith('{"errors":'));
});

test("truncate: a client sees the answer break off, even an empty one", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "api", truncate: true });
  emulator.fault({ on: "api", truncate: true, status: 200 });
  for (let i = 0; i < 2; i += 1) {
    const answer = await callWithBasic(emulator);
    assert.equal(answer.status, 200);
    assert.equal(answer.error?.code, "ECONNRESET");
    assert.equal(answer.complete, false);
  }
});

test("drip: the body arrives whole, in pieces, slowly", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "api", body: "0123456789", drip: { bytes: 4, everyMs: 60 } });
  const answer = await callWithBasic(emulator);
  assert.equal(answer.text, "0123456789");
  assert.deepEqual(answer.arrivals.map(({ bytes }) => bytes), [4, 4, 2]);
  assert.ok(answer.arrivals[2].at - answer.arrivals[0].at >= 100);
});

test("times and skip: so many go through, so many are hit, in the order of queueing", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "api", status: 500, times: 2, skip: 1 });
  emulator.fault({ on: "api", status: 429 });
  const statuses = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await callWithBasic(emulator)).status);
  assert.deepEqual(statuses, [200, 500, 500, 429, 200]);
  assert.deepEqual(emulator.faults, []);
});

test("times: Infinity lasts until it is removed", async (t) => {
  const emulator = await runningEmulator(t);
  const handle = emulator.fault({ on: "api", status: 500, times: Infinity });
  for (let i = 0; i < 5; i += 1) assert.equal((await callWithBasic(emulator)).status, 500);
  assert.equal(handle.remove(), true);
  assert.equal(handle.remove(), false);
  assert.equal((await callWithBasic(emulator)).status, 200);
});

test("on: endpoints, methods and paths are told apart", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: { method: "post", path: CREATE }, status: 501 });
  emulator.fault({ on: { path: OLD_GET }, status: 502 });
  emulator.fault({ on: { method: "PUT" }, status: 503 });
  emulator.fault({ on: "token", status: 504 });
  assert.equal((await callWithBasic(emulator)).status, 200);
  assert.equal((await callWithBasic(emulator, { method: "POST", path: `${CREATE}?x=1` })).status, 501);
  assert.equal((await callWithBasic(emulator, { path: OLD_GET })).status, 502);
  assert.equal((await callWithBasic(emulator, { method: "PUT", path: "/anything" })).status, 503);
  assert.equal((await askToken(emulator)).status, 504);
});

test("faults lists what is left; clearFaults empties it; the list is a copy", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.fault({ on: "api", name: "outage", status: 500, times: 3, skip: 1 });
  await callWithBasic(emulator);
  await callWithBasic(emulator);
  assert.deepEqual(emulator.faults, [{ name: "outage", on: "api", status: 500, times: 2, skip: 0 }]);
  assert.equal(latest(emulator).fault, "outage");
  emulator.faults.pop();
  emulator.faults[0].times = 99;
  assert.equal(emulator.faults[0].times, 2);
  emulator.clearFaults();
  assert.deepEqual(emulator.faults, []);
});

const BAD_FAULTS = [
  ["nothing", undefined, /fault: expected an object/],
  ["no target", { status: 500 }, /fault\.on/],
  ["a misspelt target", { on: "tokens", status: 500 }, /fault\.on: expected "token", "api"/],
  ["an empty target", { on: {}, status: 500 }, /fault\.on: an empty object/],
  ["a misspelt member of the target", { on: { pth: "/x" }, status: 500 }, /fault\.on: unknown option "pth"; did you mean "path"/],
  ["a path with a query", { on: { path: "/x?y" }, status: 500 }, /fault\.on\.path/],
  ["a path without a slash", { on: { path: "x" }, status: 500 }, /fault\.on\.path/],
  ["a method that is no text", { on: { method: 1 }, status: 500 }, /fault\.on\.method/],
  ["nothing to do", { on: "api" }, /fault: says nothing to do/],
  ["a misspelt field", { on: "api", delayMS: 5 }, /unknown option "delayMS"; did you mean "delayMs"/],
  ["a status out of range", { on: "api", status: 99 }, /fault\.status/],
  ["a status in text", { on: "api", status: "500" }, /fault\.status/],
  ["times of zero", { on: "api", status: 500, times: 0 }, /fault\.times/],
  ["a fraction of times", { on: "api", status: 500, times: 1.5 }, /fault\.times/],
  ["a negative skip", { on: "api", status: 500, skip: -1 }, /fault\.skip/],
  ["an endless delay", { on: "api", delayMs: Infinity }, /fault\.delayMs/],
  ["headers in a list", { on: "api", headers: [] }, /fault\.headers/],
  ["a header value that is a number", { on: "api", headers: { "Retry-After": 1 } }, /fault\.headers\["Retry-After"\]/],
  ["a header value with a line end", { on: "api", headers: { A: "b\r\nc" } }, /fault\.headers\["A"\]/],
  ["a header name with a space", { on: "api", headers: { "A b": "c" } }, /fault\.headers\["A b"\]/],
  ["a body that is a number", { on: "api", body: 5 }, /fault\.body/],
  ["a body with a cycle", { on: "api", body: cyclic() }, /fault\.body/],
  ["reset: false", { on: "api", reset: false }, /fault\.reset/],
  ["hang: 1", { on: "api", hang: 1 }, /fault\.hang/],
  ["truncate in text", { on: "api", truncate: "yes" }, /fault\.truncate/],
  ["a drip without pieces", { on: "api", drip: { everyMs: 1 } }, /fault\.drip\.bytes/],
  ["a drip without a pace", { on: "api", drip: { bytes: 1 } }, /fault\.drip\.everyMs/],
  ["an unknown member of drip", { on: "api", drip: { bytes: 1, everyMs: 1, size: 1 } }, /fault\.drip: unknown option "size"/],
  ["a reset with a status", { on: "api", reset: true, status: 500 }, /fault\.status: cannot be combined with reset/],
  ["a hang with a body", { on: "api", hang: true, body: "x" }, /fault\.body: cannot be combined with hang/],
  ["a reset that hangs", { on: "api", reset: true, hang: true }, /cannot be combined/],
  ["a truncated drip", { on: "api", truncate: true, drip: { bytes: 1, everyMs: 1 } }, /fault\.drip: cannot be combined with truncate/],
  ["an empty name", { on: "api", status: 500, name: "" }, /fault\.name/],
];

for (const [what, description, message] of BAD_FAULTS) {
  test(`a fault with ${what} is refused, naming the field`, async (t) => {
    const emulator = await runningEmulator(t);
    assert.throws(() => emulator.fault(description), { name: "TypeError", message });
    assert.deepEqual(emulator.faults, []);
  });
}

function cyclic() {
  const body = {};
  body.self = body;
  return body;
}
