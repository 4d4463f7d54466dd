// An answer that was looked into is the caller's as if nobody had.

import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";

import { runModule } from "./child.mjs";
import { startSecondServer } from "./second-server.mjs";
import { LOOK_UP, capillaryOAuth, oauthAt, startVendor } from "./vendor.mjs";

const TEXT = JSON.stringify({ padding: "\u00e9\u{1f600}", list: [1, 2, 3] });

async function answer(t, fault) {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor, { timeoutMs: 10_000 });
  await api.headers();
  vendor.fault({ on: "api", body: TEXT, headers: { "X-Own": "1" }, ...fault });
  return { vendor, response: await api.fetch(LOOK_UP) };
}

const LONG = JSON.stringify({ padding: "x".repeat(90_000) });
const SHAPES = {
  "an answer at once": {},
  "an answer drop by drop": { drip: { bytes: 20, everyMs: 150 } },
  "a slow answer": { drip: { bytes: 30, everyMs: 400 } },
  "a long answer": { body: LONG },
  "a long answer of a length that is not stated": { body: LONG, drip: { bytes: 40_000, everyMs: 1 } },
};

const READERS = {
  text: (response) => response.text(),
  json: async (response) => JSON.stringify(await response.json()),
  arrayBuffer: async (response) => new TextDecoder().decode(await response.arrayBuffer()),
  blob: async (response) => (await response.blob()).text(),
  "a stream": async (response) => {
    const chunks = [];
    for await (const chunk of response.body) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  },
  "a stream into memory of the reader's own": async (response) => {
    const reader = response.body.getReader({ mode: "byob" });
    const chunks = [];
    for (let memory = new Uint8Array(1_000); ; ) {
      const { done, value } = await reader.read(memory);
      if (done) return Buffer.concat(chunks).toString();
      chunks.push(Buffer.from(value));
      memory = new Uint8Array(value.buffer);
    }
  },
  "a response of a response": (response) => new Response(response.body, response).text(),
  "the stream of a response of the platform's": (response) => new Response(response.body).text(),
  "the platform's own text": (response) => Response.prototype.text.call(response),
  bytes: async (response) => new TextDecoder().decode(response.bytes ? await response.bytes() : await response.arrayBuffer()),
  "a copy": (response) => response.clone().text(),
  "a copy of a copy": (response) => response.clone().clone().text(),
};

for (const [shape, fault] of Object.entries(SHAPES)) {
  for (const [how, read] of Object.entries(READERS)) {
    test(`${shape} is read as ${how}, once`, async (t) => {
      const { response } = await answer(t, fault);
      assert.equal(response.bodyUsed, false);
      assert.equal(await read(response), fault.body ?? TEXT);
      if (how.startsWith("a copy")) {
        assert.equal(response.bodyUsed, false);
        assert.equal(await response.text(), fault.body ?? TEXT);
      }
      assert.equal(response.bodyUsed, true);
      await assert.rejects(response.text(), TypeError);
      await assert.rejects(response.json(), TypeError);
      await assert.rejects(response.arrayBuffer(), TypeError);
      assert.throws(() => response.clone(), TypeError);
    });
  }
}

test("it is a Response of the platform, with all it knows", async (t) => {
  const { vendor, response } = await answer(t, {});
  assert.ok(response instanceof Response);
  assert.equal(response.constructor, Response);
  const { status, statusText, ok, url, type, redirected, headers } = response;
  assert.deepEqual([status, statusText, ok, url, type, redirected, headers.get("x-own")], [200, "OK", true, vendor.url + LOOK_UP, "basic", false, "1"]);
  const copy = response.clone();
  assert.deepEqual([copy.status, copy.url, copy.headers.get("x-own")], [200, url, "1"]);
  assert.match(inspect(response), /^Response \{/);
  assert.doesNotMatch(inspect(response), /padding/);
});

test("what is no JSON is an error of the caller's own", async (t) => {
  const { response } = await answer(t, { body: "{" });
  await assert.rejects(response.json(), SyntaxError);
});

test("a byte order mark is not part of a text", async (t) => {
  const { response } = await answer(t, { body: Buffer.from("\ufeff{}") });
  assert.deepEqual(await response.json(), {});
});

test("two texts do not share their bytes", async (t) => {
  const { response } = await answer(t, {});
  const buffer = await response.arrayBuffer();
  assert.equal(buffer.byteLength, Buffer.byteLength(TEXT));
});

test("an answer that is not read to its end can be cancelled", async (t) => {
  const { response } = await answer(t, SHAPES["an answer drop by drop"]);
  await response.body.cancel();
  assert.equal(response.bodyUsed, true);
});

test("two readers at once: the first one has it", async (t) => {
  const { response } = await answer(t, {});
  const [first, second] = await Promise.allSettled([response.json(), response.text()]);
  assert.deepEqual(first.value, JSON.parse(TEXT));
  assert.ok(second.reason instanceof TypeError);
});

test("a body that somebody reads from is not read by another way", async (t) => {
  const { response } = await answer(t, {});
  const reader = response.body.getReader();
  await assert.rejects(response.text(), TypeError);
  assert.equal(Buffer.from((await reader.read()).value).toString(), TEXT);
});

test("bytes that were handed out are the caller's own", async (t) => {
  const { response } = await answer(t, {});
  const copy = response.clone();
  new Uint8Array(await response.arrayBuffer()).fill(0);
  assert.equal(await copy.text(), TEXT);
});

/** A server whose answers the emulator would not give, behind an authenticator whose token is given. */
async function answeredBy(t, write) {
  const server = await startSecondServer(t, (response, { url }) => {
    if (url.includes("token/generate")) return response.writeHead(200, { "Content-Type": "application/json" }).end('{"data":{"accessToken":"a.b.c","ttlSeconds":300}}');
    write(response);
  });
  const api = capillaryOAuth({ host: server.url, key: "key", secret: "secret", dangerouslyAllowInsecureHttp: "loopback" });
  t.after(() => api.close());
  return [await api.fetch(LOOK_UP), await fetch(server.url + LOOK_UP)];
}

const FACTS = ["status", "statusText", "ok", "url", "type", "redirected", "bodyUsed"];
const factsOf = (response) => FACTS.map((name) => response[name]);

const HEADS = {
  "several cookies": [200, "OK", [["Set-Cookie", "a=1, b"], ["Set-Cookie", "c=2"], ["X-Own", "1"], ["Content-Type", "application/json"]]],
  "a status line that is no ASCII": [200, "Tr\u00e8s bien", [["Content-Type", "application/json"]]],
  "an empty status line": [200, "", [["Content-Type", "application/json"]]],
  "an error": [422, "Unprocessable", [["Content-Type", "application/problem+json"]]],
  "a status nobody knows": [599, "Odd", [["Content-Type", "application/json"]]],
  "a status that is none": [999, "Denied", [["Content-Type", "application/json"]]],
  "no content type": [200, "OK", []],
};

for (const [what, [status, line, fields]] of Object.entries(HEADS)) {
  test(`an answer with ${what} is as fetch has it`, async (t) => {
    const [ours, bare] = await answeredBy(t, (response) => response.writeHead(status, line, fields.flat()).end(TEXT));
    assert.deepEqual(factsOf(ours), factsOf(bare));
    const withoutDate = ({ headers }) => [...headers].filter(([name]) => name !== "date");
    assert.deepEqual(withoutDate(ours), withoutDate(bare));
    assert.deepEqual(ours.headers.getSetCookie(), bare.headers.getSetCookie());
    assert.deepEqual(factsOf(ours.clone()), factsOf(bare.clone()));
    assert.equal(await ours.text(), await bare.text());
  });
}

for (const status of [204, 205, 304]) {
  test(`an answer with ${status} has no body`, async (t) => {
    const [ours, bare] = await answeredBy(t, (response) => response.writeHead(status, { "Content-Type": "application/json" }).end());
    assert.deepEqual([...factsOf(ours), ours.body], [...factsOf(bare), bare.body]);
  });
}

test("a packed answer has the fields and the text that fetch gives", async (t) => {
  const write = (response) => response.writeHead(200, { "Content-Type": "application/json", "Content-Encoding": "gzip" }).end(gzipSync(TEXT));
  const [ours, bare] = await answeredBy(t, write);
  assert.equal(ours.headers.get("content-encoding"), bare.headers.get("content-encoding"));
  assert.equal(await ours.text(), await bare.text());
});

test("a form is read as a form", async (t) => {
  const vendor = await startVendor(t);
  const token = { data: { accessToken: "a.b.c", ttlSeconds: 300 } };
  const fetch = async (url) => (url.includes("token/generate") ? Response.json(token) : new Response("a=1&b=%C3%A9", { headers: { "Content-Type": "application/x-www-form-urlencoded" } }));
  const form = await (await oauthAt(t, vendor, { fetch }).fetch(LOOK_UP)).formData();
  assert.deepEqual([...form], [["a", "1"], ["b", "\u00e9"]]);
});

/** An answer that is handed on while it comes, of parts that a caller's fetch makes. */
async function cameLate(t, parts) {
  const token = { data: { accessToken: "a.b.c", ttlSeconds: 300 } };
  const left = [...parts];
  const pull = async (controller) => {
    if (left.length === 0) return controller.close();
    if (left.length < parts.length) await new Promise((resolve) => setTimeout(resolve, 300));
    controller.enqueue(left.shift());
  };
  const fetch = async (url) => (url.includes("token/generate") ? Response.json(token) : new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), { headers: { "Content-Type": "application/json" } }));
  const api = capillaryOAuth({ host: "x.example", key: "key", secret: "secret", fetch });
  t.after(() => api.close());
  return api.fetch(LOOK_UP);
}

test("a late answer takes no memory of its parts away from whoever made them", async (t) => {
  const memory = new TextEncoder().encode('{"a":1}');
  const response = await cameLate(t, [memory.subarray(0, 3), new Uint8Array(0), memory.subarray(3)]);
  assert.deepEqual(await response.json(), { a: 1 });
  assert.equal(memory.length, 7);
});

test("a late answer with a part that is no bytes fails where it is read", async (t) => {
  const response = await cameLate(t, [new TextEncoder().encode("{"), "}"]);
  await assert.rejects(response.text(), TypeError);
});

test("a late answer over the limit is read into memory of the reader's own", async (t) => {
  const parts = [new Uint8Array(70_000).fill(1), new Uint8Array(10_000).fill(2)];
  const reader = (await cameLate(t, parts)).body.getReader({ mode: "byob" });
  let [length, sum] = [0, 0];
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(4_096));
    if (done) break;
    length += value.length;
    for (const byte of value) sum += byte;
  }
  assert.deepEqual([length, sum], [80_000, 90_000]);
});

const UNREAD = `
  import { createServer } from "node:http";
  import { capillaryOAuth } from "commerce-auth/server";
  const CALLS = 20;
  let open = 0;
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url.includes("/token")) return response.end('{"data":{"accessToken":"a.b.c","ttlSeconds":300}}');
    open += 1;
    response.once("close", () => (open -= 1));
    response.write(request.url.endsWith("long") ? "[" + "1,".repeat(60_000) : "[1,");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = "http://127.0.0.1:" + server.address().port;
  const api = capillaryOAuth({ host, key: "key", secret: "secret", dangerouslyAllowInsecureHttp: "loopback" });
  const left = {};
  for (const path of ["/v2/long", "/v2/slow"]) {
    await Promise.all(Array.from({ length: CALLS }, async () => (await api.fetch(path)).status));
    for (let round = 0; round < 50 && open > 2; round += 1) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    left[path] = open;
  }
  console.log(JSON.stringify(left));
  process.exit();
`;

test("a long or a slow answer that nobody reads, and nobody has any more, gives its connection back", async () => {
  const { code, stdout, stderr } = await runModule(UNREAD, { flags: ["--expose-gc"] });
  assert.deepEqual([code, stderr], [0, ""]);
  for (const [path, open] of Object.entries(JSON.parse(stdout))) assert.ok(open <= 2, `${open} of 20 connections of ${path}`);
});
