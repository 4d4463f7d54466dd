// Every block of shell in docs/cli.md is run, and prints what stands below it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { PROGRAM, assertNoLeak, bareEnvironment, folderOf, run, runningVendors } from "./program.mjs";

const { signJwtHs256 } = await imported("commerce-auth");

const DOCUMENT = readFileSync(new URL("../../docs/cli.md", import.meta.url), "utf8");
const AT_LEAST = 15;

/** `[{ line, commands, claim }]`: each `sh` block with the `text` block right below it. */
function blocks() {
  const found = [...DOCUMENT.matchAll(/^```sh\n(.*?)^```\n(?:```text\n(.*?)^```$)?/gms)];
  return found.map((match) => ({ line: DOCUMENT.slice(0, match.index).split("\n").length, commands: match[1], claim: match[2] }));
}

const MERCHANT = "a secret of the merchant, of 32 bytes or more";
const DIGEST = "8a16a6b70505eb1f1ff7cdc0cd5559a7";
const SHOP = {
  name: "shop",
  request: { url: "{host}/oauth/token", clientAuthentication: "basic", fields: { grant_type: "client_credentials" } },
  response: { token: "/access_token" },
};
/** A sample of the vendor's own page. */
const TOKEN =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyZWZlcmVuY2UiOiJwdXJjaGFzZV9yZWZlcmVuY2UiLCJjcmVhdGVkIjoiMjAyMC0wOS0xNyAxNTowMDowMi4wNTIxNzciLCJ0cmFuc2Zlcl9vcmRlcl9pdGVtX3VpZCI6InRyaV9mYXNka2ZpYXNmc2QyMzRuZnM3ZjVkIiwiYW1vdW50X2NlbnRzIjoxMDAwMH0.6ZhlvdcPgjwwBfxCrRpzaBGoRxTCoqtWJzFhB8pw4Ys";

/** The folder in which the page is read, with the files it speaks of. */
function readersFolder(t, variables) {
  const folder = folderOf(t);
  const { CAXTON_CLIENT_PASSWORD, CAXTON_PASSWORD_ENDS_AT, ...unregistered } = variables;
  const files = {
    "till.txt": "server123\n",
    "merchant.txt": MERCHANT,
    "token.txt": `${TOKEN}\n`,
    "tills.csv": "username,password\nstore.server,server123\ntill:2,server123\n=1+1,server123\n",
    "shop.json": JSON.stringify(SHOP),
    "purchase.json": JSON.stringify({ merchantUid: "mer_1", reference: "order-1", amountCents: 2_000 }),
    "notification.json": JSON.stringify({ signature: signJwtHs256({ reference: "order-1", transfer_order_item_uid: "tri_1", amount_cents: 2_000 }, MERCHANT) }),
    ".env": Object.entries(unregistered).map(([name, value]) => `${name}='${value}'\n`).join(""),
    "wrong.env": [
      "CAP_HOST=http://eu.api.capillarytech.com",
      "CAP_USERNAME=store.server",
      `CAP_PASSWORD=${DIGEST}`,
      "CAP_TOKEN=Bearer abc",
      "PLEDG_MERCHANT_SECRET=too-short",
      "CAXTON_PASSWORD_ENDS_AT=2023-09-22T10:55:45.0645017Z",
      "",
    ].join("\n"),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
  return folder;
}

/** Stands for npx, which has a start of a second and words of its own; another test runs the real one. */
function quickNpx(t) {
  const folder = folderOf(t);
  mkdirSync(join(folder, "bin"));
  symlinkSync(PROGRAM, join(folder, "bin", "commerce-auth"));
  writeFileSync(join(folder, "bin", "npx"), `#!/bin/sh\nname=$1\nshift\nexec "${folder}/bin/$name" "$@"\n`);
  chmodSync(join(folder, "bin", "npx"), 0o755);
  return join(folder, "bin");
}

function shell(commands, cwd, path, variables) {
  const env = bareEnvironment({ ...variables, PATH: `${path}${delimiter}${process.env.PATH}` });
  return new Promise((resolve) => {
    execFile("sh", ["-c", `exec 2>&1\n${commands}`], { cwd, env }, (_, stdout) => resolve(stdout));
  });
}

const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

function assertPrints(printed, claim, line) {
  const pattern = claim.split("…").map(literal).join("[^\\n]*?");
  if (!new RegExp(`^${pattern}$`).test(printed)) assert.equal(printed, claim, `docs/cli.md:${line}`);
}

test("docs/cli.md has its examples, each with what it prints", () => {
  assert.ok(blocks().length >= AT_LEAST);
  for (const { line, claim } of blocks()) assert.ok(claim, `docs/cli.md:${line} claims nothing`);
});

for (const { line, commands, claim } of blocks()) {
  test(`docs/cli.md:${line}`, async (t) => {
    const { vendor, env, secrets } = await runningVendors(t, { profile: { description: SHOP } });
    const { key, secret } = vendor.profile.credentials;
    const folder = readersFolder(t, env);
    writeFileSync(join(folder, "shop.txt"), `${secret}\n`, { mode: 0o600 });
    const printed = await shell(commands, folder, quickNpx(t), { SHOP_HOST: vendor.profile.url, SHOP_KEY: key });
    // A header that was asked for holds the digest of its password.
    assertNoLeak(printed.replaceAll(/Basic [\w+/=]+/g, ""), [...secrets, secret, MERCHANT, DIGEST]);
    assertPrints(printed, claim, line);
  });
}

test("docs/cli.md names the exit codes as the help does", async () => {
  const { stdout } = await run(["--help"]);
  const helped = [...stdout.slice(stdout.indexOf("Exit codes")).matchAll(/^ {2}(\d+) +(.*)$/gm)].map(([, code, words]) => `| ${code} | ${words} |`);
  assert.equal(helped.length, 7);
  for (const row of helped) assert.ok(DOCUMENT.includes(`${row}\n`), row);
});
