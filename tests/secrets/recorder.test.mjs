// The recorder in a process of its own, as the suites preload it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "commerce-auth-recorder-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const EXCHANGE = `
  import { createServer } from "node:http";
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      response.setHeader("content-type", "application/json");
      response.write('{"data":{"accessToken":"issued-tok');
      response.end('en-1","tokenType":"bearer-of-news","expiresIn":"3600 seconds"}}');
    });
  }).listen(0, "127.0.0.1", async () => {
    const address = "http://127.0.0.1:" + server.address().port;
    const basic = Buffer.from("some.user:password-in-basic").toString("base64");
    await (await fetch(address, { headers: { authorization: "Basic " + basic, "X-CAP-API-OAUTH-TOKEN": "token-of-header" } })).text();
    await (await fetch(address, { headers: { authorization: "Bearer token-of-bearer", "x-other": "no secret here" } })).text();
    await (await fetch(address, { method: "POST", body: new URLSearchParams({ client_secret: "secret of form", grant_type: "client_credentials" }) })).text();
    await (await fetch(address, { method: "POST", body: JSON.stringify({ account: { password: "secret-of-json", name: "somebody" } }) })).text();
    server.close();
  });`;

test("what crosses a loopback server under a telling name is written down, once", async () => {
  const recorder = new URL("recorder.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", EXCHANGE], {
    env: { ...process.env, NODE_OPTIONS: `--import=${recorder}`, COMMERCE_AUTH_SECRETS: folder },
    stdio: "inherit",
  });
  assert.equal(await new Promise((resolve) => child.once("close", resolve)), 0);
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"));
  assert.deepEqual(lines.map((line) => JSON.parse(line)).sort(), [
    Buffer.from("some.user:password-in-basic").toString("base64"),
    "issued-token-1",
    "password-in-basic",
    "secret of form",
    "secret-of-json",
    "token-of-bearer",
    "token-of-header",
  ].sort());
});
