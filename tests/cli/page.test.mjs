// page: the admin page on this machine, with its policy, for nobody else.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import test from "node:test";

import { installFolder, packageFolder } from "../package/installed.mjs";
import { PROGRAM, bareEnvironment, folderOf } from "./program.mjs";
import { openTerminal } from "./terminal.mjs";

const html = readFileSync(join(packageFolder, "commerce-auth.html"), "utf8");

/** Starts it, as a program without a terminal; resolves to `{ url, stop }` once it says where it is. */
async function startPage(t, args = [], env = {}) {
  const child = spawn(PROGRAM, ["page", ...args], { cwd: installFolder, env: bareEnvironment(env) });
  let said = "";
  const ended = new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
  t.after(() => child.kill("SIGKILL"));
  const url = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        said += text;
        const [, found] = /^Admin page at (http:\/\/127\.0\.0\.1:\d+\/) \(this machine only; stop with Ctrl\+C\)$/m.exec(said) ?? [];
        if (found) resolve(found);
      });
    }
    ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return {
    url,
    stop: async (signal = "SIGINT") => {
      child.kill(signal);
      return { code: await ended, said };
    },
  };
}

/** What a request gets: `{ status, headers, body }`. `fetch` would not let us choose the Host. */
function answerTo(url, { method = "GET", host, path = "/" } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, path, ...(host !== undefined && { headers: { host } }) }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text) => (body += text));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.once("error", reject);
    asked.end();
  });
}

test("it serves the file of the package with its policy, and ends at Ctrl-C", async (t) => {
  const { url, stop } = await startPage(t);
  const { status, headers, body } = await answerTo(url);
  assert.equal(status, 200);
  assert.equal(body, html);
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html);
  assert.equal(headers["content-security-policy"], `${policy}; frame-ancestors 'none'`);
  assert.match(policy, /connect-src 'none'.*require-trusted-types-for 'script'/);
  assert.equal(headers["referrer-policy"], "no-referrer");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["access-control-allow-origin"], undefined);
  const { code, said } = await stop();
  assert.equal(code, 0);
  assert.equal(said.trim().split("\n").length, 1, said);
});

test("it ends when the system asks it to", async (t) => {
  const { stop } = await startPage(t, ["--no-open"]);
  assert.equal((await stop("SIGTERM")).code, 0);
});

test("each start has a port of its own", async (t) => {
  const [one, other] = [await startPage(t), await startPage(t)];
  assert.notEqual(one.url, other.url);
  await Promise.all([one.stop(), other.stop()]);
});

test("another name that leads to this machine gets nothing", async (t) => {
  const { url, stop } = await startPage(t);
  const { port, host } = new URL(url);
  for (const name of [`attacker.example:${port}`, "127.0.0.1", `127.0.0.1:${port}.attacker.example`, `127.0.0.1.attacker.example:${port}`, `[::1]:${port}`]) {
    const { status, body } = await answerTo(url, { host: name });
    assert.deepEqual([status, body], [421, ""], name);
  }
  for (const name of [host, `localhost:${port}`]) assert.equal((await answerTo(url, { host: name })).status, 200);
  await stop();
});

test("there is one page, to be read", async (t) => {
  const { url, stop } = await startPage(t);
  for (const path of ["/other", "/commerce-auth.html", "/../package.json", "//"]) assert.equal((await answerTo(url, { path })).status, 404, path);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) assert.equal((await answerTo(url, { method })).status, 405, method);
  const head = await answerTo(url, { method: "HEAD" });
  assert.deepEqual([head.status, head.body, head.headers["content-length"]], [200, "", String(Buffer.byteLength(html))]);
  await stop();
});

/** A folder for PATH with a browser opener that writes down what it is given. */
function openerOf(t) {
  const folder = folderOf(t);
  const path = join(folder, "xdg-open");
  const heard = join(folder, "heard");
  writeFileSync(heard, "");
  writeFileSync(path, `#!/bin/sh\necho "$@" >> '${heard}'\necho noise\n`);
  chmodSync(path, 0o755);
  return { PATH: `${folder}:${process.env.PATH}`, opened: () => readFileSync(heard, "utf8").trim() };
}

const skip = process.platform === "linux" ? false : "the stand-in is that of Linux";

test("without a terminal no browser is opened", { skip }, async (t) => {
  const { PATH, opened } = openerOf(t);
  const { url, stop } = await startPage(t, [], { PATH });
  await answerTo(url);
  await stop();
  assert.equal(opened(), "");
});

test("at a terminal the browser is opened, unless told otherwise", { skip }, async (t) => {
  for (const [args, isOpened] of [["", true], [" --no-open", false]]) {
    const { PATH, opened } = openerOf(t);
    const terminal = openTerminal(t, { env: { PATH } });
    await terminal.shows(/\$ /);
    terminal.enter(`"${PROGRAM}" page${args}`);
    await terminal.shows(/stop with Ctrl\+C\)/);
    const [, url] = /Admin page at (\S+) /.exec(terminal.screen);
    for (let tries = 0; isOpened && opened() === "" && tries < 100; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    terminal.type("\u0003");
    await terminal.shows(/\$ $/);
    assert.equal(opened(), isOpened ? url : "");
    assert.doesNotMatch(terminal.screen, /noise/);
  }
});
