import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { pathToFileURL } from "node:url";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { askToken, callWithBasic, callWithToken } from "./capillary-calls.mjs";
import { entryPath, serve, startEmulator } from "./installed.mjs";
import { send } from "./raw-client.mjs";

const { shopware } = await imported("commerce-auth/profiles");
const run = promisify(execFile);

/** Starts `serve`, resolves once it has printed its welcome. */
async function serving(test, options = {}) {
  const lines = [];
  const stopper = new AbortController();
  const ended = serve({ port: await freePort(), signal: stopper.signal, print: (line) => lines.push(line), ...options });
  test.after(() => {
    stopper.abort();
    return ended;
  });
  for (let i = 0; i < 200 && lines.at(-1) !== ""; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(lines[0])[0];
  return { lines, url, stopper, ended };
}

async function freePort() {
  const emulator = await startEmulator();
  await emulator.close();
  return Number(new URL(emulator.url).port);
}

function commandsOf(lines) {
  return lines.flatMap((line) => line.split("\n")).filter((line) => /^(?:curl |[A-Z]+=)/.test(line));
}

async function lineFor(lines, pattern) {
  for (let i = 0; i < 200; i += 1) {
    const line = lines.find((one) => pattern.test(one));
    if (line) return line;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return assert.fail(`no line like ${pattern}`);
}

test("every printed command works when pasted, in order", async (t) => {
  const { lines } = await serving(t);
  const commands = commandsOf(lines);
  assert.equal(commands.length, 19);
  const { stdout } = await run("sh", ["-c", commands.join("; echo;\n")]);
  const answers = stdout.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const [byBasic, token, byToken, forStore, created, old, otp, customer, ...others] = answers;
  const [pledgToken, refund, purchase, caxtonToken, webhooks, registered] = others;
  assert.equal(byBasic.entity.authentication, "basic");
  assert.equal(token.data.ttlSeconds, 300);
  assert.equal(byToken.entity.authentication, "oauth");
  assert.deepEqual(forStore.entity.attribution, { entityType: "STORE_CODE", entityCode: "store1" });
  assert.equal(created.entity.body.profiles[0].firstName, "Ada");
  assert.equal(old.response.status.code, "200");
  assert.equal(otp.status.success, true);
  assert.equal(customer.response.customers.customer[0].identifier.value, "919900000000");
  assert.equal(pledgToken.expires_in, 600);
  assert.equal(refund.amount_cents, 2000);
  assert.equal(purchase.reference, "order-1");
  assert.equal(caxtonToken.expires_in, 2_591_999);
  assert.equal(webhooks.Content.Model.ApiStatus, "IsValid");
  assert.equal(typeof registered.Content.Model.ClientPassword, "string");
  const requestLines = lines.filter((line) => /^(?:GET|POST) \//.test(line));
  assert.equal(requestLines.length, 19);
  for (const line of requestLines) assert.match(line, /^(?:GET|POST) \/\S+ 200 accepted \d+ ms$/);
});

test("a refused request is one line with the reason and nothing of the credential", async (t) => {
  const { lines, url } = await serving(t);
  await callWithToken({ url }, "Bearer not-to-be-seen", { path: "/v2/customers/lookup?token=not-to-be-seen" });
  const line = await lineFor(lines, /^GET /);
  assert.match(line, /^GET \/v2\/customers\/lookup 401 X-CAP-API-OAUTH-TOKEN takes the bare token.* \d+ ms$/);
  assert.ok(!lines.join("\n").includes("not-to-be-seen"));
});

test("a request left without an answer is said to be", async (t) => {
  const { lines, url } = await serving(t);
  await send(`${url}/v2/customers`, { method: "POST", headers: { "Content-Length": 10 }, body: "x", timeoutMs: 100 });
  assert.match(await lineFor(lines, /^POST /), /no answer/);
});

test("credentials that are not the emulator's own are not printed", async (t) => {
  const customer = { otp: "8642097", users: [{ mobile: "447700900123" }] };
  const capillary = { tills: [{ username: "real.till", password: "real-password" }], clients: [{ key: "real-key", secret: "real-secret" }], customer };
  const pledg = { clients: [{ key: "real-key", secret: "real-pledg" }], merchants: [{ uid: "mer", secret: "real-merchant" }] };
  const caxton = { account: { username: "real.user", clientname: "c", clientPassword: "real-client-password" } };
  const { lines, url } = await serving(t, { capillary, pledg, caxton });
  const answer = await askToken({ url }, { body: JSON.stringify(capillary.clients[0]) });
  await lineFor(lines, /^POST .*accepted/);
  const text = lines.join("\n");
  const secrets = ["real-password", "real-secret", "cmVhbC50aWxs", "8642097", "447700900123", "real-pledg", "real-merchant", "real-client-password", "eyJ"];
  for (const secret of [...secrets, answer.json.data.accessToken]) assert.ok(!text.includes(secret));
  assert.ok(text.includes("Basic «redacted»"));
});

test("the fake secret is said to be fake, the sample till to be the vendor's", async (t) => {
  const text = (await serving(t)).lines.join("\n");
  assert.match(text, /emulator's own fake ones/);
  assert.match(text, /the vendor page's sample/);
});

test("a taken port that was asked for is refused; a wrong option too", async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const port = Number(new URL(emulator.url).port);
  await assert.rejects(serve({ port, print: () => {} }), /already in use/);
  await assert.rejects(serve({ ports: 1 }), /unknown option "ports"; did you mean "port"/);
});

test("without a port it takes 8787, or the next that is free", async (t) => {
  const first = await serving(t, { port: undefined });
  const second = await serving(t, { port: undefined });
  const [one, two] = [first, second].map(({ url }) => Number(new URL(url).port));
  assert.ok(one >= 8787 && one < two && two < 8787 + 20);
});

test("it stops by its signal and leaves no listener on the process", async (t) => {
  const before = process.listenerCount("SIGINT") + process.listenerCount("SIGTERM");
  const { url, stopper, ended, lines } = await serving(t);
  stopper.abort();
  await ended;
  assert.equal(lines.at(-1), "closed");
  assert.notEqual((await send(url)).error, null);
  assert.equal(process.listenerCount("SIGINT") + process.listenerCount("SIGTERM"), before);
});

for (const name of ["SIGINT", "SIGTERM"]) {
  test(`as a program it prints to standard output and ends well at ${name}`, async () => {
    const program = `import { serve } from ${JSON.stringify(pathToFileURL(entryPath).href)}; await serve();`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
    await new Promise((resolve) => child.stdout.on("data", (chunk) => (output += chunk).includes("v1.1/customer/get") && resolve()));
    child.kill(name);
    assert.deepEqual(await exited, { code: 0, signal: null });
    assert.match(output, /^Capillary emulator at http:\/\/127\.0\.0\.1:\d+ /);
  });
}

test("routes of one's own are served too, with the commands that are left", async (t) => {
  const routes = [{ method: "GET", path: "/v2/points/{card}", answer: ({ parameters }) => ({ body: parameters }) }];
  const { lines, url } = await serving(t, { capillary: { routes } });
  assert.equal(commandsOf(lines).length, 19);
  const answer = await callWithBasic({ url }, { path: "/v2/points/4711" });
  assert.deepEqual([answer.status, answer.json], [200, { card: "4711" }]);
  assert.match(await lineFor(lines, /^GET .*points/), /^GET \/v2\/points\/4711 200 accepted \d+ ms$/);

  const titles = await titlesFor(t, { routes: [{ ...routes[0], path: "/points/{card}" }] });
  assert.deepEqual(titles, ["a token", "the token kept in a variable"]);
});

/** The titles of the commands that are printed. */
async function titlesFor(t, options) {
  const lines = [];
  const stopper = new AbortController();
  const ended = serve({ profile: { description: shopware, ...options }, signal: stopper.signal, print: (line) => lines.push(line) });
  t.after(() => (stopper.abort(), ended));
  for (let i = 0; i < 200 && lines.at(-1) !== ""; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  return lines.join("\n").match(/(?<=^# ).*$/gm);
}
