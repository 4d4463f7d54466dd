// The entry: what it exports to whom, and what it refuses.

import assert from "node:assert/strict";
import test from "node:test";

import { freshCopy, imported, packageText, required } from "../package/installed.mjs";
import { LOOK_UP, AuthError, oauthAt, startVendor } from "../package/vendor.mjs";
import { axios } from "./clients.mjs";

const ADAPTERS = ["axiosOptions", "gotOptions", "kyOptions", "ofetchOptions", "openapiFetchOptions", "playwrightRequest", "undiciInterceptor"];
const NAMES = [...ADAPTERS, "telemetry"].sort();
/** What stands before the options of an adapter, beside the authenticator. */
const BETWEEN = { playwrightRequest: [{}] };

test("import and require give the same names", async () => {
  assert.deepEqual(Object.keys(await imported("commerce-auth/adapters")).sort(), NAMES);
  assert.deepEqual(Object.keys(required("commerce-auth/adapters")).sort(), NAMES);
});

test("a required adapter serves an imported authenticator", async (t) => {
  const vendor = await startVendor(t);
  const options = required("commerce-auth/adapters").axiosOptions(oauthAt(t, vendor));
  assert.equal((await axios.get(vendor.url + LOOK_UP, options)).status, 200);
});

test("the adapters hold no module and import no client", () => {
  const text = packageText("adapters.js");
  assert.doesNotMatch(text, /WebAssembly|^import /m);
});

test("what a bundle for browsers gets has the same names and refuses every call", async () => {
  for (const stub of [await freshCopy("adapters-browser.js"), required("./node_modules/commerce-auth/adapters-browser.cjs")]) {
    assert.deepEqual(Object.keys(stub).sort(), NAMES);
    for (const name of NAMES) {
      assert.throws(() => stub[name]({}), (error) => error instanceof AuthError && error.code === "server_only" && error.message.startsWith(name));
    }
  }
});

test("the conditions of the entry are those of the server entry", () => {
  const { exports } = JSON.parse(packageText("package.json"));
  const shape = (value) => (typeof value === "string" ? "" : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)])));
  assert.deepEqual(shape(exports["./adapters"]), shape(exports["./server"]));
  assert.deepEqual(Object.keys(exports["./adapters"]), Object.keys(exports["./server"]));
});

for (const name of ADAPTERS) {
  test(`${name} refuses what is no authenticator, and an unknown option`, async (t) => {
    const adapter = (await imported("commerce-auth/adapters"))[name];
    for (const wrong of [undefined, null, {}, "api", globalThis, { fetch: "x", invalidate() {} }]) {
      assert.throws(() => adapter(wrong), { name: "AuthError", code: "invalid_argument", field: "authenticator" });
    }
    const api = oauthAt(t, await startVendor(t));
    assert.throws(() => adapter(api, ...(BETWEEN[name] ?? []), { atribution: null }), { name: "AuthError", code: "unknown_option" });
    assert.doesNotThrow(() => adapter(api, ...(BETWEEN[name] ?? []), {}));
  });
}

/** What looks like options and is none: some of it would go unseen. */
const DISGUISED = {
  "an instance of a class": () => new (class { get attribution() { return null; } })(),
  "an instance with a member": () => Object.assign(new (class {})(), { attribution: null }),
  "a Map": () => new Map([["attribution", null]]),
  "an array": () => [],
  "a number": () => 5,
  "a text": () => "attribution",
  "a function": () => Object.assign(() => {}, { attribution: null }),
  "inherited members": () => Object.create({ attribution: null }),
  "a hidden member": () => Object.defineProperty({}, "attribution", { value: null }),
  "a symbol": () => ({ [Symbol("attribution")]: null }),
};

for (const name of ADAPTERS) {
  test(`${name} refuses options that are no plain object, and takes none from the prototype of all objects`, async (t) => {
    const adapter = (await imported("commerce-auth/adapters"))[name];
    const api = oauthAt(t, await startVendor(t));
    for (const [what, make] of Object.entries(DISGUISED)) {
      assert.throws(() => adapter(api, ...(BETWEEN[name] ?? []), make()), { name: "AuthError", code: "invalid_argument", field: "options" }, what);
    }
    for (const empty of [{}, Object.create(null), undefined]) assert.doesNotThrow(() => adapter(api, ...(BETWEEN[name] ?? []), empty));
  });
}

test("a member of the prototype of all objects is no option of an adapter", async (t) => {
  const { axiosOptions, gotOptions, telemetry } = await imported("commerce-auth/adapters");
  const api = oauthAt(t, await startVendor(t));
  for (const name of ["attribution", "meter"]) {
    Object.defineProperty(Object.prototype, name, { value: { createHistogram() {} }, configurable: true, writable: true });
    t.after(() => delete Object.prototype[name]);
  }
  const outcomes = [Object.keys(axiosOptions(api, {})).sort(), Object.keys(gotOptions(api, {}).context.commerceAuth)];
  assert.deepEqual(outcomes, [["adapter", "env", "maxRedirects"], []]);
  assert.throws(() => telemetry({}), { name: "AuthError", code: "invalid_argument", field: "meter" });
});
