// completion bash, completion zsh: the shells themselves read the scripts, and are asked what they would offer.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import test from "node:test";

import { bareEnvironment, fileOf, refusal, success } from "./program.mjs";

/** [the words before, the word that is begun, what is offered] */
const CASES = [
  [[], "he", ["header"]],
  [[], "--v", ["--version"]],
  [["header"], "", ["capillary", "pledg", "basic", "--help"]],
  [["header", "capillary"], "--lookup", ["--lookup-type", "--lookup"]],
  [["header", "capillary", "--lookup-type"], "", ["WECHAT", "MOBILE_TRIGGER"]],
  [["token"], "p", ["pledg"]],
  [["token"], "--pro", ["--profile"]],
  [["token", "capillary", "--cluster"], "n", ["north-america"]],
  [["token", "capillary", "--json"], "--clu", ["--cluster"]],
  [["token", "pledg", "--environment"], "s", ["staging"]],
  [["sign", "pledg", "purchase.json"], "--fo", ["--for"]],
  [["sign", "pledg", "purchase.json", "--for"], "t", ["transfer"]],
  [["profile"], "", ["check", "try", "--help"]],
  [["profile", "check"], "--j", ["--json"]],
  [["profile", "try", "shop.json"], "--credential-f", ["--credential-file"]],
  [["emulator"], "--pro", ["--profile"]],
  [["recommend"], "pos-s", ["pos-server"]],
  [["completion"], "z", ["zsh"]],
  [["header", "basic", "--secret-env"], "COMMERCE_AUTH_TEST_V", ["COMMERCE_AUTH_TEST_VARIABLE"]],
];
const FILES = [["decode", "--file"], ["header", "capillary", "--csv"], ["token", "--profile"], ["doctor", "--env-file"], ["profile", "check"], ["profile", "try"], ["emulator", "--profile"]];
const NOTHING = [["header", "capillary", "--username"], ["nobody"]];
const env = bareEnvironment({ COMMERCE_AUTH_TEST_VARIABLE: "a value" });
const lines = (text) => text.split("\n").filter(Boolean).sort();

async function scriptOf(t, shell) {
  return fileOf(t, await success(["completion", shell]), { name: `completion.${shell}` });
}

function bash(script, program, before, begun) {
  const words = [...program, ...before, begun];
  const ask = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _commerce_auth; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return lines(execFileSync("bash", ["--norc", "-u", "-c", ask, "bash", script, ...words], { env, encoding: "utf8" }));
}

/** What zsh's own functions would do with it is shown by stand-ins, which filter as they do. */
function zsh(script, program, before, begun) {
  const ask = `
    typeset -A _comps; compdef() { :; }
    compadd() { [[ $1 == -- ]] && shift; print -l -- "$@" }
    _files() { print -- @files } ; _default() { print -- @default }
    _parameters() { print -l -- \${(k)parameters[(R)*export*]} }
    source "$1"; shift; words=("$@"); CURRENT=$#words; _commerce_auth`;
  const said = execFileSync("zsh", ["-f", "-c", `zmodload zsh/parameter; ${ask}`, "zsh", script, ...program, ...before, begun], { env, encoding: "utf8" });
  return lines(said).filter((word) => word.startsWith("@") || word.startsWith(begun));
}

const SHELLS = { bash, zsh };
const PROGRAMS = [["commerce-auth"], ["npx", "commerce-auth"], ["/usr/bin/npx", "commerce-auth"]];

for (const [shell, offers] of Object.entries(SHELLS)) {
  const isMissing = spawnSync(shell, ["-c", "true"]).status !== 0;
  const skip = isMissing && shell === "zsh" ? "zsh is not installed" : false;

  test(`${shell} offers what fits`, { skip }, async (t) => {
    const script = await scriptOf(t, shell);
    for (const program of PROGRAMS) {
      for (const [before, begun, expected] of CASES) {
        assert.deepEqual(offers(script, program, before, begun), [...expected].sort(), [...before, begun].join(" "));
      }
    }
  });

  test(`${shell} completes files by itself, and offers nothing where it knows nothing`, { skip }, async (t) => {
    const script = await scriptOf(t, shell);
    const files = shell === "zsh" ? ["@files"] : [];
    for (const before of FILES) assert.deepEqual(offers(script, PROGRAMS[0], before, ""), files, before.join(" "));
    for (const before of NOTHING) assert.deepEqual(offers(script, PROGRAMS[0], before, ""), [], before.join(" "));
  });

  test(`${shell} leaves npx of other packages alone`, { skip }, async (t) => {
    const script = await scriptOf(t, shell);
    const left = shell === "zsh" ? ["@default"] : [];
    assert.deepEqual(offers(script, ["npx"], ["other", "token"], ""), left);
    assert.deepEqual(offers(script, ["npx"], [], "comm"), left);
  });
}

test("bash takes the script as it is sourced, and completes after an equals sign", async (t) => {
  const script = await scriptOf(t, "bash");
  // bash splits words at it.
  assert.deepEqual(bash(script, ["commerce-auth"], ["token", "pledg", "--environment", "="], "st"), ["staging"]);
  assert.deepEqual(bash(script, ["commerce-auth"], ["token", "pledg", "--environment"], "="), ["production", "staging"]);
});

test("a shell that is not known is refused", async () => {
  assert.match(await refusal(["completion"], 2), /for which shell\?\n.*bash, zsh/);
  assert.match(await refusal(["completion", "fish"], 2), /for which shell\?/);
});
