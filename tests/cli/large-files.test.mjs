// Files at the largest size that is read, made to be costly. A run that hangs is ended, and fails.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

import { refusal, run } from "./program.mjs";

const LARGEST_ENV_FILE = 1024 * 1024;
const LARGEST_INPUT = 16 * 1024 * 1024;
const TILL = ["header", "capillary", "--username", "store.server"];
const HEADER = "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3";

function folderOf(t) {
  const folder = mkdtempSync(join(tmpdir(), "commerce-auth-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

function fileOf(t, text) {
  const path = join(folderOf(t), "file");
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

const filled = (before, unit, after, length = LARGEST_ENV_FILE) => before + unit.repeat((length - before.length - after.length) / unit.length) + after;
const PASSWORD = "CAP_PASSWORD=server123\n";

for (const [what, text] of Object.entries({
  "a value of many lines": filled(`${PASSWORD}OTHER="`, "\n", '"\n'),
  "a quotation mark that is never closed": filled(`${PASSWORD}OTHER="`, "\n", "\n"),
  "marks of each kind that are never closed": filled(`${PASSWORD}A="x\nB='x\nC=\`x\n`, "D=x\n", ""),
  "blanks within a value": filled(`${PASSWORD}OTHER=x`, " ", "x\n"),
  "blanks before a lone carriage return": filled(`${PASSWORD}OTHER=`, " ", "\rx\n"),
  "blanks before a line separator": filled(`${PASSWORD}OTHER=`, " ", "\u2028\n", LARGEST_ENV_FILE - 8),
  "blanks before a name": filled(PASSWORD, " ", "OTHER=x\n"),
  "blanks behind export": filled(`${PASSWORD}export`, " ", "OTHER=x\n"),
  "blanks behind a name": filled(`${PASSWORD}OTHER`, " ", "x=x\n"),
  "blanks and nothing else": filled(PASSWORD, " ", "\n"),
  "comments behind a value": filled(`${PASSWORD}OTHER=x`, " #", "\n"),
  "a long name": filled(PASSWORD, "N", " x=x\n"),
  "many lines": filled(PASSWORD, "A=b #c\n", ""),
})) {
  test(`an environment file of the largest size is read: ${what}`, async (t) => {
    const { code, stdout } = await run([...TILL, "--env-file", fileOf(t, text)]);
    assert.deepEqual([code, stdout.includes(HEADER)], [0, true]);
  });
}

test("what a value holds beside blanks, marks and comments is read as it was", async (t) => {
  const quoted = async (line) => (await run([...TILL, "--env-file", fileOf(t, `${line}\n`)])).stdout.includes(HEADER);
  for (const line of [
    "CAP_PASSWORD=server123 # comment",
    "CAP_PASSWORD=server123\t#comment # another",
    "  export   CAP_PASSWORD  =  server123  ",
    "CAP_PASSWORD='server123' # behind",
    'CAP_PASSWORD="server123"',
    "CAP_PASSWORD=`server123`",
    'OTHER="a\nb # no comment\nc"\nCAP_PASSWORD=server123',
  ]) {
    assert.ok(await quoted(line), line);
  }
  for (const line of ["CAP_PASSWORD=server123#no-comment", "CAP_PASSWORD=#server123", 'CAP_PASSWORD="server\n123"', "CAP_PASSWORD server123"]) {
    assert.ok(!(await quoted(line)), line);
  }
});

/** How often blocks of the program ran, as V8 counts them. */
async function blocksOf(t, args) {
  const folder = folderOf(t);
  const { code, stderr } = await run(args, { env: { NODE_V8_COVERAGE: folder } });
  assert.equal(code, 0, stderr);
  const scripts = readdirSync(folder).flatMap((name) => JSON.parse(readFileSync(join(folder, name), "utf8")).result);
  const ranges = scripts.filter(({ url }) => url.endsWith("/cli.js")).flatMap(({ functions }) => functions.flatMap((one) => one.ranges));
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

for (const [what, table] of Object.entries({
  "many columns and many rows": (count) => `username,password${",".repeat(count * 4)}\n${"a,b\n".repeat(count)}`,
  "rows of many cells": (count) => `username,password${",".repeat(count)}\na,b${",".repeat(count)}\n`,
  "cells in quotation marks": (count) => `username,password\n${'"a","b"\n'.repeat(count)}`,
  "one cell of quotation marks": (count) => `username,password\na,"${'""'.repeat(count)}"\n`,
  "empty lines": (count) => `username,password\n${"\n".repeat(count)}a,b\n`,
})) {
  test(`twice the tills take twice the work: ${what}`, async (t) => {
    const [some, twice] = await Promise.all([2_000, 4_000].map((count) => blocksOf(t, ["header", "capillary", "--csv", fileOf(t, table(count))])));
    assert.ok(some > 2_000, `${some}: the program is counted`);
    assert.ok(twice < 2.5 * some, `${some} blocks, then ${twice}`);
  });
}

test("a cell of the largest size does not take many times its size of memory", async (t) => {
  const table = filled('username,password\na,"', "x", '"\n', LARGEST_INPUT);
  const { code, stderr } = await run(["header", "capillary", "--csv", fileOf(t, table)], { env: { NODE_OPTIONS: "--max-old-space-size=200" } });
  assert.equal(code, 0, stderr.slice(0, 500));
});

test("a pipe that holds too much is refused as well", async () => {
  const { code, stderr } = await run(["header", "capillary", "--csv", "-"], { input: "x".repeat(LARGEST_INPUT + 1) });
  assert.deepEqual([code, /holds more than 16,777,216 bytes/.test(stderr)], [2, true], stderr);
});

test("of a file that is too large no more is read than shows it", async (t) => {
  const path = fileOf(t, "x");
  // With a hole in it: it takes no room on the disk, and is more than Node reads at once.
  truncateSync(path, 3 * 1024 ** 3);
  // Not by --env-file: Node 20 reads the file of that name itself, wherever the option stands.
  assert.match(await refusal(["header", "capillary", "--csv", path], 2), /the --csv file holds more than 16,777,216 bytes/);
});
