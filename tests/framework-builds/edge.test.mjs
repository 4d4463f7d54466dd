// Servers for edges: what Nitro and wrangler make of the package, and what of that runs here runs.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, describe, test } from "node:test";

import { recordEnvironment } from "../runtimes/environment-record.mjs";
import { RUNTIMES } from "../runtimes/pinned.mjs";
import { COMPATIBILITIES, serveModules } from "../runtimes/workerd.mjs";
import { makeProject, moveAway, runBuild, versionOf } from "./project.mjs";
import { serve } from "./served.mjs";
import { CUSTOMER, startVendor } from "./vendor.mjs";

const HEADER = "Basic YTo5MmViNWZmZWU2YWUyZmVjM2FkNzFjNzc3NTMxNTc4Zg==";
const NITRO = "node_modules/nitropack/dist/cli/index.mjs";
const WRANGLER = "node_modules/wrangler/bin/wrangler.js";
const NITRO_VERSION = versionOf("nitro", "nitropack");
const WRANGLER_VERSION = versionOf("wrangler", "wrangler");

let vendor;
before(async () => {
  vendor = await startVendor();
});
after(() => vendor.close());

function project(t, framework, template) {
  const folder = makeProject(t, framework, template, { type: "module" });
  writeFileSync(join(folder, "account.mjs"), `export const [host, key, secret] = ${JSON.stringify([vendor.url, framework, "secret"])};\n`);
  return folder;
}

async function answersAsItShould(get) {
  const { status, text } = await get("/customer");
  assert.equal(status, 200, text);
  assert.deepEqual(JSON.parse(text), { status: 200, characters: CUSTOMER.length, headers: [HEADER, HEADER] });
  assert.deepEqual(await get("/returned"), { status: 200, text: CUSTOMER });
}

/** All that was built below a folder, as workerd takes it; `first` is the Worker. */
function modulesBelow(folder, first) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map(({ parentPath, path, name }) => relative(folder, join(parentPath ?? path, name)));
  const kinds = { ".mjs": "esModule", ".js": "esModule", ".wasm": "wasm" };
  const kindOf = (name) => kinds[/\.\w+$/.exec(name)?.[0]];
  return [first, ...names.filter((name) => name !== first)].filter(kindOf).map((name) => ({ name, kind: kindOf(name), file: name }));
}

async function inWorkerd(t, folder, first, compatibility) {
  const { url, written } = await serveModules(t, folder, modulesBelow(folder, first), compatibility);
  await answersAsItShould(async (path) => {
    const answer = await fetch(url + path);
    return { status: answer.status, text: await answer.text() };
  }).catch((error) => assert.fail(`${error.message}\n${written.join("")}`));
}

describe(`Nitro ${NITRO_VERSION}`, () => {
  let ran = 0;
  after(() => recordEnvironment({ environment: "Nitro", version: NITRO_VERSION, tests: ran }));

  async function built(t, preset) {
    ran += 1;
    const folder = project(t, "nitro", "nitro-shop");
    const { code, said } = await runBuild(folder, [NITRO, "build", "--preset", preset], {});
    assert.equal(code, 0, said);
    assert.doesNotMatch(said, /\[warn\].*commerce-auth|could not be resolved/i);
    return folder;
  }

  test("node_server: its output runs from a folder of its own", async (t) => {
    const folder = await built(t, "node_server");
    const deployed = moveAway(t, join(folder, ".output"));
    rmSync(folder, { recursive: true, force: true });
    const server = await serve(t, deployed, { args: () => ["server/index.mjs"], env: (port) => ({ PORT: String(port), HOST: "127.0.0.1" }) });
    await answersAsItShould(server.get);
  });

  test("cloudflare_module: its output runs in workerd", async (t) => {
    const folder = await built(t, "cloudflare_module");
    await inWorkerd(t, join(folder, ".output/server"), "index.mjs");
  });

  for (const [preset, output] of [["vercel_edge", ".vercel/output/functions/__fallback.func/index.mjs"], ["netlify_edge", ".netlify/edge-functions/server/server.js"]]) {
    test(`${preset}: its output answers, called as its platform calls it`, async (t) => {
      const folder = await built(t, preset);
      const script = `
        const { default: handle } = await import("./${output}");
        for (const path of ["/customer", "/returned"]) {
          const answer = await handle(new Request("https://shop.example" + path), { waitUntil() {}, ip: "::1" });
          console.log(JSON.stringify({ status: answer.status, text: await answer.text() }));
        }`;
      const { code, said } = await runBuild(folder, ["--input-type=module", "--eval", script], {});
      assert.equal(code, 0, said);
      const answers = said.trim().split("\n").map((line) => JSON.parse(line));
      await answersAsItShould(async (path) => answers[path === "/customer" ? 0 : 1]);
    });
  }
});

describe(`wrangler ${WRANGLER_VERSION}`, () => {
  let ran = 0;
  after(() => recordEnvironment({ environment: "wrangler", version: WRANGLER_VERSION, tests: ran }));

  test("what it bundles runs in workerd of today, with and without Node's modules", async (t) => {
    const folder = project(t, "wrangler", "worker-shop");
    // It asks for a newer Node than the oldest that the package runs on.
    const { code, said } = await runBuild(folder, [WRANGLER, "deploy", "--dry-run", "--outdir", "out"], {}, RUNTIMES["Node 22"].program);
    assert.equal(code, 0, said);
    for (const what of ["of today", "of today without Node's modules"]) {
      ran += 1;
      await inWorkerd(t, join(folder, "out"), "worker.js", COMPATIBILITIES[what]);
    }
    assert.ok(readFileSync(join(folder, "out/worker.js"), "utf8").length > 1_000);
  });
});
