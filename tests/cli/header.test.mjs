// header capillary, header pledg, header basic.

import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import test from "node:test";
import { promisify } from "node:util";

import { PROGRAM, SAMPLE_HEADER, bareEnvironment, fileOf, md5Hex, refusal, run, runningVendors, success } from "./program.mjs";

const TILL = ["header", "capillary", "--username", "store.server", "--secret-stdin"];
const PASSWORD = "server123";
const DIGEST = "8a16a6b70505eb1f1ff7cdc0cd5559a7";
const PAGE = { input: PASSWORD };

test("the fields of a till stand one a line", async () => {
  const lines = await success(TILL, PAGE);
  assert.equal(lines, `Authorization: ${SAMPLE_HEADER}\nContent-Type: application/json\nAccept: application/json\n`);
});

test("a digest is taken with --md5, and by its variable", async () => {
  for (const digest of [DIGEST, DIGEST.toUpperCase()]) {
    assert.ok((await success([...TILL, "--md5"], { input: digest })).includes(SAMPLE_HEADER));
  }
  const env = { CAP_USERNAME: "store.server", CAP_PASSWORD_MD5: DIGEST };
  assert.ok((await success(["header", "capillary"], { env })).includes(SAMPLE_HEADER));
});

test("a digest in the place of the password is refused in the words of the command line", async () => {
  const words = await refusal(TILL, 1, { input: DIGEST, secrets: [DIGEST, md5Hex(DIGEST)] });
  assert.match(words, /looks like an MD5 digest/);
  assert.match(words, /add --md5; if the password really\s+is 32 hexadecimal digits, add --clear/);
  assert.doesNotMatch(words, /passwordMd5|allowHashLikePassword/);
  const header = await success([...TILL, "--clear"], { input: DIGEST });
  assert.ok(header.includes(Buffer.from(`store.server:${md5Hex(DIGEST)}`).toString("base64")));
  assert.match(await refusal([...TILL, "--clear", "--md5"], 2, PAGE), /contradict each other/);
});

test("what Basic cannot carry is refused, with the field", async () => {
  const secret = "Planted-secret-0123";
  const options = { input: secret, secrets: [secret, md5Hex(secret)] };
  assert.match(await refusal(["header", "capillary", "--username", "till:1", "--secret-stdin"], 1, options), /username holds a colon/);
  assert.match(await refusal(["header", "basic", "--username", "a:b", "--secret-stdin"], 1, options), /username holds a colon/);
  assert.match(await refusal(["header", "pledg", "--email", "a:b", "--secret-stdin"], 1, options), /email holds a colon/);
  assert.match(await refusal(TILL, 1, { input: `${secret}\t`, secrets: [secret] }), /control character/);
});

test("attribution goes along, whole", async () => {
  const fields = await success([...TILL, "--lookup-type", "WECHAT", "--lookup", "abc"], PAGE);
  assert.match(fields, /^X-CAP-API-ATTRIBUTION-LOOKUP-TYPE: WECHAT\nX-CAP-API-ATTRIBUTION-LOOKUP: abc$/m);
  assert.match(await refusal([...TILL, "--lookup-type", "WECHAT"], 1, { ...PAGE, secrets: [PASSWORD] }), /lookup/);
});

test("--json prints an object of the fields", async () => {
  const fields = JSON.parse(await success([...TILL, "--json"], PAGE));
  assert.deepEqual(fields, { Authorization: SAMPLE_HEADER, "Content-Type": "application/json", Accept: "application/json" });
});

test("--curl prints a command that works when pasted", async (t) => {
  const { vendor } = await runningVendors(t);
  const url = `${vendor.url}/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=44700900000`;
  const command = await success([...TILL, "--curl", "--url", url], PAGE);
  const { stdout } = await promisify(execFile)("sh", ["-c", command]);
  assert.equal(JSON.parse(stdout).success, true);
  assert.match(await success([...TILL, "--curl"], PAGE), /^curl -sS "\$URL" \\\n/);
  assert.match(await refusal([...TILL, "--url", url], 2, PAGE), /--url goes with --curl/);
});

test("a value that a shell would read is quoted", async () => {
  const text = await success([...TILL, "--curl", "--lookup-type", "WECHAT", "--lookup", "it's $HOME `id`"], PAGE);
  const { stdout } = await promisify(execFile)("sh", ["-c", text.replace("curl -sS", "printf '%s\\n'")], { env: bareEnvironment({ URL: "u" }) });
  assert.ok(stdout.includes("X-CAP-API-ATTRIBUTION-LOOKUP: it's $HOME `id`\n"));
});

test("the lines are fields that curl takes from its standard input", async (t) => {
  const { vendor } = await runningVendors(t);
  const fields = await success(TILL, PAGE);
  const url = `${vendor.url}/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=44700900000`;
  const child = promisify(execFile)("curl", ["-sS", "-H", "@-", url]);
  child.child.stdin.end(fields);
  assert.equal(JSON.parse((await child).stdout).success, true);
});

test("Pledg's and any other Basic are by RFC 7617, unhashed", async () => {
  const user = ["header", "pledg", "--email", "random@domain.com", "--secret-stdin"];
  assert.equal(await success(user, { input: "john123\n" }), "Authorization: Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==\n");
  const env = { PLEDG_EMAIL: "random@domain.com", PLEDG_PASSWORD: "john123" };
  assert.equal(await success(["header", "pledg"], { env }), "Authorization: Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==\n");
  const any = ["header", "basic", "--username", "Aladdin", "--secret-stdin"];
  assert.equal(await success(any, { input: "open sesame" }), "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\n");
});

const ROWS = [
  "username,password,note",
  "store.server,server123,first",
  "=cmd|' /C calc'!A0,server123,",
  "till:2,server123,a colon",
  `till.3,${md5Hex("another")},hashed already`,
  '"till ""4"", here","a,b",',
  "till.5,a,b,c",
  ",server123,nobody",
  "till.6,,",
  "+till.7,server123,",
  "",
].join("\n");

test("a file of tills is answered row by row, and a bad row spoils no other", async (t) => {
  const { code, stdout, stderr } = await run(["header", "capillary", "--csv", fileOf(t, ROWS)], { secrets: [md5Hex("another")] });
  assert.equal(code, 1);
  const lines = stdout.trim().split("\n");
  assert.equal(lines.length, 10);
  assert.equal(lines[0], "line,username,authorization,error");
  assert.equal(lines[1], `2,store.server,${SAMPLE_HEADER},`);
  assert.match(lines[3], /^4,till:2,,username holds a colon/);
  assert.match(lines[4], /^5,till\.3,,"?.*looks like an MD5 digest/);
  assert.match(lines[5], /^6,"till ""4"", here",Basic \S+,$/);
  assert.match(lines[6], /^7,till\.5,,the row has more cells/);
  assert.match(lines[7], /^8,,,username is missing/);
  assert.match(lines[8], /^9,till\.6,,/);
  assert.match(stderr, /^warning: 5 of 9 rows refused\n/);
});

test("a table is read as the page reads it: with tabs, without a heading, with attribution", async () => {
  const made = `line,username,authorization,error\n1,store.server,${SAMPLE_HEADER},\n`;
  const printed = async (...args) => (await run(["header", "capillary", "--csv", "-", ...args.slice(1)], { input: args[0] })).stdout;
  for (const mark of [",", ";", "\t"]) {
    assert.equal(await printed(`store.server${mark}server123\n`), made);
    assert.equal(await printed(`store.server${mark}${DIGEST}\n`, "--md5"), made);
  }
  const input = "Till code\tPwd\tLookup type\tLookup\nstore.server\tserver123\tWECHAT\tw1\n";
  const [row] = JSON.parse(await success(["header", "capillary", "--csv", "-", "--json"], { input }));
  assert.equal(row.headers.Authorization, SAMPLE_HEADER);
  assert.equal(row.headers["X-CAP-API-ATTRIBUTION-LOOKUP"], "w1");
  // Empty cells at the end of a row are a spreadsheet's.
  assert.equal(await printed("store.server\tserver123\t\t\n"), made);
  const long = await run(["header", "capillary", "--csv", "-"], { input: "store.server,server123,rest\n" });
  assert.match(long.stdout, /^1,store\.server,,the row has more cells/m);
});

test("a name behind invisible characters is written as any other, and so is a formula", async () => {
  const unseen = "\ufeff".repeat(200);
  const input = `username,password\n${unseen}till.1,server123\n${unseen}=till.2,server123\n`;
  const { code, stdout } = await run(["header", "capillary", "--csv", "-"], { input });
  assert.equal(code, 0);
  const names = stdout.trim().split("\n").slice(1).map((line) => line.split(",")[1]);
  assert.deepEqual(names, [`"${unseen}till.1"`, `'${unseen}=till.2`]);
});

test("a table of one line and many cells is gone through once", async () => {
  const { code, stdout } = await run(["header", "capillary", "--csv", "-"], { input: '"",'.repeat(2_000_000) });
  assert.equal(code, 1);
  assert.match(stdout, /^1,,,username is missing/m);
});

test("a first line that names no column is told, since it may be a heading that nobody knows", async () => {
  const told = /^warning: the first line of the --csv file names no column, and was taken as a till\n  → if it is a heading, call its columns username, and password or password_md5\n$/;
  for (const input of ["Kasse;Kennwort\nstore.server;server123\n", "store.server,server123\n", "hash,server123\n"]) {
    const { code, stdout, stderr } = await run(["header", "capillary", "--csv", "-"], { input });
    assert.equal(code, 0);
    assert.match(stderr, told);
    assert.match(stdout, /^1,/m);
  }
  const named = await run(["header", "capillary", "--csv", "-"], { input: "username,password\nstore.server,server123\n" });
  assert.deepEqual([named.code, named.stderr], [0, ""]);
  // A name that a column has, behind one that none has, is a heading.
  for (const input of ["Kasse,password\nstore.server,server123\n", "store.server,MD5\n", "a,b,lookup\n"]) {
    const refused = await run(["header", "capillary", "--csv", "-"], { input });
    assert.deepEqual([refused.code, refused.stdout], [2, ""]);
    assert.match(refused.stderr, /^commerce-auth: the first line of the --csv file names no column username\n/);
  }
});

test("--curl prints no credential for an address that anybody on the way can read", async () => {
  const open = ["http://api.example/v2", "HTTP://api.example", "api.example/v2", "ftp://api.example", "//api.example", "http:\\\\api.example", "http://localhost.example/", "http://127.0.0.1@api.example/", "https:/api.example", " https://api.example"];
  for (const url of open) {
    const words = await refusal([...TILL, "--curl", "--url", url], 2, PAGE);
    assert.match(words, /the --url is no https address: anyone on the way could read the credential/, url);
    assert.doesNotMatch(words, /Basic|api\.example/);
  }
  for (const url of ["https://api.example/v2?a=b", "http://127.0.0.1:8080/x", "http://localhost:1/", "http://[::1]:1/"]) {
    assert.match(await success([...TILL, "--curl", "--url", url], PAGE), /Authorization: Basic/, url);
  }
});

test("no cell begins as a formula", async (t) => {
  const tills = ["=1+1", "+1", "-1", "@SUM(A1)", "ordinary"];
  const csv = ["username,password", ...tills.map((till) => `${till},server123`)].join("\r\n");
  const { stdout } = await run(["header", "capillary", "--csv", fileOf(t, csv)]);
  const cells = stdout.trim().split("\n").slice(1).map((line) => line.split(",")[1]);
  assert.deepEqual(cells, ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "ordinary"]);
});

test("as JSON the rows keep what they are", async (t) => {
  const { code, stdout } = await run(["header", "capillary", "--csv", fileOf(t, ROWS), "--json"]);
  assert.equal(code, 1);
  const rows = JSON.parse(stdout);
  assert.deepEqual(rows[0].headers.Authorization, SAMPLE_HEADER);
  assert.equal(rows[1].username, "=cmd|' /C calc'!A0");
  assert.deepEqual([rows[2].line, rows[2].error.code, rows[2].error.position], [4, "invalid_argument", 4]);
  assert.equal(rows[3].error.code, "looks_hashed");
});

test("spreadsheets' own forms are read: semicolons, a byte order mark, digests, standard input", async () => {
  const input = `\ufeffTill ID;Password MD5\r\nstore.server;${DIGEST.toUpperCase()}\r\n`;
  assert.equal(await success(["header", "capillary", "--csv", "-"], { input }), `line,username,authorization,error\n2,store.server,${SAMPLE_HEADER},\n`);
});

test("a file that is no table of tills is refused", async (t) => {
  const cases = [
    ["", /is empty/],
    ["username,password\n", /has no row/],
    ["username,note\n", /names no column password/],
    ["password,md5\n", /names no column username/],
    ['username,password\n"a,b\n', /in line 2 that is never closed/],
  ];
  for (const [text, words] of cases) {
    assert.match(await refusal(["header", "capillary", "--csv", fileOf(t, text)], 2, { secrets: [PASSWORD] }), words);
  }
  assert.match(await refusal(["header", "capillary", "--csv", "x.csv", "--username", "a"], 2), /--username does not go with --csv/);
  assert.match(await refusal(["header", "capillary", "--csv", "x.csv", "--curl"], 2), /--curl does not go with --csv[^]*give one till by --username/);
});

test("no cell is a formula in disguise: full width, behind a space, behind what has no width", async () => {
  const tills = ["\uff1d1+1", " =1+1", "\u200b=1+1", "\ufeff@A1", "\u00a0\uff0b1", "\uff0d1"];
  const input = ["username,password", ...tills.map((till) => `${till},server123`)].join("\n");
  const lines = (await success(["header", "capillary", "--csv", "-"], { input })).trim().split("\n").slice(1);
  assert.deepEqual(lines.map((line) => /^\d+,"?'/.test(line)), tills.map(() => true), lines.join("\n"));
});

test("output that cannot be written is said in a line, and the program fails", async () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...TILL], { input: PASSWORD, stdio: ["pipe", full, "pipe"], env: bareEnvironment(), encoding: "utf8" });
  closeSync(full);
  assert.deepEqual([status, stderr], [1, "cannot write: ENOSPC\n"]);
});

test("an address with brackets is no pattern to curl", async () => {
  const text = await success([...TILL, "--curl", "--url", "https://eu.api.capillarytech.com/v2/x?a[b]={c}"], PAGE);
  assert.match(text, /^curl -sS -g 'https:/);
});
