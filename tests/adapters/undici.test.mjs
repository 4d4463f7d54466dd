// What undici sends, where to, and what its handlers hear.

import assert from "node:assert/strict";
import test from "node:test";

import { startSecondServer } from "../package/second-server.mjs";
import { pause, rejectionOf, until } from "../package/vendor.mjs";
import { undici, undiciInterceptor } from "./clients.mjs";
import { KEY, startPlainVendor, writeForEver } from "./plain-vendor.mjs";

const { interceptors } = undici;

function dispatcherOf(t, api, { below = [], above = [], base = new undici.Agent() } = {}) {
  t.after(() => base.destroy());
  return base.compose(...below, undiciInterceptor(api), ...above);
}

const BODY = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));

for (const [what, write] of Object.entries({
  "of a known length, longer than one read": (response) => response.setHeader("content-length", BODY.length).end(BODY),
  "in chunks": (response) => {
    for (let at = 0; at < BODY.length; at += 20_000) response.write(BODY.subarray(at, at + 20_000));
    response.end();
  },
  "in two segments": async (response) => {
    response.setHeader("content-length", BODY.length);
    response.write(BODY.subarray(0, 10));
    await pause(50);
    response.end(BODY.subarray(10));
  },
  "in chunks, the second of which is late": async (response) => {
    response.write(BODY.subarray(0, 1));
    await pause(50);
    response.end(BODY.subarray(1));
  },
})) {
  test(`undici: a body ${what} arrives whole`, async (t) => {
    const { url, api } = await startPlainVendor(t, write);
    const { body } = await undici.request(`${url}/x`, { dispatcher: dispatcherOf(t, api) });
    assert.ok(Buffer.from(await body.arrayBuffer()).equals(BODY));
  });
}

test("undici: a body that nobody reads waits at the server", async (t) => {
  let written = 0;
  const { url, api } = await startPlainVendor(t, (response) => {
    const part = Buffer.alloc(65_536);
    const write = () => {
      if (response.destroyed) return;
      written += part.length;
      response.write(part, write);
    };
    write();
  });
  const { body } = await undici.request(`${url}/x`, { dispatcher: dispatcherOf(t, api) });
  await until(() => written > 0);
  await pause(200);
  const before = written;
  await pause(100);
  assert.equal(written, before);
  body.on("error", () => {}).destroy();
});

test("undici: G8: a path of two slashes is one of its own origin", async (t) => {
  const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"));
  const answer = await undici.request(`${url}//a/b?c=1`, { dispatcher: dispatcherOf(t, api) });
  assert.deepEqual([answer.statusCode, requests[0].url, requests[0].headers.authorization], [200, "//a/b?c=1", `Bearer ${KEY}`]);
  await answer.body.dump();
});

test("undici: G8: a foreign origin is refused, whatever its path looks like", async (t) => {
  const other = await startSecondServer(t);
  const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"));
  const dispatcher = dispatcherOf(t, api);
  for (const path of ["/x", `//${new URL(url).host}/x`, `/\\${new URL(url).host}/x`, `//user@${new URL(url).host}/x`]) {
    const error = await rejectionOf(dispatcher.request({ origin: other.url, path, method: "GET" }));
    assert.deepEqual([error.name, error.code], ["AuthError", "foreign_origin"], path);
  }
  assert.deepEqual([requests, other.requests], [[], []]);
});

test("undici: G8: what only looks like a path, and an origin that is none, are refused", async (t) => {
  const other = await startSecondServer(t);
  const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"));
  const dispatcher = dispatcherOf(t, api);
  for (const [field, origin, path] of [
    ["path", url, `@${new URL(other.url).host}/x`],
    ["path", url, `${other.url}/x`],
    ["path", other.url, `${url}/x`],
    ["path", url, undefined],
    ["origin", undefined, "/x"],
    ["origin", "", "/x"],
    ["origin", "vendor", "/x"],
    ["origin", url.replace("://", "://user:password@"), "/x"],
  ]) {
    const error = await rejectionOf(dispatcher.request({ origin, path, method: "GET" }));
    assert.deepEqual([error.name, error.code, error.field], ["AuthError", "invalid_argument", field]);
  }
  assert.deepEqual([requests, other.requests], [[], []]);
});

for (const [name, base] of Object.entries({ "a Client": (url) => new undici.Client(url), "a Pool": (url) => new undici.Pool(url) })) {
  test(`undici: G8: over ${name}, whose requests do not say where they go, nothing is sent until they do`, async (t) => {
    const other = await startSecondServer(t);
    const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"));
    for (const address of [url, other.url]) {
      const error = await rejectionOf(dispatcherOf(t, api, { base: base(address) }).request({ path: "/x", method: "GET" }));
      assert.deepEqual([error.name, error.code, error.field], ["AuthError", "invalid_argument", "origin"]);
    }
    assert.deepEqual([requests, other.requests], [[], []]);
    const { statusCode, body } = await dispatcherOf(t, api, { base: base(url) }).request({ origin: url, path: "/x", method: "GET" });
    await body.dump();
    assert.deepEqual([statusCode, requests.length], [200, 1]);
  });
}

const redirecting = (location) => (response, { url }) => (url === "/from" ? response.writeHead(302, { location: location() }).end() : response.end("{}"));

for (const [what, below, option] of [
  ["an interceptor", [interceptors.redirect({ maxRedirections: 3 })], {}],
  ["an interceptor that a call asks to", [interceptors.redirect()], { maxRedirections: 3 }],
]) {
  test(`undici: G8: a redirect is not followed below the authenticator, where ${what} would`, async (t) => {
    const other = await startSecondServer(t);
    const { url, requests, api } = await startPlainVendor(t, redirecting(() => `${other.url}/stolen`));
    const { statusCode, headers, body } = await dispatcherOf(t, api, { below }).request({ origin: url, path: "/from", method: "GET", ...option });
    await body.dump();
    assert.deepEqual([statusCode, headers.location, requests.length, other.requests], [302, `${other.url}/stolen`, 1, []]);
  });
}

test("undici: G8: a redirect that is followed all the same ends before it is sent", async (t) => {
  const other = await startSecondServer(t);
  const { url, requests, api } = await startPlainVendor(t, redirecting(() => `${other.url}/stolen`));
  const stubborn = (dispatch) => (request, handler) => interceptors.redirect()(dispatch)({ ...request, maxRedirections: 3 }, handler);
  const error = await rejectionOf(undici.request(`${url}/from`, { dispatcher: dispatcherOf(t, api, { below: [stubborn] }) }));
  assert.deepEqual([error.name, error.code, requests.length, other.requests], ["AuthError", "redirect_refused", 1, []]);
});

test("undici: G8: an interceptor above follows redirects to the vendor, and none elsewhere", async (t) => {
  const other = await startSecondServer(t);
  let location = "/to";
  const { url, requests, api } = await startPlainVendor(t, redirecting(() => location));
  const dispatcher = dispatcherOf(t, api, { above: [interceptors.redirect({ maxRedirections: 3 })] });
  const { statusCode, body } = await undici.request(`${url}/from`, { dispatcher });
  await body.dump();
  assert.deepEqual([statusCode, requests.map((request) => request.url)], [200, ["/from", "/to"]]);
  for (location of [`${other.url}/stolen`, `${other.url}//${new URL(url).host}/stolen`]) {
    assert.equal((await rejectionOf(undici.request(`${url}/from`, { dispatcher }))).code, "foreign_origin");
  }
  assert.deepEqual(other.requests, []);
});

for (const status of [600, 700, 999]) {
  test(`undici: status ${status} reaches the caller`, async (t) => {
    const { url, api } = await startPlainVendor(t, (response) => response.writeHead(status, { "content-type": "application/json" }).end("[1]"));
    const { statusCode, body } = await undici.request(`${url}/x`, { dispatcher: dispatcherOf(t, api) });
    assert.deepEqual([statusCode, await body.json()], [status, [1]]);
  });
}

test("undici: reason phrase, trailers, and each of several fields reach the handler", async (t) => {
  const { url, api } = await startPlainVendor(t, (response) => {
    response.writeHead(200, "Fine Indeed", ["trailer", "x-sum", "set-cookie", "a=1", "set-cookie", "b=2"]);
    response.write("abc");
    response.addTrailers({ "x-sum": "1" });
    response.end();
  });
  const dispatcher = dispatcherOf(t, api);
  const { headers, trailers, body } = await undici.request(`${url}/x`, { dispatcher });
  assert.equal(await body.text(), "abc");
  assert.deepEqual([headers["set-cookie"], trailers], [["a=1", "b=2"], { "x-sum": "1" }]);
  assert.equal((await undici.fetch(`${url}/x`, { dispatcher })).statusText, "Fine Indeed");
});

for (const method of ["onRequestStart", "onResponseStart", "onResponseData"]) {
  test(`undici: what a handler throws in ${method} is its error, and ends the connection`, async (t) => {
    const { url, connections, api } = await startPlainVendor(t, writeForEver);
    const dispatcher = dispatcherOf(t, api);
    const thrown = new Error("mine");
    const error = await new Promise((onResponseError) => {
      const handler = { onRequestStart() {}, onResponseStart() {}, onResponseData() {}, onResponseEnd() {}, onResponseError: (_, error) => onResponseError(error) };
      handler[method] = () => {
        throw thrown;
      };
      dispatcher.dispatch({ origin: url, path: "/x", method: "GET" }, handler);
    });
    assert.equal(error, thrown);
    await until(() => connections() === 0);
  });
}

test("undici: an interceptor above that stops reading ends the connection", async (t) => {
  const { url, connections, api } = await startPlainVendor(t, (response, request) => (request.url === "/big" ? writeForEver(response.setHeader("content-length", 50_000_000)) : response.end("{}")));
  const dispatcher = dispatcherOf(t, api, { base: new undici.Agent({ connections: 1 }), above: [interceptors.dump({ maxSize: 1_024 })] });
  await rejectionOf(undici.request(`${url}/big`, { dispatcher }));
  await until(() => connections() === 0);
  assert.equal((await undici.request(`${url}/x`, { dispatcher })).statusCode, 200);
});

test("undici: a credential of the query is sent, beside what the caller asks", async (t) => {
  const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"), { query: { api_key: "{key}" } });
  const dispatcher = dispatcherOf(t, api);
  for (const [path, query] of [["/x?a=1", undefined], ["/x", { a: 1 }], ["/x", { a: ["ü&", true, undefined] }], ["/x?api_key=theirs", undefined]]) {
    await (await dispatcher.request({ origin: url, path, query, method: "GET" })).body.dump();
  }
  assert.deepEqual(
    requests.map((request) => request.url),
    [`/x?a=1&api_key=${KEY}`, `/x?a=1&api_key=${KEY}`, `/x?a=%C3%BC%26&a=true&a=&api_key=${KEY}`, `/x?api_key=${KEY}`],
  );
});

test("undici: header fields are taken in every form that undici takes", async (t) => {
  const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"));
  const dispatcher = dispatcherOf(t, api);
  for (const headers of [{ "x-a": ["1", "2"] }, ["x-a", "1", "x-a", "2"], ["x-a", ["1", "2"]], [["x-a", "1"], ["x-a", "2"]], new Map([["x-a", "1, 2"]])]) {
    await (await dispatcher.request({ origin: url, path: "/x", method: "GET", headers })).body.dump();
    assert.equal(requests.at(-1).headers["x-a"], "1, 2");
  }
});

test("undici: a dispatcher of undici 6, whose handlers would wait for ever, is refused", async (t) => {
  const { url, api } = await startPlainVendor(t, (response) => response.end("{}"));
  const dispatch = undiciInterceptor(api)(() => assert.fail("nothing is sent"));
  const handler = { onConnect() {}, onHeaders: () => true, onData: () => true, onComplete() {}, onError() {} };
  assert.throws(() => dispatch({ origin: url, path: "/x", method: "GET" }, handler), { code: "invalid_argument", field: "dispatcher", message: /undici 7/ });
});
