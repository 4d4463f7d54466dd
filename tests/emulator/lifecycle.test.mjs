import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { pathToFileURL } from "node:url";
import test from "node:test";

import { askToken, callWithBasic, latest } from "./capillary-calls.mjs";
import { entryPath, startEmulator } from "./installed.mjs";
import { send } from "./raw-client.mjs";
import { runningEmulator } from "./running-emulator.mjs";

test("the address is on 127.0.0.1 and nothing listens elsewhere", async (t) => {
  const emulator = await runningEmulator(t);
  assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  const { port } = new URL(emulator.url);
  for (const host of ["127.0.0.2", "::1"]) assert.notEqual(await connectionError(host, Number(port)), null);
});

function connectionError(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 }, () => settle(null));
    const settle = (outcome) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.once("error", settle);
    socket.once("timeout", () => settle(new Error("timed out")));
  });
}

test("a given port is used, and refused clearly when taken", async (t) => {
  const emulator = await runningEmulator(t);
  const port = Number(new URL(emulator.url).port);
  await assert.rejects(startEmulator({ port }), { message: new RegExp(`port ${port} of 127.0.0.1 is already in use`), code: "EADDRINUSE" });
  await emulator.close();
  const second = await startEmulator({ port });
  assert.equal(second.url, emulator.url);
  await second.close();
});

test("the fake client has a key of 25 and a secret of 40 letters and digits", async (t) => {
  const emulator = await runningEmulator(t);
  const { key, secret } = emulator.capillary.credentials;
  assert.match(key, /^[A-Za-z0-9]{25}$/);
  assert.match(secret, /^[A-Za-z0-9]{40}$/);
  assert.match(key + secret, /fake.*fake/i);
});

test("close ends hanging, dripping, delayed and idle connections, and may be called again", async () => {
  const emulator = await startEmulator();
  emulator.fault({ on: "token", hang: true });
  emulator.fault({ on: "api", drip: { bytes: 1, everyMs: 10_000 } });
  emulator.fault({ on: { path: "/late" }, delayMs: 60_000 });
  const calls = [askToken(emulator), callWithBasic(emulator), send(`${emulator.url}/late`)];
  const idle = connect(Number(new URL(emulator.url).port), "127.0.0.1");
  const idleClosed = new Promise((resolve) => idle.once("close", resolve));
  idle.on("error", () => {});
  for (let i = 0; i < 200 && emulator.requests.length < 3; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  const started = performance.now();
  await Promise.all([emulator.close(), emulator.close()]);
  await emulator.close();
  const answers = await Promise.all(calls);
  await idleClosed;
  assert.ok(performance.now() - started < 1_000);
  for (const { error, complete } of answers) assert.ok(error !== null && !complete);
  assert.notEqual((await send(emulator.url)).error, null);
});

test("Symbol.asyncDispose closes", { skip: !Symbol.asyncDispose }, async () => {
  const emulator = await startEmulator();
  await emulator[Symbol.asyncDispose]();
  assert.equal((await send(emulator.url)).error.code, "ECONNREFUSED");
});

test("after close nothing keeps the process alive; before it, the server does", async () => {
  assert.equal(await exitOf(`await use(e); await e.close();`, 8_000), 0);
  assert.equal(await exitOf("", 1_500), "killed");
});

// A process that starts an emulator and may `use` it: leave a hanging, a delayed and a dripping request behind.
function exitOf(ending, patienceMs) {
  const program = `
    import { startEmulator } from ${JSON.stringify(pathToFileURL(entryPath).href)};
    import { get } from "node:http";
    async function use(e) {
      e.fault({ on: "token", hang: true });
      e.fault({ on: { path: "/late" }, delayMs: 600000 });
      e.fault({ on: "api", drip: { bytes: 1, everyMs: 600000 } });
      for (const path of ["/v3/oauth/token/generate", "/late", "/v2/x"]) get(e.url + path).on("error", () => {}).on("response", (r) => r.on("error", () => {}).resume());
      while (e.requests.length < 3) await new Promise((done) => setTimeout(done, 5));
    }
    const e = await startEmulator();
    ${ending}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "ignore", "inherit"] });
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      resolve("killed");
    }, patienceMs);
    child.once("exit", (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

const BAD_OPTIONS = [
  ["a misspelt option", { prot: 1 }, /startEmulator: unknown option "prot"; did you mean "port"/],
  ["an option of no vendor", { elsewhere: {} }, /unknown option "elsewhere"; known: port, capillary, pledg, caxton/],
  ["options that are no object", 8787, /expected an object, got number/],
  ["null", null, /expected an object, got null/],
  ["a port in text", { port: "80" }, /port: expected a whole number/],
  ["a port out of range", { port: 65_536 }, /port: expected a whole number from 0 to 65535/],
  ["a misspelt Capillary option", { capillary: { till: [] } }, /capillary: unknown option "till"; did you mean "tills"/],
  ["no tills at all", { capillary: { tills: [] } }, /capillary\.tills: expected an array/],
  ["a till without a password", { capillary: { tills: [{ username: "a" }] } }, /tills\[0\]\.password/],
  ["a till without a name", { capillary: { tills: [{ username: "", password: "b" }] } }, /tills\[0\]\.username/],
  ["a colon in a till's name", { capillary: { tills: [{ username: "a:b", password: "c" }] } }, /tills\[0\]\.username.*colon/],
  ["a misspelt field of a till", { capillary: { tills: [{ username: "a", pasword: "b" }] } }, /unknown option "pasword"; did you mean "password"/],
  ["a client without a secret", { capillary: { clients: [{ key: "a" }] } }, /clients\[0\]\.secret/],
  ["a client without a key", { capillary: { clients: [{ secret: "a" }] } }, /clients\[0\]\.key/],
  ["an unknown field of a client", { capillary: { clients: [{ key: "a", secret: "b", scope: 1 }] } }, /clients\[0\]: unknown option "scope"/],
  ["a lifetime above 30 days", { capillary: { clients: [{ key: "a", secret: "b", lifetimeSeconds: 2_592_001 }] } }, /lifetimeSeconds/],
  ["a default till in text", { capillary: { clients: [{ key: "a", secret: "b", defaultTill: "t" }] } }, /defaultTill/],
  ["forbidden paths that are no list", { capillary: { clients: [{ key: "a", secret: "b", forbidden: "/x" }] } }, /forbidden: expected an array/],
  ["an impossible status", { capillary: { badCredentialsStatus: 42 } }, /badCredentialsStatus/],
  ["another status for expired tokens", { capillary: { expiredTokenStatus: 403 } }, /expiredTokenStatus: expected 200 or 401/],
];

for (const [what, options, message] of BAD_OPTIONS) {
  test(`startEmulator refuses ${what}`, async () => {
    await assert.rejects(startEmulator(options), { name: "TypeError", message });
  });
}

test("two emulators know nothing of each other", async (t) => {
  const [one, two] = [await runningEmulator(t), await runningEmulator(t)];
  one.fault({ on: "token", status: 500 });
  assert.equal((await askToken(two)).status, 200);
  assert.deepEqual([one.count(), two.count(), one.capillary.tokensIssued], [0, 1, 0]);
  assert.equal(latest(two).status, 200);
});

test("a hundred requests at once are all logged and answered", async (t) => {
  const emulator = await runningEmulator(t);
  const answers = await Promise.all(Array.from({ length: 100 }, () => askToken(emulator)));
  assert.equal(new Set(answers.map(({ json }) => json.data.accessToken)).size, 100);
  assert.equal(emulator.count({ endpoint: "token", status: 200 }), 100);
});
