// A secret does not ship to a browser by accident: refused on proof of one, and nowhere else.

import assert from "node:assert/strict";
import test from "node:test";

import { runModule, runScript } from "./child.mjs";
import { required } from "./installed.mjs";
import { assertNoLeak } from "./vendor.mjs";
import { UNKNOWN, WINDOW, WORKER, inWebRealm } from "./web-realm.mjs";

const SECRET = "PlantedSecretOfAPage";
const client = { host: "x.example", key: "key", secret: SECRET };
const till = { host: "x.example", username: "till1", password: SECRET };

function refusal(call) {
  try {
    call();
  } catch (error) {
    assertNoLeak(error, SECRET);
    assert.match(error.message, /on your server/);
    return error.code;
  }
  return "allowed";
}

const STAND_IN = "globalThis.process = { env: {}, browser: true, version: '', versions: {} };";

for (const [what, prepare] of Object.entries({
  "a page": WINDOW,
  "a page with a bundler's process": WINDOW + STAND_IN,
  "a page whose process lies": `${WINDOW} globalThis.process = { versions: { node: "20.0.0" } };`,
  "a worker of a page": WORKER,
})) {
  test(`${what} gets no token request and no authenticator`, () => {
    const { capillary } = inWebRealm("index.cjs", prepare);
    const server = inWebRealm("server.cjs", prepare);
    assert.equal(refusal(() => capillary.tokenRequest(client)), "server_only");
    assert.equal(refusal(() => capillary.staffTokenRequest(till)), "server_only");
    assert.equal(refusal(() => server.capillaryOAuth(client)), "server_only");
    assert.equal(refusal(() => server.capillaryBasic(till)), "server_only");
  });

  test(`${what} gets everything else`, () => {
    const { capillary, md5Hex } = inWebRealm("index.cjs", prepare);
    assert.equal(md5Hex("123"), "202cb962ac59075b964b07152d234b70");
    assert.equal(capillary.basicAuthorization("store.server", "123"), "Basic c3RvcmUuc2VydmVyOjIwMmNiOTYyYWM1OTA3NWI5NjRiMDcxNTJkMjM0Yjcw");
    assert.equal(capillary.oauthHeaders({ accessToken: "a.b.c" })["X-CAP-API-OAUTH-TOKEN"], "a.b.c");
    assert.equal(capillary.customer.passwordValidateRequest({ channel: "web", host: "x.example", brand: "b", email: "a@x.example", sessionId: "s", password: SECRET }).method, "POST");
  });
}

const NO_BROWSER = {
  "a runtime nobody knows": UNKNOWN,
  "React Native": "globalThis.window = globalThis; globalThis.navigator = { product: 'ReactNative' };",
  Deno: "globalThis.window = globalThis; globalThis.Deno = { version: { deno: '2.0.0' } };",
  Bun: "globalThis.Bun = { version: '1.2.0' };",
  "a Worker of Cloudflare": "globalThis.WorkerGlobalScope = class { static [Symbol.hasInstance]() { return true; } }; globalThis.navigator = { userAgent: 'Cloudflare-Workers' };",
  "an edge function of Vercel": `${WORKER} globalThis.EdgeRuntime = 'edge-runtime';`,
  "happy-dom under Node": `${WINDOW} globalThis.process = { versions: { node: "20.0.0" }, [Symbol.toStringTag]: "process" };`,
};

for (const [what, prepare] of Object.entries(NO_BROWSER)) {
  test(`${what} is no browser`, () => {
    assert.equal(refusal(() => inWebRealm("index.cjs", prepare).capillary.tokenRequest(client)), "allowed");
    const server = inWebRealm("server.cjs", prepare);
    assert.equal(refusal(() => server.capillaryOAuth(client)), "allowed");
  });
}

for (const [form, run, load] of [
  ["import", runModule, `const { capillary } = await import("commerce-auth"); const { capillaryOAuth } = await import("commerce-auth/server");`],
  ["require", runScript, `const { capillary } = require("commerce-auth"); const { capillaryOAuth } = require("commerce-auth/server");`],
]) {
  test(`a window as jsdom puts it into Node is no browser, by ${form}`, async () => {
    const { code, stderr } = await run(`
      globalThis.window = globalThis;
      globalThis.document = { createElement() {} };
      ${load}
      capillary.tokenRequest({ host: "x.example", key: "k", secret: "s" });
      capillaryOAuth({ host: "x.example", key: "k", secret: "s" });`);
    assert.deepEqual([code, stderr], [0, ""]);
  });

  test(`what a bundle for browsers gets imports without harm and refuses every call, by ${form}`, async () => {
    const calls = `
      for (const make of [capillaryOAuth, capillaryBasic]) {
        try { make({ host: "x.example", key: "k", secret: "${SECRET}" }); } catch (error) { console.log(error.code, error.message); }
      }`;
    const from = form === "import" ? `import { capillaryOAuth, capillaryBasic } from "commerce-auth/server";` : `const { capillaryOAuth, capillaryBasic } = require("commerce-auth/server");`;
    // Node cannot be rid of its own condition, so the file is found as a bundler would.
    const path = form === "import" ? "./node_modules/commerce-auth/server-browser.js" : "./node_modules/commerce-auth/server-browser.cjs";
    const { code, stdout, stderr } = await run(from.replace("commerce-auth/server", path) + calls);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(stdout.match(/^server_only /gm).length, 2);
    assertNoLeak(stdout, SECRET);
  });
}

test("the stub for browsers has the names of the server entry", () => {
  const stub = inWebRealm("server-browser.cjs", WINDOW);
  assert.deepEqual(Object.keys(stub).sort(), Object.keys(required("commerce-auth/server")).sort());
});

test("the stub's error is the package's AuthError", () => {
  const { AuthError } = required("commerce-auth");
  assert.throws(() => inWebRealm("server-browser.cjs", WINDOW).capillaryOAuth(), (error) => error instanceof AuthError);
});
