// A real terminal: `script` of util-linux, which every Debian has, runs a command on a pseudo-terminal of its own.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";

import { bareEnvironment } from "./program.mjs";
import { installFolder } from "../package/installed.mjs";

const LONGEST_WAIT_MS = 20_000;

/** Opens a shell on a terminal, which ends with the test. */
export function openTerminal(t, { env = {}, cwd = installFolder } = {}) {
  const terminal = new Terminal(env, cwd);
  t.after(() => terminal.close());
  return terminal;
}

class Terminal {
  #child;
  #seen = 0;
  /** Everything that showed, as the terminal got it. */
  screen = "";

  constructor(env, cwd) {
    const variables = bareEnvironment({ TERM: "xterm", PS1: "$ ", ...env });
    // --echo always: the terminal shows what is typed, as they all do, until a program asks it not to.
    this.#child = spawn("script", ["--quiet", "--flush", "--echo", "always", "--command", "sh", "/dev/null"], { cwd, env: variables });
    this.#child.stdout.setEncoding("utf8").on("data", (text) => (this.screen += text));
    this.#child.stdin.on("error", () => {});
  }

  /** Presses keys. */
  type(keys) {
    this.#child.stdin.write(keys);
  }

  /** Runs a line at the prompt of the shell. */
  enter(line) {
    this.type(`${line}\n`);
  }

  /** Waits until something new shows; resolves to all that is new up to it. */
  async shows(pattern) {
    const until = Date.now() + LONGEST_WAIT_MS;
    for (;;) {
      const fresh = this.screen.slice(this.#seen);
      const found = pattern.exec(fresh);
      if (found) {
        const end = found.index + found[0].length;
        this.#seen += end;
        return fresh.slice(0, end);
      }
      if (Date.now() > until) assert.fail(`the terminal never showed ${pattern}: ${JSON.stringify(fresh)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close() {
    this.#child.kill("SIGKILL");
  }
}
