// G11 over all of it: a process that meets every failure says, writes, throws and emits nothing that a secret can be
// read out of, in whatever encoding. What a caller asks for and gets is left out, as saying/program.mjs lists.

import assert from "node:assert/strict";
import test from "node:test";

import { heardFrom } from "./saying/listening.mjs";
import { EMULATOR, KEYS, PACKAGE, PLANTED } from "./saying/planted.mjs";
import { assertNoLeak } from "./vendor.mjs";

const program = heardFrom("program.mjs");

const said = async () => {
  const { stdout, stderr } = await program;
  return `${stdout}\n${stderr}`;
};

test("G11: a process that says all it can says no secret", async () => {
  const { code, stdout, stderr, secrets } = await program;
  assert.equal(code, 1, "its last error is one that nobody catches");
  assert.ok(secrets.length > 10, "no token was issued");
  for (const { package: ours, emulator } of [stdout, stderr].map(split)) {
    assertNoLeak(ours, [...PLANTED, ...secrets]);
    assertNoLeak(emulator, [...PLANTED, ...secrets].filter((secret) => !KEYS.includes(secret)));
  }
});

/** What the package said, and what the emulator showed of itself. */
function split(text) {
  const [before, rest] = text.split(`${EMULATOR}\n`);
  const [emulator, after] = rest.split(`${PACKAGE}\n`);
  assert.ok(before.length > 10_000 && emulator.length > 10_000, "too little to look through");
  return { package: before + after, emulator };
}

// Otherwise silence would pass.
const HEARD = {
  stdout: [
    /type: 'token_obtained'/, /type: 'token_request_failed'/, /type: 'token_rejected'/, /type: 'store_error'/, /type: 'closed'/,
    /store write \["[\w-]{43}",\{"value":"sealed1\./, /tokenCalls: 1/, /«redacted»/, /verdict: 'accepted'/, /"code":"rate_limited"/,
    /"code":"bad_credentials"/, /"code":"malformed_response"/, /"code":"redirect_refused"/, /"code":"timeout"/, /"code":"network"/,
    /"code":"http_error"/, /"code":"foreign_origin"/, /"code":"unknown_option"/, /"code":"invalid_header_value"/, /"code":"closed"/,
  ],
  stderr: [/ECONNRESET/, /ECONNREFUSED/, /^\(node:\d+\) /m, /\[cause\]/, /^Node\.js v/m],
};

for (const [stream, patterns] of Object.entries(HEARD)) {
  test(`what is looked for was really said on ${stream}`, async () => {
    const text = (await program)[stream];
    assert.deepEqual(patterns.filter((pattern) => !pattern.test(text)), []);
  });
}

const ENCODED = {
  raw: (secret) => secret,
  base64: (secret) => Buffer.from(secret).toString("base64"),
  "base64 inside a pair": (secret) => Buffer.from(`some.user:${secret}`).toString("base64"),
  base64url: (secret) => Buffer.from(secret).toString("base64url"),
  hex: (secret) => Buffer.from(secret).toString("hex"),
  "hex in upper case": (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
  percent: encodeURIComponent,
  "percent, all of it": (secret) => Buffer.from(secret).toString("hex").replace(/../g, "%$&"),
  form: (secret) => `${new URLSearchParams({ secret })}`,
  JSON: (secret) => JSON.stringify({ secret }),
};

for (const [form, encode] of Object.entries(ENCODED)) {
  test(`a secret planted in ${form} form in the middle of it is found`, async () => {
    const text = await said();
    const middle = text.indexOf("\n", text.length / 2) + 1;
    for (const secret of PLANTED) {
      // The neighbourhood is enough to find it in, and the whole was looked through above.
      const planted = `${text.slice(middle - 20_000, middle)}    why: '${encode(secret)}',\n${text.slice(middle, middle + 20_000)}`;
      assert.throws(() => assertNoLeak(planted, PLANTED), { name: "AssertionError", operator: "assertNoLeak" }, form);
    }
  });
}

for (const channel of ["console.log", "console.error", "a warning", "an error nobody caught", "a rejection nobody handled"]) {
  test(`a secret that leaves by ${channel} is found`, async () => {
    const { stdout, stderr } = await heardFrom("leaking.mjs", channel);
    assert.throws(() => assertNoLeak([stdout, stderr], PLANTED), { name: "AssertionError", operator: "assertNoLeak" });
  });
}
