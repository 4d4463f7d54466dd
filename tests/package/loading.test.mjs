// The tarball, as a user's code gets hold of it.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { runModule, runScript } from "./child.mjs";
import { freshCopy, imported, packageFolder, packageText, required } from "./installed.mjs";

const ENTRIES = ["commerce-auth", "commerce-auth/headers", "commerce-auth/server", "commerce-auth/slim", "commerce-auth/testing", "commerce-auth/profiles"];
const FIRST_CALL = `capillary.basicAuthorization("store.server", "server123")`;
const FIRST_VALUE = "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3";

for (const entry of ENTRIES) {
  const declared = declaredNames(`${entry.split("/")[1] ?? "index"}.d.ts`);

  test(`import of ${entry} gives exactly the names it declares`, async () => {
    assert.deepEqual(Object.keys(await imported(entry)).sort(), declared);
  });

  test(`require of ${entry} gives exactly the names it declares`, () => {
    assert.deepEqual(Object.keys(required(entry)).sort(), declared);
  });
}

function declaredNames(file) {
  const text = packageText(file);
  const own = [...text.matchAll(/^export (?:declare )?(?:class|const|function|async function) (\w+)/gm)].map(([, name]) => name);
  const passedOn = [...text.matchAll(/^export \* from '\.\/(\w+)\.js'/gm)].flatMap(([, name]) => declaredNames(`${name}.d.ts`));
  // A list of another entry's names has types in it as well.
  const listed = [...text.matchAll(/^export \{([^}]*)\} from '\.\/(\w+)\.js'/gm)].flatMap(([, list, name]) => {
    const names = list.split(",").map((each) => each.trim());
    return declaredNames(`${name}.d.ts`).filter((each) => names.includes(each));
  });
  // A function that is declared in several forms is one name.
  return [...new Set([...own, ...passedOn, ...listed])].sort();
}

test("every file that package.json promises is in the tarball", () => {
  const { exports, main, module, types } = JSON.parse(packageText("package.json"));
  const leaves = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(leaves));
  for (const file of leaves([exports, main, module, types])) assert.ok(existsSync(join(packageFolder, file)), file);
});

test("the package depends on nothing", () => {
  const { dependencies, peerDependencies, optionalDependencies, scripts } = JSON.parse(packageText("package.json"));
  assert.deepEqual([dependencies, peerDependencies, optionalDependencies, scripts], Array(4).fill(undefined));
});

const LOADED_AND_USED = {
  "an ES module": () => runModule(`import { capillary } from "commerce-auth"; if (${FIRST_CALL} !== "${FIRST_VALUE}") throw 1;`),
  "a CommonJS script": () => runScript(`const { capillary } = require("commerce-auth"); if (${FIRST_CALL} !== "${FIRST_VALUE}") throw 1;`),
  "an ES module with every entry": () => runModule(ENTRIES.map((entry) => `import ${JSON.stringify(entry)};`).join("")),
  "a CommonJS script with every entry": () => runScript(ENTRIES.map((entry) => `require(${JSON.stringify(entry)});`).join("")),
  "an ES module of a process that compiles no text": () =>
    runModule(`import { capillary } from "commerce-auth"; import "commerce-auth/server"; ${FIRST_CALL}`, {
      flags: ["--disallow-code-generation-from-strings"],
    }),
  "a worker thread": () =>
    runScript(`new (require("node:worker_threads").Worker)('const { capillary } = require("commerce-auth"); if (${FIRST_CALL} !== "${FIRST_VALUE}") throw 1;', { eval: true });`),
};

for (const [what, run] of Object.entries(LOADED_AND_USED)) {
  test(`${what} is ready at once, prints nothing and ends by itself`, async () => {
    const { code, signal, stdout, stderr } = await run();
    assert.deepEqual({ code, signal, stdout, stderr }, { code: 0, signal: null, stdout: "", stderr: "" });
  });
}

const FIRST_CALLS = {
  "md5Hex of short text": [(api) => api.md5Hex("123"), "202cb962ac59075b964b07152d234b70"],
  "md5Hex of a long text": [(api) => api.md5Hex("a".repeat(20_000)).length, 32],
  "md5Hex of a megabyte": [(api) => api.md5Hex(new Uint8Array(1 << 20)), "b6d81b360a5672d80c27430f39153e2c"],
  basicAuthorization: [(api) => api.basicAuthorization("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="],
  "capillary.basicAuthorization": [(api) => api.capillary.basicAuthorization("store.server", "server123"), FIRST_VALUE],
  "capillary.basicHeadersBatch": [
    (api) => api.capillary.basicHeadersBatch([{ username: "store.server", password: "server123" }])[0].headers.Authorization,
    FIRST_VALUE,
  ],
};

for (const [what, [call, value]] of Object.entries(FIRST_CALLS)) {
  test(`${what} is right as the first call of all, after the memory grew, and after it was let go`, async () => {
    const api = await freshCopy("index.js");
    assert.equal(call(api), value);
    for (const length of [100_000, 4 << 20]) {
      api.bearerAuthorization("x".repeat(length));
      assert.equal(call(api), value);
    }
  });
}

const IMPORTED = ENTRIES.map((entry, index) => `import * as entry${index} from ${JSON.stringify(entry)};`).join("");
const SAID = (call) => `try { ${call}; console.log("nothing"); } catch ({ name, code, message }) { console.log(name, code, message); }`;
const FIRST_OF_ENTRY = {
  "commerce-auth": [SAID(`entry0.md5Hex("x")`), SAID(`entry0.capillary.basicAuthorization("a", "b")`), SAID(`entry0.bearerAuthorization("a.b.c")`)],
  "commerce-auth/headers": [SAID(`entry1.pledg.bearerHeaders({ accessToken: "a.b.c" })`), SAID(`entry1.capillary.basicHeadersBatch([{ username: "a", password: "b" }])`)],
  "commerce-auth/server": [SAID(`entry2.capillaryBasic({ host: "x.example", username: "a", password: "b" })`), SAID(`entry2.defineProfile({})`)],
};
const REFUSING = {
  "is no WebAssembly": { begin: "", flags: ["--jitless"], says: /^AuthError internal .*without --jitless.*wasm-unsafe-eval/ },
  // What browsers throw where the policy of a page has no 'wasm-unsafe-eval'.
  "may nothing be compiled": {
    begin: `WebAssembly.Module = function refuse() { throw new WebAssembly.CompileError("violates the following Content Security Policy directive"); };`,
    flags: [],
    says: /^AuthError internal .*script-src 'self' 'wasm-unsafe-eval'/,
  },
};

for (const [what, { begin, flags, says }] of Object.entries(REFUSING)) {
  test(`every entry can be imported where there ${what}, and the first call says what to do`, async () => {
    const calls = Object.values(FIRST_OF_ENTRY).flat();
    // Twice: what failed once is tried again.
    const { code, stdout, stderr } = await runModule(`${IMPORTED}${begin}${[...calls, ...calls].join("\n")}`, { flags });
    // Node says itself that the one flag takes another back.
    assert.deepEqual([code, stderr.replace(/^Warning: disabling flag --expose_wasm .*\n/, "")], [0, ""]);
    const lines = stdout.trim().split("\n");
    assert.equal(lines.length, 2 * calls.length);
    for (const line of lines) assert.match(line, says);
  });
}

test("importing every entry compiles nothing", async () => {
  const watched = `
    const made = [];
    for (const name of ["Module", "Instance", "Memory"]) {
      WebAssembly[name] = class extends WebAssembly[name] { constructor(...given) { super(...given); made.push(name); } };
    }
    const [{ md5Hex }] = await Promise.all(${JSON.stringify(ENTRIES)}.map((entry) => import(entry)));
    console.log(made.length);
    md5Hex("x");
    console.log(made.length > 0);`;
  assert.equal((await runModule(watched)).stdout, "0\ntrue\n");
});

test("an AuthError is one across every entry and form", async () => {
  const forms = [...(await Promise.all(ENTRIES.slice(0, 4).map(imported))), ...ENTRIES.slice(0, 4).map(required)];
  const classes = forms.map(({ AuthError }) => AuthError).filter(Boolean);
  for (const error of forms.map(someError)) {
    for (const AuthError of classes) assert.ok(error instanceof AuthError);
    for (const { isAuthError } of forms) assert.ok(isAuthError?.(error) ?? true);
    assert.ok(error instanceof Error);
  }
});

function someError({ basicAuthorization, capillaryBasic }) {
  try {
    return (basicAuthorization ?? capillaryBasic)();
  } catch (error) {
    return error;
  }
}

test("nothing else is an AuthError, nor an AuthError of a class made from it", async () => {
  const { AuthError, basicAuthorization, isAuthError } = await imported("commerce-auth");
  class Derived extends AuthError {}
  for (const other of [new Error("x"), { name: "AuthError", code: "internal" }, null, undefined, "AuthError", AuthError]) {
    assert.ok(!isAuthError(other) && !(other instanceof AuthError));
  }
  assert.ok(!(someError({ basicAuthorization }) instanceof Derived));
});

test("an AuthError shows name, code and message, and JSON has its fields", async () => {
  const { basicAuthorization } = await imported("commerce-auth");
  const error = someError({ basicAuthorization: () => basicAuthorization("till:1", "server123") });
  assert.match(error.stack, /^AuthError: username holds a colon/);
  assert.deepEqual(JSON.parse(JSON.stringify(error)), {
    name: "AuthError",
    code: "invalid_argument",
    message: error.message,
    field: "username",
    position: 4,
    retryable: false,
  });
});

const wasm = () => readFileSync(required.resolve("commerce-auth/core.wasm"));
const answer = () => new Response(wasm(), { headers: { "Content-Type": "application/wasm" } });

const STARTS = {
  "initSync with bytes": (slim) => slim.initSync(wasm()),
  "initSync with an ArrayBuffer": (slim) => slim.initSync(new Uint8Array(wasm()).buffer),
  "initSync with a module": (slim) => slim.initSync(new WebAssembly.Module(wasm())),
  "init with bytes": (slim) => slim.init(wasm()),
  "init with a module": (slim) => slim.init(new WebAssembly.Module(wasm())),
  "init with a response": (slim) => slim.init(answer()),
  "init with the promise of a response": (slim) => slim.init(Promise.resolve(answer())),
};

for (const [what, start] of Object.entries(STARTS)) {
  test(`slim works after ${what}, and a second start changes nothing`, async () => {
    const slim = await freshCopy("slim.js");
    await start(slim);
    await start(slim);
    assert.equal(slim.capillary.basicAuthorization("store.server", "server123"), FIRST_VALUE);
  });
}

test("slim that was not started says what to do", async () => {
  const slim = await freshCopy("slim.js");
  for (const call of [() => slim.md5Hex("x"), () => slim.capillary.basicAuthorization("a", "b"), () => slim.decodeJwt("a.b.c")]) {
    assert.throws(call, { name: "AuthError", code: "internal", message: /init\(\) or initSync\(\)/ });
  }
});
