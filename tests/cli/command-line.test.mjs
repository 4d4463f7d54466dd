// What the program makes of a command line, right or wrong.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";

import { installFolder, packageFolder } from "../package/installed.mjs";
import { PROGRAM, bareEnvironment, refusal, run, success } from "./program.mjs";

const COMMANDS = [
  "header capillary",
  "header pledg",
  "header basic",
  "token capillary",
  "token pledg",
  "token caxton",
  "token",
  "register caxton",
  "decode",
  "sign pledg",
  "verify pledg",
  "recommend",
  "doctor",
  "page",
  "emulator",
  "completion",
];
const WITH_SECRETS = COMMANDS.filter((command) => /^(?:header|token|sign|verify)/.test(command));
const PLANTED = "Planted-secret-0123";
const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));

test("npx runs it in a folder that has the package", async () => {
  const { stdout } = await promisify(execFile)("npx", ["--no-install", "commerce-auth", "--version"], { cwd: installFolder });
  assert.equal(stdout, `${version}\n`);
});

test("it is executable, and carries no wasm of its own", () => {
  const path = join(packageFolder, "cli.js");
  assert.ok(statSync(path).mode & 0o111);
  const text = readFileSync(path, "utf8");
  assert.ok(text.startsWith("#!/usr/bin/env node\n"));
  assert.ok(text.length < 170_000, `${text.length}`);
  // A packed module is one long line.
  assert.ok(text.split("\n").every((line) => line.length < 4_000));
  assert.doesNotMatch(text, /WebAssembly/);
});

test("the version is that of the package", async () => {
  assert.equal(await success(["--version"]), `${version}\n`);
});

test("without arguments it shows what there is", async () => {
  const help = await success([]);
  for (const command of COMMANDS) assert.ok(help.includes(`  ${command}`), command);
  for (const code of [0, 1, 2, 3, 4, 5, 130]) assert.match(help, new RegExp(`^  ${code} `, "m"));
  assert.equal(await success(["--help"]), help);
  assert.equal(await success(["-h"]), help);
  assert.equal(await success(["help"]), help);
});

for (const command of COMMANDS) {
  test(`${command} --help shows its options, and runs nothing`, async () => {
    const words = command.split(" ");
    const help = await success([...words, "--help"]);
    assert.match(help, /^Usage$/m);
    if (!["completion", "page", "emulator"].includes(command)) assert.match(help, /--json/);
    assert.ok(help.includes(`npx commerce-auth ${command}`));
    assert.equal(await success(["help", ...words]), help);
    assert.equal(await success([...words, "-h"]), help);
    for (const line of help.split("\n")) assert.ok(line.length <= 100 || /^ {2}\S/.test(line), line);
  });
}

const PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"];

/** What each reads, written by hand: the help must name it all, and nothing else. */
const VARIABLES = {
  "header capillary": ["CAP_USERNAME", "CAP_PASSWORD", "CAP_PASSWORD_MD5"],
  "header pledg": ["PLEDG_EMAIL", "PLEDG_PASSWORD"],
  "header basic": [],
  "token capillary": ["CAP_HOST", "CAP_CLUSTER", "CAP_KEY", "CAP_SECRET", ...PROXIES],
  "token pledg": ["PLEDG_ENVIRONMENT", "PLEDG_HOST", "PLEDG_KEY", "PLEDG_SECRET", ...PROXIES],
  "token caxton": ["CAXTON_ENVIRONMENT", "CAXTON_HOST", "CAXTON_USERNAME", "CAXTON_CLIENT_PASSWORD", "CAXTON_PASSWORD_ENDS_AT", ...PROXIES],
  token: PROXIES,
  "profile check": [],
  "profile try": PROXIES,
  "register caxton": ["CAXTON_ENVIRONMENT", "CAXTON_HOST", "CAXTON_USERNAME", "CAXTON_CLIENTNAME", ...PROXIES],
  decode: [],
  "sign pledg": ["PLEDG_ENVIRONMENT", "PLEDG_HOST", "PLEDG_MERCHANT_SECRET"],
  "verify pledg": ["PLEDG_MERCHANT_SECRET"],
};

for (const [command, variables] of Object.entries(VARIABLES)) {
  test(`${command} --help names every variable that it reads`, async () => {
    const help = await success([...command.split(" "), "--help"]);
    const [, section = ""] = /^Variables\n((?: {2}.*\n)*)/m.exec(help.split(/(?=commerce-auth token --profile FILE)/).at(-1)) ?? [];
    const named = [...section.matchAll(/^ {2}([A-Z0-9_]+) /gm)].map(([, name]) => name);
    assert.deepEqual(named.sort(), [...variables].sort());
  });
}

test("a user name alone is no secret, whatever its option is called", async () => {
  for (const args of [["--user", "store.server"], ["--user=store.server"], ["--User", "store.server"]]) {
    const words = await refusal(["header", "capillary", ...args], 2);
    assert.match(words, /there is no option --user\n.*did you mean --username\?/);
    assert.doesNotMatch(words, /command line|exposed|store\.server/);
  }
  assert.match(await refusal(["header", "pledg", "--user", "ann@example.com"], 2), /did you mean --email\?/);
  assert.match(await refusal(["token", "capillary", "--user", "my-key"], 2), /did you mean --key\?/);
  await assertRefusedAsSecret("header capillary", ["--user", `store.server:${PLANTED}`]);
  await assertRefusedAsSecret("header capillary", [`--user=store.server:${PLANTED}`]);
});

test("a group of commands has a help of its own", async () => {
  const help = await success(["header", "--help"]);
  for (const name of ["capillary", "pledg", "basic"]) assert.match(help, new RegExp(`header ${name} `));
});

test("help for what there is not says so", async () => {
  assert.match(await refusal(["help", "nothing"], 2), /no command has that name/);
  assert.match(await refusal(["nothing", "--help"], 2), /no command has that name/);
});

async function assertRefusedAsSecret(command, args) {
  const words = await refusal([...command.split(" "), ...args], 2, { secrets: [PLANTED] });
  assert.match(words, /does not go on the command line: every user of this machine can read it there/);
  assert.match(words, /--secret-file FILE,\s+--secret-stdin\s+or --secret-env NAME/);
}

for (const command of WITH_SECRETS) {
  test(`${command} refuses a secret as an option, says why, and does not repeat it`, async () => {
    await assertRefusedAsSecret(command, ["--password", PLANTED]);
    await assertRefusedAsSecret(command, [`--secret=${PLANTED}`]);
  });
}

for (const name of ["--token", "--client-secret", "--pasword", "--Password", "--client_password", "--passwordMd5", "-p", "-u"]) {
  test(`${name} is refused as a secret`, async () => {
    await assertRefusedAsSecret("header capillary", [name, PLANTED]);
    await assertRefusedAsSecret("token capillary", [`${name}${name.startsWith("--") ? "=" : ""}${PLANTED}`]);
  });
}

for (const command of ["header capillary", "header pledg", "header basic", "token capillary", "token pledg", "token caxton"]) {
  test(`${command} refuses a secret that stands alone`, async () => {
    const words = await refusal([...command.split(" "), PLANTED], 2, { secrets: [PLANTED] });
    assert.match(words, /takes options only.*does not go on the command line/);
  });
}

test("nothing that was typed in a wrong place is repeated", async () => {
  for (const args of [
    [PLANTED],
    [`--${PLANTED}`],
    ["header", PLANTED],
    ["header", "capillary", `--${PLANTED}`],
    ["header", "capillary", "--username", "t", "--secret-file", PLANTED],
    ["header", "capillary", "--username", "t", "--secret-env", PLANTED],
    ["token", "capillary", "--cluster", PLANTED],
    ["token", "pledg", "--environment", PLANTED],
    ["token", "--profile", PLANTED],
    ["recommend", PLANTED],
    ["decode", "one", PLANTED],
    ["doctor", PLANTED],
    ["help", PLANTED],
  ]) {
    await refusal(args, 2, { secrets: [PLANTED] });
  }
});

test("a misspelt command or option is met with the nearest", async () => {
  const pairs = [
    [["hedaer"], "did you mean header?"],
    [["docter"], "did you mean doctor?"],
    [["header", "capilary"], "did you mean header capillary?"],
    [["token", "caxtn"], "did you mean token caxton?"],
    [["header", "capillary", "--usrname", "a"], "did you mean --username?"],
    [["recommend", "pos-sever"], "did you mean pos-server?"],
    // Another cluster does not know the credentials, so none is proposed.
    [["token", "capillary", "--cluster", "chin"], "it is one of apac,"],
    [["token", "pledg", "--environment", "stagin"], "did you mean staging?"],
  ];
  for (const [args, hint] of pairs) assert.ok((await refusal(args, 2)).includes(hint), args.join(" "));
});

test("no cluster is proposed for another: it would not know the credentials", async () => {
  for (const cluster of ["us", "chin", "apac3", "e"]) {
    const words = (await refusal(["token", "capillary", "--cluster", cluster], 2)).replaceAll(/\s+/g, " ");
    assert.match(words, /it is one of apac, apac2, eu, north-america, ushc, sea, tata, china/);
    assert.doesNotMatch(words, /did you mean/);
  }
});

test("a group without a second word says what there is", async () => {
  assert.match(await refusal(["header"], 2), /header knows capillary, pledg, basic/);
  assert.match(await refusal(["token"], 2), /token capillary, token pledg, token caxton, or token --profile FILE/);
  assert.match(await refusal(["sign"], 2), /sign knows pledg/);
});

test("values are where they belong, once", async () => {
  assert.match(await refusal(["header", "capillary", "--username"], 2), /--username needs a value: --username TILL/);
  assert.match(await refusal(["header", "capillary", "--username="], 2), /--username needs a value/);
  assert.match(await refusal(["header", "capillary", "--username", "--md5"], 2), /write --username=…/);
  assert.match(await refusal(["header", "capillary", "--md5=yes"], 2), /--md5 takes no value/);
  assert.match(await refusal(["header", "capillary", "--username", "a", "--username", "b"], 2), /--username is given twice/);
  assert.match(await refusal(["--md5", "header"], 2), /the command comes first/);
});

test("with --json, an error is JSON on standard output and nothing else", async () => {
  const { code, stdout, stderr } = await run(["header", "capillary", "--json"]);
  assert.equal(code, 2);
  assert.equal(stderr, "");
  const { error } = JSON.parse(stdout);
  assert.equal(error.code, "usage");
  assert.match(error.message, /--username is missing/);
  assert.match(error.remedy, /CAP_USERNAME/);
  const wrong = await run(["header", "capillary", "--json", "--pasword", PLANTED], { secrets: [PLANTED] });
  assert.equal(JSON.parse(wrong.stdout).error.code, "usage");
});

test("a reader that stops reading ends it quietly", async () => {
  const { stderr } = await promisify(execFile)("sh", ["-c", `"${PROGRAM}" --help | head -1`], { env: bareEnvironment() });
  assert.equal(stderr, "");
});

test("there are colours for terminals only", async () => {
  const { stdout } = await run(["--help"], { env: { NO_COLOR: "" } });
  assert.doesNotMatch(stdout, /\u001b/);
});
