// An answer that was looked into is the caller's as if nobody had.

import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { LOOK_UP, oauthAt, startVendor } from "./vendor.mjs";

const TEXT = JSON.stringify({ padding: "\u00e9\u{1f600}", list: [1, 2, 3] });

async function answer(t, fault) {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor, { timeoutMs: 400 });
  await api.headers();
  vendor.fault({ on: "api", body: TEXT, headers: { "X-Own": "1" }, ...fault });
  return { vendor, response: await api.fetch(LOOK_UP) };
}

const SHAPES = { "an answer at once": {}, "an answer drop by drop": { drip: { bytes: 20, everyMs: 150 } }, "a long answer": { body: JSON.stringify({ padding: "x".repeat(90_000) }) } };

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
  "a response of a response": (response) => new Response(response.body, response).text(),
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
