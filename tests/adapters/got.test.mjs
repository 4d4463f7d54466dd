// Timeouts, cancelled calls and streams of got: they end the call that the authenticator makes.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { rejectionOf, until } from "../package/vendor.mjs";
import { got, gotOptions } from "./clients.mjs";
import { startPlainVendor, writeForEver } from "./plain-vendor.mjs";

const { capillaryBasic } = await imported("commerce-auth/server");

const optionsOf = (api) => ({ retry: { limit: 0 }, ...gotOptions(api) });

/** Begins to answer and says no more. */
const begin = (response) => response.writeHead(200).write("x");
const sayNothing = () => {};

for (const [event, answer] of [
  ["request", sayNothing],
  ["request", begin],
  ["response", sayNothing],
  ["read", begin],
  ["socket", sayNothing],
  ["socket", begin],
]) {
  test(`got: timeout.${event} ends a call that ${answer === begin ? "hangs in its body" : "gets no answer"}`, async (t) => {
    const { url, connections, api } = await startPlainVendor(t, answer);
    const error = await rejectionOf(got(`${url}/x`, { ...optionsOf(api), timeout: { [event]: 150 } }));
    assert.deepEqual([error.name, error.code, error.event], ["TimeoutError", "ETIMEDOUT", event]);
    await until(() => connections() === 0);
  });
}

for (const event of ["lookup", "connect", "secureConnect", "send"]) {
  test(`got: timeout.${event} is refused, since nobody would keep it`, async (t) => {
    const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"));
    const { name, cause } = await rejectionOf(got(`${url}/x`, { ...optionsOf(api), timeout: { [event]: 5_000, request: 5_000 } }));
    assert.deepEqual([name, cause.code, cause.field, requests.length], ["RequestError", "invalid_argument", "timeout", 0]);
    assert.match(cause.message, new RegExp(`^got's timeout ${event} is about its own connections`));
  });
}

test("got: a timeout is none where the answer comes in time, part after part", async (t) => {
  const { url, api } = await startPlainVendor(t, async (response) => {
    for (let part = 0; part < 6; part += 1) {
      response.write("x");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    response.end();
  });
  assert.equal(await got(`${url}/x`, { ...optionsOf(api), timeout: { socket: 200, request: 5_000, response: 1_000 } }).text(), "xxxxxx");
});

for (const [what, answer] of [["an answer that never ends", writeForEver], ["a body that hangs", begin], ["no answer", sayNothing]]) {
  test(`got: a stream that is destroyed ends the connection of ${what}`, async (t) => {
    const { url, connections, api } = await startPlainVendor(t, answer);
    const stream = got.stream(`${url}/x`, optionsOf(api)).on("error", () => {});
    if (answer !== sayNothing) stream.once("data", () => stream.destroy());
    else until(() => connections() === 1).then(() => stream.destroy());
    await until(() => stream.destroyed && connections() === 0);
  });

  test(`got: a call that is cancelled ends the connection of ${what}`, async (t) => {
    const { url, connections, api } = await startPlainVendor(t, answer);
    const call = got(`${url}/x`, optionsOf(api));
    until(() => connections() === 1).then(() => call.cancel());
    assert.equal((await rejectionOf(call)).name, "CancelError");
    await until(() => connections() === 0);
  });

  test(`got: a signal ends the connection of ${what}`, async (t) => {
    const { url, connections, api } = await startPlainVendor(t, answer);
    const controller = new AbortController();
    until(() => connections() === 1).then(() => controller.abort());
    assert.equal((await rejectionOf(got(`${url}/x`, { ...optionsOf(api), signal: controller.signal }))).name, "AbortError");
    await until(() => connections() === 0);
  });
}

test("got: what is piped into a stream is sent, once and whole", async (t) => {
  const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"));
  const stream = got.stream.post(`${url}/x`, optionsOf(api));
  Readable.from(["one ", "two"]).pipe(stream);
  const answer = await text(stream);
  assert.deepEqual([answer, requests.map(({ body }) => body)], ["{}", ["one two"]]);
});

test("got: a body that is piped to a foreign origin is an error of the stream, and nothing else", async (t) => {
  const { api } = await startPlainVendor(t, (response) => response.end("{}"));
  const stream = got.stream.post("https://evil.example/x", optionsOf(api));
  const error = await new Promise((resolve) => {
    stream.once("error", resolve).resume();
    Readable.from(["one ", "two"]).pipe(stream);
  });
  assert.deepEqual([error.code, error.cause.name], ["foreign_origin", "AuthError"]);
});

/** As node-fetch 2 answers: no `getSetCookie`, and a stream of Node. */
class OldFields {
  #fields = { "content-type": "application/json", "set-cookie": "a=1" };
  get(name) {
    return this.#fields[name.toLowerCase()] ?? null;
  }
  has(name) {
    return this.get(name) !== null;
  }
  *[Symbol.iterator]() {
    yield* Object.entries(this.#fields);
  }
}

test("got: an answer of another class of responses arrives with its fields and its body", async (t) => {
  const fetch = async (url) => ({ status: 201, statusText: "Created", ok: true, url, headers: new OldFields(), body: Readable.from([Buffer.from('{"a":'), Buffer.from("1}")]) });
  const api = capillaryBasic({ host: "x.example", username: "till", password: "secret", fetch });
  t.after(() => api.close());
  const response = await got("https://x.example/x", optionsOf(api));
  assert.deepEqual([response.statusCode, response.headers["content-type"], response.body], [201, "application/json", '{"a":1}']);
});
