// The program in a terminal: what is typed does not show, and the terminal is afterwards as it was.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { PROGRAM, SAMPLE_HEADER, assertNoLeak, folderOf, runningVendors } from "./program.mjs";
import { openTerminal } from "./terminal.mjs";

const PASSWORD = "server123";
const TILL = `${PROGRAM} header capillary --username store.server`;
const ASKED = /Password of the till \(not shown\): /;
// The line that is entered holds the parts apart, so that its echo is not taken for its output.
const REPORT = `; echo "ended"" $?"; stty -a | tr ';' '\\n' | tr ' ' '\\n' | grep -xE -- '-?(echo|icanon|isig)' | xargs echo "modes"":"`;

/** Runs a line and waits for its prompt. */
async function asked(t, line, question = ASKED, options) {
  const terminal = openTerminal(t, options);
  await terminal.shows(/\$ /);
  terminal.enter(line + REPORT);
  await terminal.shows(question);
  return terminal;
}

/** Waits for the end; the modes of the terminal must be those of a shell. */
async function ended(terminal, code) {
  const words = await terminal.shows(/ended \d+\r\n/);
  assert.match(words, new RegExp(`ended ${code}\\r\\n$`));
  const modes = await terminal.shows(/modes: .*\r\n/);
  assert.deepEqual(modes.trim().split(" ").slice(1).sort(), ["echo", "icanon", "isig"]);
  return words;
}

test("a password that is typed does not show", async (t) => {
  const terminal = await asked(t, TILL);
  terminal.type(PASSWORD);
  terminal.type("\r");
  const words = await ended(terminal, 0);
  assert.ok(words.startsWith("\r\n"), "something shows behind the question");
  assert.ok(words.includes(`Authorization: ${SAMPLE_HEADER}\r\n`));
  assertNoLeak(terminal.screen.replaceAll(SAMPLE_HEADER, ""), [PASSWORD]);
});

test("it can be corrected: backspace, Ctrl-U, arrow keys, a paste in brackets", async (t) => {
  const terminal = await asked(t, TILL);
  terminal.type("wrong\u0015");
  terminal.type("serverX\u007f");
  terminal.type("\u001b[D\u001b[A");
  terminal.type("\u001b[200~123\u001b[201~\r");
  assert.ok((await ended(terminal, 0)).includes(SAMPLE_HEADER));
});

test("letters of several bytes are one letter, also when they come in pieces", async (t) => {
  const terminal = await asked(t, `${PROGRAM} header basic --username till.é`, /Password \(not shown\): /);
  terminal.type(Buffer.from([0x70, 0xc3]));
  await new Promise((resolve) => setTimeout(resolve, 200));
  terminal.type(Buffer.concat([Buffer.from([0xa4]), Buffer.from("ssé\u007fword\r")]));
  const expected = Buffer.from("till.é:pässword").toString("base64");
  assert.ok((await ended(terminal, 0)).includes(`Basic ${expected}`));
});

test("the question goes to standard error, so the fields can be piped", async (t) => {
  const terminal = await asked(t, `${TILL} | tr A-Z a-z`);
  terminal.type(`${PASSWORD}\r`);
  assert.match(await ended(terminal, 0), /authorization: basic /);
});

test("Ctrl-C ends it with 130, and gives the terminal back", async (t) => {
  const terminal = await asked(t, TILL);
  terminal.type(`${PASSWORD.slice(0, 5)}\u0003`);
  const words = await ended(terminal, 130);
  assert.match(words, /commerce-auth: interrupted/);
  assert.ok(!words.includes("serve"));
});

test("Ctrl-D ends it, and says what was missing", async (t) => {
  const terminal = await asked(t, TILL);
  terminal.type("\u0004");
  assert.match(await ended(terminal, 2), /the password of the till is missing/);
});

test("nothing typed is asked for again, three times", async (t) => {
  const terminal = await asked(t, TILL);
  for (let tries = 0; tries < 2; tries += 1) {
    terminal.type("\r");
    await terminal.shows(/nothing was typed/);
    await terminal.shows(ASKED);
  }
  terminal.type("\r");
  assert.match(await ended(terminal, 2), /the password of the till is missing/);
});

test("being killed gives the terminal back", async (t) => {
  const cwd = folderOf(t);
  const terminal = await asked(t, `sh -c 'echo $$ > pid; exec ${TILL}'`, ASKED, { cwd });
  process.kill(Number(readFileSync(join(cwd, "pid"), "utf8")), "SIGTERM");
  await ended(terminal, 143);
});

test("a wrong password that is typed is told of without being shown", async (t) => {
  const terminal = await asked(t, TILL);
  const hashed = "8a16a6b70505eb1f1ff7cdc0cd5559a7";
  terminal.type(`${hashed}\r`);
  assert.match(await ended(terminal, 1), /looks like an\s+MD5\s+digest/);
  assertNoLeak(terminal.screen, [hashed]);
});

for (const [command, question, secretOf] of [
  ["token capillary", /Secret of the API client \(not shown\): /, ({ capillary }) => capillary.credentials.secret],
  ["token pledg", /API secret \(not shown\): /, ({ pledg }) => pledg.credentials.secret],
  ["token caxton", /Client password \(not shown\): /, ({ caxton }) => caxton.credentials.clientPassword],
]) {
  test(`${command} asks for the secret`, async (t) => {
    const { vendor, env, secrets } = await runningVendors(t);
    const { CAP_SECRET, PLEDG_SECRET, CAXTON_CLIENT_PASSWORD, ...others } = env;
    const terminal = await asked(t, `${PROGRAM} ${command}`, question, { env: others });
    terminal.type(`${secretOf(vendor)}\r`);
    assert.match(await ended(terminal, 0), /access token\r\n {2}value +«redacted»/);
    assertNoLeak(terminal.screen, secrets);
  });
}

test("Ctrl-C works behind the question as well, while the vendor does not answer", async (t) => {
  const { vendor, env, secrets } = await runningVendors(t);
  vendor.fault({ on: "token", hang: true });
  const { CAP_SECRET, ...others } = env;
  const terminal = openTerminal(t, { env: others });
  await terminal.shows(/\$ /);
  terminal.enter(`${PROGRAM} token capillary`);
  await terminal.shows(/Secret of the API client \(not shown\): /);
  terminal.type(`${CAP_SECRET}\r`);
  for (let tries = 0; tries < 500 && vendor.requests.length === 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  terminal.type("\u0003");
  await terminal.shows(/\$ /);
  terminal.enter(REPORT.slice(2));
  await ended(terminal, 130);
  assertNoLeak(terminal.screen, secrets);
});

test("decode asks for the token", async (t) => {
  const token = "eyJhbGciOiJub25lIn0.eyJleHAiOjE1NzUyNzAyNzB9.";
  const terminal = await asked(t, `${PROGRAM} decode`, /Token \(not shown\): /);
  terminal.type(`${token}\r`);
  assert.match(await ended(terminal, 0), /"exp": 1575270270/);
  assertNoLeak(terminal.screen, [token]);
});

test("verify pledg and sign pledg ask for the secret of the merchant", async (t) => {
  const cwd = folderOf(t);
  const terminal = await asked(t, `echo '{"merchantUid":"mer_x","reference":"r","amountCents":1}' > p.json; ${PROGRAM} sign pledg p.json`, /Secret of the merchant \(not shown\): /, { cwd });
  terminal.type("Planted-secret-0123\r");
  assert.match(await ended(terminal, 0), /eyJ/);
  terminal.enter(`${PROGRAM} verify pledg '{"signature":"a.b.c"}'${REPORT}`);
  await terminal.shows(/Secret of the merchant \(not shown\): /);
  terminal.type("Planted-secret-0123\r");
  await ended(terminal, 1);
  assertNoLeak(terminal.screen, ["Planted-secret-0123"]);
});

test("standard input that is a pipe is no terminal to ask at", async (t) => {
  const terminal = openTerminal(t);
  await terminal.shows(/\$ /);
  terminal.enter(`echo '{}' | ${PROGRAM} verify pledg${REPORT}`);
  assert.match(await ended(terminal, 2), /there is\s+no\s+terminal\s+to\s+ask\s+at/);
});

test("register caxton asks before it registers, and takes no for an answer", async (t) => {
  const { vendor, env, secrets } = await runningVendors(t);
  const out = join(folderOf(t), "caxton.env");
  const line = `${PROGRAM} register caxton --out ${out}`;
  const terminal = await asked(t, line, /Register now\? \[y\/N\] /, { env });
  terminal.type("n\r");
  assert.match(await ended(terminal, 1), /nothing has been registered/);
  for (const [keys, code] of [["\r", 1], ["\u0003", 130], ["\u0004", 1]]) {
    terminal.enter(line + REPORT);
    await terminal.shows(/Register now\? \[y\/N\] /);
    terminal.type(keys);
    await ended(terminal, code);
  }
  assert.equal(vendor.requests.length, 0);
  assert.equal(existsSync(out), false);
  terminal.enter(line + REPORT);
  await terminal.shows(/Register now\? \[y\/N\] /);
  terminal.type("y\r");
  assert.match(await ended(terminal, 0), /written to/);
  assertNoLeak(terminal.screen, [...secrets, vendor.caxton.credentials.clientPassword]);
});

test("colours show in a terminal, and not with NO_COLOR", async (t) => {
  for (const [env, coloured] of [[{ NO_COLOR: "" }, true], [{ NO_COLOR: "1" }, false]]) {
    const terminal = openTerminal(t, { env });
    await terminal.shows(/\$ /);
    terminal.enter(`${PROGRAM} --help${REPORT}`);
    assert.equal((await ended(terminal, 0)).includes("\u001b[1mUsage"), coloured);
  }
});
