// The stack in linear memory: it lies first, so that what goes beyond it traps instead of writing over anything.

import assert from "node:assert/strict";
import test from "node:test";

import { allInstances, observed } from "./observed-wasm.mjs";
import { startedCopy } from "./installed.mjs";

const STACK = 64 * 1024;
/** What is zeroed after an operation (src/stack.rs), with the frame of who zeroes it. */
const WIPED = 16 * 1024 + 64;
const MARK = 0xaa;
const SECRET = "a secret of more than 32 letters, for HS256";
const base64url = (text) => Buffer.from(text).toString("base64url");
const answer = (body) => ({ status: 200, body });

/** Text that could lead a reader into depth. */
const HOSTILE = {
  arrays: "[".repeat(100_000),
  objects: '{"a":'.repeat(100_000),
  "as deep as is read": `${'{"a":['.repeat(60)}1${"]}".repeat(60)}`,
  controls: "\u0001".repeat(1_000),
  escapes: `{"${"\\u0061".repeat(20_000)}":1}`,
  "many names": `{${Array.from({ length: 20_000 }, (_, index) => `"n${index}":${index}`).join()}}`,
  digits: `[${"9".repeat(100_000)}]`,
};

const READERS = {
  decodeJwt: (api, text) => api.decodeJwt(`${base64url(text)}.${base64url(text)}.c2ln`),
  verifyJwtHs256: (api, text) => api.verifyJwtHs256(`${base64url(text)}.${base64url(text)}.c2ln`, SECRET),
  "capillary.readTokenResponse": (api, text) => api.capillary.readTokenResponse(answer(text)),
  "capillary.readStaffTokenResponse": (api, text) => api.capillary.readStaffTokenResponse(answer(text)),
  "capillary.classifyResponse": (api, text) => api.capillary.classifyResponse(answer(text)),
  "capillary.customer.readResponse": (api, text) => api.capillary.customer.readResponse(answer(text)),
  "pledg.readTokenResponse": (api, text) => api.pledg.readTokenResponse(answer(text)),
  "pledg.verifyNotification": (api, text) => api.pledg.verifyNotification(text, { secret: SECRET }),
  "caxton.readEnvelope": (api, text) => api.caxton.readEnvelope(answer(text)),
  "caxton.readTokenResponse": (api, text) => api.caxton.readTokenResponse(answer(text)),
  "caxton.readRegisterResponse": (api, text) => api.caxton.readRegisterResponse(answer(text)),
  "capillary.basicHeaders": (api, text) => api.capillary.basicHeaders({ username: "till1", pasword: text }),
};

for (const file of ["index.js", "headers.js", "server.js"]) {
  test(`the stack of ${file} lies first in memory, and data behind it`, async () => {
    const { instances } = await observed(() => startedCopy(file));
    const memory = Buffer.from(instances[0].memory.buffer);
    assert.ok(memory.subarray(0, STACK - 1_024).every((byte) => byte === 0));
    assert.ok(memory.subarray(STACK, STACK + 1_024).some((byte) => byte !== 0));
  });
}

/** How deep something goes into the stack of a memory, in bytes. */
async function depthOf(memory, run) {
  const stack = new Uint8Array(memory.buffer, 0, STACK).fill(MARK);
  await run();
  // Memory that grew leaves its views behind.
  const left = stack.length === 0 ? new Uint8Array(memory.buffer, 0, STACK) : stack;
  return STACK - left.findIndex((byte) => byte !== MARK);
}

function attempt(api, run) {
  try {
    run();
  } catch (error) {
    assert.ok(api.isAuthError(error) && error.code !== "internal", `${error}`);
  }
}

for (const [name, read] of Object.entries(READERS)) {
  test(`no text leads ${name} deeper than what is zeroed after it`, async () => {
    const { value: api } = await observed(() => startedCopy("index.js"));
    for (const [what, text] of Object.entries(HOSTILE)) {
      // An instance that grew was let go: this call makes the next.
      api.md5Hex("123");
      const depth = await depthOf(allInstances().at(-1).memory, () => attempt(api, () => read(api, text)));
      assert.ok(depth <= WIPED, `${what}: ${depth} bytes`);
    }
  });
}

const LONG = "x".repeat(100_000);
const TOKEN = { accessToken: LONG };
/** Each header maker with long texts, with odd ones, and with names that are none. */
const HEADER_MAKERS = {
  basicAuthorization: (api) => [() => api.basicAuthorization(LONG, LONG), () => api.basicAuthorization("a:b", "\n")],
  parseBasicAuthorization: (api) => [() => api.parseBasicAuthorization(`Basic ${base64url(`a:${LONG}`)}`), () => api.parseBasicAuthorization(LONG)],
  bearerAuthorization: (api) => [() => api.bearerAuthorization(LONG), () => api.bearerAuthorization("a b")],
  "capillary.basicAuthorization": (api) => [() => api.capillary.basicAuthorization(LONG, LONG), () => api.capillary.basicAuthorization("a:b", "x")],
  "capillary.basicCredentials": (api) => [() => api.capillary.basicCredentials("till1", LONG), () => api.capillary.basicCredentials("till1", "8a16a6b70505eb1f1ff7cdc0cd5559a7")],
  "capillary.basicHeaders": (api) => [
    () => api.capillary.basicHeaders({ username: LONG, password: LONG, attribution: { lookupType: LONG, lookup: LONG } }),
    () => api.capillary.basicHeaders({ username: "till1", password: "x", attribution: { lookupType: "\u20ac", lookup: "x" } }),
    () => api.capillary.basicHeaders({ username: "till1", pasword: "x" }),
  ],
  "capillary.oauthHeaders": (api) => [
    () => api.capillary.oauthHeaders({ ...TOKEN, attribution: { entityType: "TILL", entityCode: LONG } }),
    () => api.capillary.oauthHeaders({ ...TOKEN, attribution: { entityType: LONG, entityCode: LONG } }),
  ],
  "capillary.staffHeaders": (api) => [() => api.capillary.staffHeaders(TOKEN)],
  "capillary.adminHeaders": (api) => [
    () => api.capillary.adminHeaders({ username: "a@b.example", password: LONG, authKey: LONG, orgId: LONG, entityId: 1 }),
    () => api.capillary.adminHeaders({ username: "a@b.example", password: LONG }),
  ],
  "pledg.basicHeaders": (api) => [() => api.pledg.basicHeaders({ email: LONG, password: LONG })],
  "pledg.bearerHeaders": (api) => [() => api.pledg.bearerHeaders(TOKEN)],
  "caxton.bearerHeaders": (api) => [() => api.caxton.bearerHeaders({ ...TOKEN, identityNumber: LONG, userApiToken: LONG })],
};
/** What is zeroed after a header maker (src/js.rs), with the frame of who zeroes it. */
const WIPED_AFTER_HEADERS = 2 * 1024 + 64;

for (const file of ["index.js", "headers.js"]) {
  for (const [name, calls] of Object.entries(HEADER_MAKERS)) {
    test(`no text leads ${name} of ${file} deeper than what is zeroed after it`, async () => {
      const { value: api } = await observed(() => startedCopy(file));
      for (const call of calls(api)) {
        const depth = await depthOf(allInstances().at(-1).memory, () => attempt(api, call));
        assert.ok(depth <= WIPED_AFTER_HEADERS, `${depth} bytes`);
      }
    });
  }
}

test("no answer and no option leads the server build beyond half of its stack", async () => {
  const { value: server, instances } = await observed(() => startedCopy("server.js"));
  const [{ memory }] = instances;
  for (const [what, text] of Object.entries(HOSTILE)) {
    const fetch = async (url) => new Response(text, { status: url.includes("token") ? 200 : 401, headers: { "Content-Type": "application/json" } });
    const token = Response.json({ data: { accessToken: "e30.e30.c2ln", ttlSeconds: 300 } });
    const common = { host: "x.example", key: "key", secret: "secret", maxResponseBytes: 1_000_000 };
    const depth = await depthOf(memory, async () => {
      await server.capillaryOAuth({ ...common, fetch }).headers().catch(() => {});
      const api = server.capillaryOAuth({ ...common, fetch: async (url) => (url.includes("token") ? token.clone() : fetch(url)) });
      await api.fetch("/x").catch(() => {});
      try {
        server.capillaryBasic({ host: "x.example", username: "till1", pasword: text });
      } catch {
        // Refused, as it should be.
      }
    });
    assert.ok(depth > 0 && depth <= STACK / 2, `${what}: ${depth} bytes`);
  }
});
