// A shop on Next, built and started, in the major of today and the two before it. The fetch that Next puts in the place of the
// platform's keeps what it fetches, on the disk too; throws to itself where a page asks for what is not to be kept; and
// its builds bundle the package, or trace what it loads.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { recordEnvironment } from "../runtimes/environment-record.mjs";
import { makeProject, moveAway, runBuild, versionOf } from "./project.mjs";
import { filesWith } from "./secret-search.mjs";
import { serve } from "./served.mjs";
import { CUSTOMER, startVendor } from "./vendor.mjs";

const NEXT = ["node_modules/next/dist/bin/next"];
const HEADER = "Basic YTo5MmViNWZmZWU2YWUyZmVjM2FkNzFjNzc3NTMxNTc4Zg==";
const SECRET = "the-secret-of-the-shop-on-next";
/** A page is made anew after two seconds, by the request after the one that finds it old. */
const REVALIDATED_MS = 2_500;
const MAJORS = ["14", "15", "16"];

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let vendor;
before(async () => {
  vendor = await startVendor();
});
after(() => vendor.close());

const variables = (build) => ({ SHOP_HOST: vendor.url, SHOP_KEY: `${build}-key-`, SHOP_SECRET: SECRET, SHOP_BUILD: build });

async function build(folder, name) {
  rmSync(join(folder, ".next"), { recursive: true, force: true });
  const { code, said } = await runBuild(folder, [...NEXT, "build"], variables(name));
  assert.equal(code, 0, said);
  return said;
}

const started = (t, folder) =>
  serve(t, folder, { args: (port) => [...NEXT, "start", "-H", "127.0.0.1", "-p", String(port)], env: () => variables("bundled") });

/** Each route of the shop, by what has to come back. */
const ROUTES = {
  "/api/customer": ({ status, text }) => assert.deepEqual([status, JSON.parse(text)], [200, { status: 200, body: JSON.parse(CUSTOMER) }]),
  "/api/returned": ({ status, text }) => assert.deepEqual([status, text], [200, CUSTOMER]),
  "/api/edge": ({ status, text }) => assert.deepEqual([status, JSON.parse(text)], [200, { status: 200, headers: [HEADER, HEADER], runtime: "string" }]),
  "/api/legacy": ({ status, text }) => assert.deepEqual([status, JSON.parse(text)], [200, { status: 200, header: HEADER }]),
  "/no-store": ({ status, text }) => assert.deepEqual([status, shown(text).status], [200, "200"]),
  "/revalidate-zero": ({ status, text }) => assert.deepEqual([status, shown(text).status], [200, "200"]),
  "/cached": ({ status, text }) => assert.deepEqual([status, shown(text).status], [200, "200"]),
  "/client": ({ status, text }) => assert.deepEqual([status, text.includes(HEADER)], [200, true]),
};

function shown(text) {
  const [, status, calls] = /status (\d+), token calls (\d+)/.exec(text) ?? [];
  return { status, calls };
}

async function answerAll(server) {
  for (const [path, holds] of Object.entries(ROUTES)) {
    const answer = await server.get(path);
    try {
      holds(answer);
    } catch (error) {
      error.message = `${path}: ${error.message}\n${answer.text.slice(0, 500)}\n${server.said().slice(-3_000)}`;
      throw error;
    }
  }
}

/** What headless Chromium has of a page when its script has run. */
function domOf(url) {
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000", "--dump-dom", url];
  return execFileSync(process.env.CHROMIUM, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 60_000 });
}

for (const major of MAJORS) {
  const name = `next-${major}`;
  const version = versionOf(name, "next");

  describe(`Next ${version}`, () => {
    let ran = 0;
    after(() => recordEnvironment({ environment: `Next ${major}`, version, tests: ran }));

    test("built, its package bundled: every route answers, and no token is kept", async (t) => {
      ran += 1;
      const folder = makeProject(t, name, "next-shop");
      await build(folder, "bundled");

      await t.test("what asks for the newest is no page that was made before, and the page that may be kept is one", () => {
        const { routes } = JSON.parse(readFileSync(join(folder, ".next/prerender-manifest.json"), "utf8"));
        const kept = Object.entries(routes).filter(([path]) => path in ROUTES).map(([path, { initialRevalidateSeconds }]) => [path, initialRevalidateSeconds]);
        assert.deepEqual(kept.sort(), [["/cached", 2], ["/client", false]]);
      });

      const server = await started(t, folder);
      await t.test("every route answers", () => answerAll(server));

      await t.test("a page that is made anew gets a token of its own when the one before has ended", async () => {
        vendor.revoke();
        const calls = vendor.tokensOf("bundled-key-").length;
        for (let round = 0; round < 3; round += 1) {
          await pause(REVALIDATED_MS);
          assert.equal(shown((await server.get("/cached")).text).status, "200");
        }
        assert.ok(vendor.tokensOf("bundled-key-").length > calls, "nobody asked for another token");
      });

      await t.test("in a browser a page makes headers, and the server's entry refuses", { skip: process.env.CHROMIUM ? false : "no Chromium" }, () => {
        assert.match(domOf(`${server.url}/client`), new RegExp(HEADER));
        assert.match(domOf(`${server.url}/stub`), /AuthError server_only/);
      });

      await t.test("no token and no secret lies in .next, where a token that was fetched by hand does", async () => {
        await server.get("/by-hand");
        await server.stop();
        assert.notDeepEqual(filesWith(join(folder, ".next/cache"), vendor.tokensOf("by-hand")), [], "the search finds nothing at all");
        assert.ok(vendor.tokensOf("bundled-key-").length >= 3);
        assert.deepEqual(filesWith(join(folder, ".next"), [...vendor.tokensOf("bundled-key-"), SECRET]), []);
      });

      await t.test("no script for browsers has the token client", () => {
        const scripts = readdirSync(join(folder, ".next/static"), { recursive: true }).filter((file) => file.endsWith(".js"));
        assert.ok(scripts.length > 3);
        for (const file of scripts) assert.doesNotMatch(readFileSync(join(folder, ".next/static", file), "utf8"), /oauth\/token\/generate/, file);
      });
    });

    test("standalone, its package traced: every route answers from a folder of its own", async (t) => {
      ran += 1;
      const folder = makeProject(t, name, "next-shop");
      await build(folder, "standalone");
      const deployed = moveAway(t, join(folder, ".next/standalone"));
      rmSync(folder, { recursive: true, force: true });
      assert.ok(existsSync(join(deployed, "node_modules/commerce-auth/package.json")), "the package was bundled: nothing is shown of tracing");
      const server = await serve(t, deployed, { args: () => ["server.js"], env: (port) => ({ ...variables("standalone"), HOSTNAME: "127.0.0.1", PORT: String(port) }) });
      await answerAll(server);
    });
  });
}

test("Next 16, cacheComponents: what waits for a visitor is left out when the page is built, and answered when one comes", async (t) => {
  const folder = makeProject(t, "next-16", "next-components");
  const calls = () => vendor.tokensOf("bundled-key-").length;
  const before = calls();
  await build(folder, "bundled");
  assert.equal(calls(), before, "a token was got when the page was built");
  const server = await started(t, folder);
  const { status, text } = await server.get("/connected");
  assert.deepEqual([status, text.includes("one moment"), shown(text).status], [200, true, "200"], server.said());
  recordEnvironment({ environment: "Next 16, cacheComponents", version: versionOf("next-16", "next"), tests: 1 });
});
