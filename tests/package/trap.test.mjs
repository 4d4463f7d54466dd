// A trap in the core becomes an error like any other, and the next call works.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";

import { allInstances, observed } from "./observed-wasm.mjs";
import { startedCopy } from "./installed.mjs";
import { AuthError, assertNoLeak, rejectionOf } from "./vendor.mjs";

const PASSWORD = "PlantedPassword7";
const DIGEST = createHash("md5").update(PASSWORD).digest("hex");

/** Makes an export of the newest instance trap at its next call. */
function trapOnce(name) {
  const { exports } = allInstances().at(-1);
  const own = exports[name];
  assert.equal(typeof own, "function", `no export ${name}`);
  exports[name] = () => {
    exports[name] = own;
    throw new WebAssembly.RuntimeError("unreachable");
  };
}

const CALLS = {
  perform: [(api) => api.basicAuthorization("user", PASSWORD), `Basic ${Buffer.from(`user:${PASSWORD}`).toString("base64")}`],
  // Both are for results that are longer than the place where others are left.
  result: [(api) => api.bearerAuthorization("x".repeat(50_000)).length, 50_007],
  release: [(api) => api.bearerAuthorization("y".repeat(50_000)).length, 50_007],
  md5: [(api) => api.md5Hex(PASSWORD), DIGEST],
  md5_piece: [(api) => api.md5Hex("x".repeat(50_000)), createHash("md5").update("x".repeat(50_000)).digest("hex")],
  reserve: [(api) => api.bearerAuthorization("x".repeat(50_000)).length, 50_007],
  capillary_basic: [(api) => api.capillary.basicAuthorization("till1", PASSWORD), `Basic ${Buffer.from(`till1:${DIGEST}`).toString("base64")}`],
  capillary_basic_batch: [
    (api) => api.capillary.basicHeadersBatch([{ username: "till1", password: PASSWORD }])[0].headers.Authorization,
    `Basic ${Buffer.from(`till1:${DIGEST}`).toString("base64")}`,
  ],
};

for (const [name, [call, value]] of Object.entries(CALLS)) {
  test(`a trap in ${name} is an AuthError, and the next call works in a new instance`, async () => {
    const { value: api } = await observed(() => startedCopy("index.js"));
    assert.deepEqual(call(api), value);
    trapOnce(name);
    const before = allInstances().length;
    assert.throws(
      () => call(api),
      (error) => {
        assert.ok(error instanceof AuthError);
        assert.equal(error.code, "internal");
        assertNoLeak(error, [PASSWORD, DIGEST]);
        return true;
      },
    );
    for (let round = 0; round < 3; round += 1) assert.deepEqual(call(api), value);
    assert.equal(allInstances().length, before + 1);
  });
}

test("a real trap, of memory that is not to be had, is an AuthError as well", async () => {
  const { value: api } = await observed(() => startedCopy("index.js"));
  for (let round = 0; round < 3; round += 1) {
    const { exports } = allInstances().at(-1);
    exports.perform = () => exports.reserve(4_000_000_000);
    assert.throws(() => api.bearerAuthorization("a.b.c"), { name: "AuthError", code: "internal" });
    assert.equal(api.bearerAuthorization("a.b.c"), "Bearer a.b.c");
  }
});

test("memory that the platform does not give is an AuthError, and given again the next call works", async () => {
  const { value: api } = await observed(() => startedCopy("index.js"));
  trapOnce("perform");
  assert.throws(() => api.bearerAuthorization("a.b.c"));
  const { Memory } = WebAssembly;
  WebAssembly.Memory = function refuse() {
    throw new RangeError("WebAssembly.Memory(): could not allocate memory");
  };
  try {
    for (const call of [() => api.bearerAuthorization("a.b.c"), () => api.md5Hex(PASSWORD), () => api.capillary.basicAuthorization("till1", PASSWORD)]) {
      assert.throws(call, { name: "AuthError", code: "internal", message: /address space/ });
    }
  } finally {
    WebAssembly.Memory = Memory;
  }
  assert.equal(api.md5Hex(PASSWORD), DIGEST);
});

for (const [name, call] of Object.entries({
  account_want: (api) => api.headers(),
  account_headers: (api) => api.headers(),
  account_settle: (api) => api.headers(),
  account_generation: (api) => api.headers(),
  account_token: (api) => api.token(),
  account_headers_for: (api) => api.headers({ attribution: { entityCode: "1" } }),
  account_check: (api) => api.headers({ attribution: { entityCode: "1" } }),
  account_facts: async (_, open) => open(),
  account_allows: (api) => api.fetch("/x"),
  account_looks_into: (api) => api.fetch("/x"),
  account_rejects: (api) => api.fetch("/x"),
  account_rejects_status: (api) => api.fetch("/text"),
  account_status: async (api) => api.status(),
  account_invalidate: async (api) => (await api.headers(), api.invalidate()),
  account_request: (api) => api.headers(),
})) {
  test(`a trap in ${name} of the server build is an AuthError, and another authenticator works`, { timeout: 5_000 }, async (t) => {
    const { value: server } = await observed(() => startedCopy("server.js"));
    const body = { data: { accessToken: "e30.e30.c2ln", ttlSeconds: 300 } };
    const options = { host: "x.example", key: "key", secret: PASSWORD, timeoutMs: 200, fetch: async (url) => (url.endsWith("/text") ? new Response("") : Response.json(body)) };
    const open = () => server.capillaryOAuth(options);
    const [first, second] = [open(), open()];
    trapOnce(name);
    const error = await rejectionOf(call(first, open));
    assert.ok(error instanceof AuthError, `${error}`);
    assert.equal(error.code, "internal");
    assertNoLeak(error, PASSWORD);
    assert.equal((await second.headers())["X-CAP-API-OAUTH-TOKEN"], "e30.e30.c2ln");
    assert.ok(second.status().hasToken);
  });
}

test("a trap in account_rejected is an AuthError", { timeout: 5_000 }, async () => {
  const { value: server } = await observed(() => startedCopy("server.js"));
  const token = Response.json({ data: { accessToken: "e30.e30.c2ln", ttlSeconds: 300 } });
  const fetch = async (url) => (url.includes("token") ? token.clone() : new Response("", { status: 401 }));
  const api = server.capillaryOAuth({ host: "x.example", key: "key", secret: PASSWORD, fetch });
  await api.headers();
  trapOnce("account_rejected");
  const error = await rejectionOf(api.fetch("/x"));
  assert.deepEqual([error instanceof AuthError, error.code], [true, "internal"]);
  assertNoLeak(error, [PASSWORD, "e30.e30.c2ln"]);
});

test("a trap while an account is opened is an AuthError, and the next one works", async () => {
  const { value: server } = await observed(() => startedCopy("server.js"));
  const options = { host: "x.example", username: "till1", password: PASSWORD };
  trapOnce("account_new");
  assert.throws(() => server.capillaryBasic(options), { name: "AuthError", code: "internal" });
  assert.equal((await server.capillaryBasic(options).headers()).Authorization, `Basic ${Buffer.from(`till1:${DIGEST}`).toString("base64")}`);
});
