// The program as npm installs it, run as a user runs it, with the vendors on this machine.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { installFolder, imported } from "../package/installed.mjs";

export const { assertNoLeak, startEmulator } = await imported("commerce-auth/testing");
export const { md5Hex } = await imported("commerce-auth");

export const PROGRAM = join(installFolder, "node_modules", ".bin", "commerce-auth");

/** The sample of the vendor's own page, whose header may be shown. */
export const SAMPLE_HEADER = "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3";

const LONGEST_MS = 30_000;

/** The environment of somebody who has set nothing. */
export function bareEnvironment(variables = {}) {
  const { PATH, HOME, SYSTEMROOT } = process.env;
  return { PATH, HOME, ...(SYSTEMROOT && { SYSTEMROOT }), NO_COLOR: "1", ...variables };
}

/**
 * Runs the program: `{ code, stdout, stderr }`.
 *
 * @param options.secrets What must not show in either output.
 */
export async function run(args, { input = "", env = {}, cwd = installFolder, secrets = [] } = {}) {
  const child = spawn(PROGRAM, args, { cwd, env: bareEnvironment(env), timeout: LONGEST_MS });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (output[name] += text));
  // Who refuses the arguments does not read.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => resolve(exitCode ?? signal));
  });
  if (secrets.length > 0) assertNoLeak(output, secrets);
  assertNoStack(output);
  return { code, ...output };
}

function assertNoStack({ stdout, stderr }) {
  assert.doesNotMatch(stdout + stderr, /\n\s+at .+:\d+:\d+|node:internal|UnhandledPromise|Error:/, "a stack shows");
}

/** A run that must fail: with this code, in so few lines that one reads them, and with nothing on standard output. */
export async function refusal(args, code, options) {
  const result = await run(args, options);
  assert.equal(result.code, code, result.stderr);
  assert.equal(result.stdout, "");
  assert.match(result.stderr, /^commerce-auth: \S/m);
  assert.ok(result.stderr.trim().split("\n").length <= 6, result.stderr);
  return result.stderr;
}

/** A run that must succeed, with nothing on standard error; gives standard output. */
export async function success(args, options) {
  const { code, stdout, stderr } = await run(args, options);
  assert.equal(stderr, "");
  assert.equal(code, 0);
  return stdout;
}

/** A folder of one test. */
export function folderOf(t) {
  const folder = mkdtempSync(join(tmpdir(), "commerce-auth-cli-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file that only its owner may read, unless the mode says otherwise; gives its path. */
export function fileOf(t, text, { name = "file", mode = 0o600 } = {}) {
  const path = join(folderOf(t), name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

/** All vendors for the length of a test, and the variables that lead to them. */
export async function runningVendors(t, options = {}) {
  const vendor = await startEmulator(options);
  t.after(() => vendor.close());
  return { vendor, env: variablesOf(vendor), secrets: secretsOf(vendor) };
}

export function variablesOf({ url, capillary, pledg, caxton }) {
  return {
    CAP_HOST: url,
    CAP_KEY: capillary.credentials.key,
    CAP_SECRET: capillary.credentials.secret,
    PLEDG_HOST: pledg.url,
    PLEDG_KEY: pledg.credentials.key,
    PLEDG_SECRET: pledg.credentials.secret,
    PLEDG_MERCHANT_SECRET: pledg.merchant.secret,
    CAXTON_HOST: caxton.url,
    CAXTON_USERNAME: caxton.registration.username,
    CAXTON_CLIENTNAME: caxton.registration.clientname,
    CAXTON_CLIENT_PASSWORD: caxton.credentials.clientPassword,
    CAXTON_PASSWORD_ENDS_AT: new Date(caxton.passwordEndsAt).toISOString(),
  };
}

const secretsOf = ({ capillary, pledg, caxton }) => [
  capillary.credentials.secret,
  pledg.credentials.secret,
  pledg.merchant.secret,
  caxton.credentials.clientPassword,
];
