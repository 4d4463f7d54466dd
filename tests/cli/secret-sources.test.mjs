// Where a secret comes from when it does not come from a person.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";

import { PROGRAM, SAMPLE_HEADER, bareEnvironment, fileOf, folderOf, refusal, run, success } from "./program.mjs";

const TILL = ["header", "capillary", "--username", "store.server"];
const PASSWORD = "server123";
const HIDDEN = { secrets: [PASSWORD] };
const good = (stdout) => assert.equal(stdout.split("\n")[0], `Authorization: ${SAMPLE_HEADER}`);

test("a file, standard input and a variable give the same", async (t) => {
  good(await success([...TILL, "--secret-file", fileOf(t, PASSWORD)]));
  good(await success([...TILL, "--secret-stdin"], { input: PASSWORD }));
  good(await success([...TILL, "--secret-env", "TILL_PASSWORD"], { env: { TILL_PASSWORD: PASSWORD } }));
  good(await success(TILL, { env: { CAP_PASSWORD: PASSWORD } }));
  good(await success([...TILL, "--env-file", fileOf(t, `# tills\nexport CAP_PASSWORD="${PASSWORD}" # the sample\n`)]));
});

test("the line break that echo and editors write is no part of it", async (t) => {
  for (const end of ["\n", "\r\n"]) {
    good(await success([...TILL, "--secret-file", fileOf(t, PASSWORD + end)]));
    good(await success([...TILL, "--secret-stdin"], { input: PASSWORD + end }));
  }
  good(await success([...TILL, "--secret-file", fileOf(t, `\ufeff${PASSWORD}\n`)]));
});

test("several lines are no secret", async (t) => {
  for (const text of [`${PASSWORD}\n\n`, `user\n${PASSWORD}\n`]) {
    assert.match(await refusal([...TILL, "--secret-file", fileOf(t, text)], 2, HIDDEN), /holds several lines/);
    assert.match(await refusal([...TILL, "--secret-stdin"], 2, { input: text, ...HIDDEN }), /holds several lines/);
  }
});

test("what is empty, missing or no text is refused", async (t) => {
  const folder = folderOf(t);
  mkdirSync(join(folder, "sub"));
  const cases = [
    [["--secret-file", fileOf(t, "")], /is empty/],
    [["--secret-file", fileOf(t, "\n")], /is empty/],
    [["--secret-stdin"], /standard input is empty/],
    [["--secret-file", join(folder, "missing")], /the --secret-file file does not exist/],
    [["--secret-file", join(folder, "sub")], /is a folder/],
    [["--secret-file", fileOf(t, Buffer.from(PASSWORD, "utf16le"))], /may be UTF-16/],
    [["--secret-file", fileOf(t, Buffer.from([0x70, 0xe4, 0x73]))], /is not UTF-8/],
    [["--secret-file", fileOf(t, "x".repeat(70_000))], /more than 65,536 bytes/],
    [["--secret-env", "NOT_SET"], /the variable that --secret-env names is not set/],
  ];
  for (const [args, words] of cases) assert.match(await refusal([...TILL, ...args], 2, HIDDEN), words);
  assert.match(await refusal([...TILL, "--secret-env", "EMPTY"], 2, { env: { EMPTY: "" } }), /is not set/);
});

test("a file of variables that is missing is said to be", async (t) => {
  const { code, stderr } = await run([...TILL, "--env-file", join(folderOf(t), "missing")]);
  // Some versions of Node read this option wherever it stands, and then speak before the program does.
  if (code === 9) assert.match(stderr, /^node: .*: not found\n$/);
  else assert.deepEqual([code, /the --env-file file does not exist/.test(stderr)], [2, true]);
});

test("it is given once", async (t) => {
  const file = fileOf(t, PASSWORD);
  const words = await refusal([...TILL, "--secret-file", file, "--secret-env", "P"], 2, { env: { P: PASSWORD }, ...HIDDEN });
  assert.match(words, /given more than once/);
});

test("a file that others can read is warned of, and read", { skip: process.platform === "win32" }, async (t) => {
  const { code, stdout, stderr } = await run([...TILL, "--secret-file", fileOf(t, PASSWORD, { mode: 0o644 })]);
  assert.equal(code, 0);
  good(stdout);
  assert.match(stderr, /^warning: the --secret-file file can be read by others \(mode 0644\)\n {2}→ chmod 600 it\n$/);
});

test("a file of variables or of tills that others can read is warned of too", { skip: process.platform === "win32" }, async (t) => {
  const variables = await run([...TILL, "--env-file", fileOf(t, `CAP_PASSWORD=${PASSWORD}\n`, { mode: 0o640 })]);
  good(variables.stdout);
  assert.match(variables.stderr, /^warning: the --env-file file can be read by others \(mode 0640\)/);
  const tills = await run(["header", "capillary", "--csv", fileOf(t, `username,password\na,${PASSWORD}\n`, { mode: 0o604 })]);
  assert.deepEqual([tills.code, /the --csv file can be read by others \(mode 0604\)/.test(tills.stderr)], [0, true]);
});

test("a pipe of the shell is a file", { skip: process.platform === "win32" }, async () => {
  const line = `${PROGRAM} ${TILL.join(" ")} --secret-file <(printf %s ${PASSWORD})`;
  const { stdout, stderr } = await promisify(execFile)("bash", ["-c", line], { env: bareEnvironment() });
  assert.equal(stderr, "");
  good(stdout);
});

test("an option goes before a variable, the environment before a file of variables", async (t) => {
  good(await success([...TILL, "--secret-stdin"], { input: PASSWORD, env: { CAP_PASSWORD: "another" } }));
  const file = fileOf(t, "CAP_PASSWORD=another\n");
  good(await success([...TILL, "--env-file", file], { env: { CAP_PASSWORD: PASSWORD } }));
});

test("without a source and without a terminal, it says what to do", async () => {
  const words = await refusal(TILL, 2);
  assert.match(words, /the password of the till is missing, and there is no terminal to ask at/);
  assert.match(words, /--secret-file FILE, --secret-stdin or --secret-env NAME, or set\s+CAP_PASSWORD/);
});

test("a file of variables with a broken line is read, and the line named", async (t) => {
  const file = fileOf(t, `CAP_USERNAME=store.server\nnonsense ${PASSWORD}\nCAP_PASSWORD=${PASSWORD}\n`);
  const { code, stdout, stderr } = await run(["header", "capillary", "--env-file", file]);
  assert.equal(code, 0);
  good(stdout);
  assert.match(stderr, /line 2 of the --env-file file is neither NAME=value nor a comment/);
  assert.ok(!stderr.includes(PASSWORD));
});

test("a value may stand in quotation marks and go on for lines", async (t) => {
  for (const value of ["'a # b'", '"a # b"', "`a # b`", "'a # b' # a comment"]) {
    const file = fileOf(t, `CAP_PASSWORD=${value}\n`);
    const header = await success([...TILL, "--env-file", file]);
    assert.equal(header, await success([...TILL, "--secret-stdin"], { input: "a # b" }), value);
  }
  const broken = fileOf(t, 'CAP_PASSWORD="one\ntwo"\nCAP_USERNAME=x\n');
  assert.match(await refusal([...TILL, "--env-file", broken], 1), /holds a line break/);
});
