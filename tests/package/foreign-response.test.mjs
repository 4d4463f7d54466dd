// A global Response that is no platform's own, as jest-fetch-mock and whatwg-fetch put in its place: an answer of such a
// class is handed on as it is.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import test from "node:test";

import { freshCopy } from "./installed.mjs";

const TOKEN = { data: { accessToken: "e30.e30.c2ln", ttlSeconds: 300 } };
const JSON_TYPE = { "Content-Type": "application/json" };

class StandIn {
  constructor(text) {
    this.status = 200;
    this.headers = new Headers(JSON_TYPE);
    this.sent = text;
  }
  async text() {
    return this.sent;
  }
}

/** As ponyfills have it: a stream of the web, and reading it is all that there is. */
class WithWebStream extends StandIn {
  constructor(text) {
    super(text);
    this.body = new Blob([text]).stream();
  }
  async text() {
    let text = "";
    for await (const part of this.body) text += Buffer.from(part);
    return text;
  }
}

/** As node-fetch has it: the body is a stream of Node. */
class WithNodeStream extends StandIn {
  body = Readable.from([]);
}

/** As `@whatwg-node/fetch` has it: a copy is the response itself. */
class CopiedAsItself extends WithWebStream {
  clone() {
    return this;
  }
}

/** A copy of another name, over the same body. */
class CopiedOverOneBody extends WithWebStream {
  clone() {
    return Object.assign(Object.create(CopiedOverOneBody.prototype), this);
  }
}

/** As whatwg-fetch has it: no body to be seen. */
class WithoutBody extends StandIn {}

for (const [what, Foreign] of Object.entries({
  "a stream of Node as its body": WithNodeStream,
  "no body to be seen": WithoutBody,
  "itself for a copy": CopiedAsItself,
  "one body for both copies": CopiedOverOneBody,
})) {
  test(`an answer of a global Response with ${what} comes back untouched`, async (t) => {
    const own = globalThis.Response;
    t.after(() => (globalThis.Response = own));
    const server = await freshCopy("server.js");
    globalThis.Response = Foreign;
    const fetch = async (url) => (url.includes("token/generate") ? own.json(TOKEN) : new Foreign('{"ok":true}'));
    const api = server.capillaryOAuth({ host: "x.example", key: "key", secret: "secret", fetch });
    t.after(() => api.close());
    const response = await api.fetch("/x");
    assert.equal(Object.getPrototypeOf(response), Foreign.prototype);
    assert.equal(await response.text(), '{"ok":true}');
  });
}
