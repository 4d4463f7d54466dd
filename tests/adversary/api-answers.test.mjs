// What answers a call of an API and means ill: the answer is the caller's as the platform gives it, or one typed error; it is
// looked into no further than it is worth, renews no more than one token, and carries nothing to anybody else.

import assert from "node:assert/strict";
import test from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { DEADLINE_MS, assertNothingStays, assertTyped, outcomeOf, random, server, tokenBody } from "./ground.mjs";
import { chunked, endless, http, startRawServer, stopsAfter } from "./raw-server.mjs";

const REJECTED = JSON.stringify({ response: { status: { success: "false", code: "498", message: "expired" } } });
const GOOD = '{"response":{"status":{"success":"true","code":"200"}}}';
const BOMB = gzipSync(Buffer.alloc(30_000_000, "x"));
/** Of an answer that never ends, what the two sockets and the platform's reader hold, and what is looked into. */
const MOST_TAKEN = 8 * 1024 * 1024;
const status = (line, fields) => http(line, fields, GOOD);

// `tokens` and `calls`: how many of each; where calls is 2 the second is answered well.
const ANSWERS = {
  "a bomb": { says: http("200 OK", { "Content-Encoding": "gzip" }, BOMB), status: 200, calls: 1 },
  "a bomb that ends in a rejection": { says: http("200 OK", { "Content-Encoding": "gzip" }, gzipSync(" ".repeat(10_000_000) + REJECTED)), status: 200, calls: 1 },
  "a rejection packed by brotli": { says: http("200 OK", { "Content-Encoding": "br" }, brotliCompressSync(REJECTED)), status: 200, calls: 2 },
  "a rejection in chunks of a byte": { says: chunked({}, [...REJECTED]), status: 200, calls: 2 },
  "a rejection in HTML": { says: http("200 OK", { "Content-Type": "text/html" }, REJECTED), status: 200, calls: 1 },
  "a rejection behind another object": { says: http("200 OK", {}, `{}${REJECTED}`), status: 200, calls: 1 },
  "a rejection whose member stands twice": { says: http("200 OK", {}, `{"response":{"status":{"code":"200","code":"498"}}}`), status: 200, calls: 1 },
  "a rejection 60 000 arrays deep": { says: http("200 OK", {}, `{"a":${"[".repeat(60_000)}`), status: 200, calls: 1 },
  "blanks without end": { says: () => endless(http("200 OK", { "Content-Length": null }), Buffer.alloc(16_384, " ")), status: 200, calls: 1, most: MOST_TAKEN },
  "a body that stops": { says: () => stopsAfter(http("200 OK", { "Content-Length": 900 }, REJECTED.slice(0, 20))), status: 200, calls: 1, isSlow: true },
  "401": { says: status("401 No"), status: 200, calls: 2 },
  "401 with a wrong length": { says: http("401 No", { "Content-Length": 5_000 }, "{}"), status: 200, calls: 2 },
  "302 to another machine": { says: status("302 Found", { Location: "http://192.0.2.1/steal" }), status: 302, calls: 1 },
  "307 to another port": { says: status("307 Again", { Location: "http://127.0.0.1:9/steal" }), status: 307, calls: 1 },
  "308 to itself": { says: status("308 Moved", { Location: "/x" }), status: 308, calls: 1 },
  "status 999": { says: status("999 Denied"), status: 999, calls: 1 },
  "a thousand 103 and an answer": { says: Buffer.concat([Buffer.from("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1_000)), status("200 OK")]), status: 200, calls: 1 },
  "a megabyte of fields": { says: status("200 OK", { "X-Long": "x".repeat(1_000_000) }), code: "network", calls: 1 },
  "a length twice": { says: status("200 OK", { "Content-Length": [5, 900] }), code: "network", calls: 1 },
  "no HTTP at all": { says: Buffer.from(GOOD), code: "network", calls: 1 },
};

test("hostile answers to an API call", { concurrency: 6 }, async (t) => {
  await Promise.all(Object.entries(ANSWERS).map(([what, answer]) => t.test(`${what}: ${answer.code ?? answer.status} after ${answer.calls} of the API`, (each) => meet(each, answer))));
});

async function meet(t, { says, status: expected, code, calls, most, isSlow }) {
  const secrets = { secret: random(), token: random(60), next: random(60) };
  const issued = [secrets.token, secrets.next];
  let taken = () => 0;
  const vendor = await startRawServer(t, async (connection) => {
    const heard = vendor.heard.at(-1);
    if (heard.includes("token/generate")) return connection.send(http("200 OK", {}, tokenBody(issued.shift() ?? "too.many")));
    if (heard.includes(secrets.next)) return connection.send(http("200 OK", {}, GOOD));
    ({ sent: taken } = connection);
    if (typeof says === "function") return says()(connection);
    await connection.send(says);
    return connection.end();
  });
  const api = server.capillaryOAuth({ host: vendor.url, key: "key", secret: secrets.secret, timeoutMs: DEADLINE_MS, dangerouslyAllowInsecureHttp: "loopback" });
  const { value, error } = await outcomeOf(api.fetch("/x"), "the call");
  const made = vendor.heard.filter((request) => !request.includes("token/generate"));
  if (code) assertTyped(error, code, secrets);
  else assert.deepEqual([error, value?.status], [undefined, expected]);
  assert.deepEqual([made.length, vendor.heard.length], [calls, 2 * calls]);
  if (most !== undefined) assert.ok(taken() <= most, `${taken()} bytes were taken`);
  // A caller who has lost interest in the rest says so.
  if (isSlow || most !== undefined) await value.body.cancel().catch(() => {});
  else if (value) await value.arrayBuffer();
  await api.close();
  assertNothingStays(secrets);
}

test("an answer that follows an answer on the same connection is given to nobody", async (t) => {
  const [real, smuggled] = [random(60), random(60)];
  const vendor = await startRawServer(t, (connection, index) => {
    const own = http("200 OK", {}, tokenBody(index === 0 ? real : "the.second.token"));
    return connection.send(index === 0 ? Buffer.concat([own, http("200 OK", {}, tokenBody(smuggled))]) : own);
  });
  const api = server.capillaryOAuth({ host: vendor.url, key: "key", secret: random(), timeoutMs: DEADLINE_MS, dangerouslyAllowInsecureHttp: "loopback" });
  t.after(() => api.close());
  assert.equal((await api.token()).value, real);
  api.invalidate();
  assert.equal((await outcomeOf(api.token())).value?.value, "the.second.token");
});

test("rejected for ever: a second token at most, and the rejection comes back", async (t) => {
  let tokens = 0;
  const vendor = await startRawServer(t, (connection) => {
    const isToken = vendor.heard.at(-1).includes("token/generate");
    return connection.send(isToken ? http("200 OK", {}, tokenBody(`token.number.${(tokens += 1)}`)) : http("401 No", {}, REJECTED));
  });
  const api = server.capillaryOAuth({ host: vendor.url, key: "key", secret: random(), timeoutMs: DEADLINE_MS, dangerouslyAllowInsecureHttp: "loopback" });
  t.after(() => api.close());
  for (let round = 0; round < 20; round += 1) assert.equal((await api.fetch("/x")).status, 401);
  assert.ok(tokens <= 2, `${tokens} tokens`);
});
