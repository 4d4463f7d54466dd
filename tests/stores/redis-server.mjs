// A Redis of the tests' own, on a free port of the loopback address, with nothing on disk but what a test saves.

import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const PATIENCE_MS = 10_000;

/** The program; undefined where there is none. */
const program = process.env.REDIS_SERVER ?? inPath("redis-server");

/** Why tests that need Redis are skipped; false where there is one. */
export const withoutRedis = program ? false : "there is no redis-server: install Debian's package, or set REDIS_SERVER";

/** Starts one that ends with the test, with further settings of `redis.conf`. */
export async function runningRedis(t, settings = {}) {
  const redis = new RedisServer(await freePort(), settings);
  t.after(() => redis.remove());
  await redis.start();
  return redis;
}

class RedisServer {
  #child;
  #port;
  #settings;
  #folder = mkdtempSync(join(tmpdir(), "commerce-auth-redis-"));

  constructor(port, settings) {
    this.#port = port;
    this.#settings = settings;
  }

  get url() {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** What `SAVE` writes. */
  get dumpFile() {
    return join(this.#folder, "dump.rdb");
  }

  /** Starts it, again on the same port after it was stopped; what it held is gone. */
  async start() {
    const place = { port: this.#port, bind: "127.0.0.1", dir: this.#folder };
    const settings = { ...place, save: "", appendonly: "no", rdbcompression: "no", ...this.#settings };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.#child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    await ready(this.#child);
  }

  /** Ends it at once, as a crash would. */
  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGKILL");
    await ended;
  }

  async remove() {
    await this.stop();
    rmSync(this.#folder, { recursive: true });
  }
}

function ready(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`redis-server is not ready: ${said}`)), PATIENCE_MS);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`redis-server ended: ${said}`)));
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      if (!said.includes("Ready to accept connections")) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function inPath(name) {
  const paths = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
