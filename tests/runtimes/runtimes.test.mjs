// The behavioural suite on the packed tarball in every runtime it promises to run in, by import and by require.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { imported, required } from "../package/installed.mjs";
import { startSecondServer } from "../package/second-server.mjs";
import { casesFor } from "./behaviour.mjs";
import { runToTheEnd } from "./child.mjs";
import { recordEnvironment } from "./environment-record.mjs";
import { RUNTIMES, whyMissing } from "./pinned.mjs";
import { openVendorDesk } from "./vendor-desk.mjs";
import { readVectors } from "./vectors.mjs";
import { makeWorkplace } from "./workplace.mjs";

const IMPORT = "programs/module.mjs";
const REQUIRE = "programs/script.cjs";
// Nothing but the loopback address, and for `require` the files of the workplace: what the package needs, and no more.
const DENO_FLAGS = ["--quiet", "--no-remote", "--no-prompt", "--allow-net=127.0.0.1"];
const DENO = ["run", ...DENO_FLAGS];

const ENVIRONMENTS = [
  ...["Node 20", "Node 22", "Node 24"].flatMap((runtime) => [
    { runtime, form: "import", args: [IMPORT] },
    { runtime, form: "require", args: [REQUIRE] },
  ]),
  { runtime: "Deno", form: "import", args: [...DENO, IMPORT] },
  { runtime: "Deno", form: "require", args: [...DENO, "--allow-read=.,..", REQUIRE] },
  { runtime: "Bun", form: "import", args: [IMPORT] },
  { runtime: "Bun", form: "require", args: [REQUIRE] },
];

/** A program has no leave to read files. */
const CORE = readFileSync(required.resolve("commerce-auth/core.wasm"), "base64");

const everything = () => ({ vectors: readVectors(), vendorDesk: desk.url, hasSlim: true, core: CORE });

let desk;
before(async () => {
  const { startEmulator } = await imported("commerce-auth/testing");
  desk = await openVendorDesk(startEmulator);
});
after(() => desk?.close());

// They wait more than they work.
describe("the whole suite, and nothing printed beside its outcome", { concurrency: 2 }, () => {
  for (const { runtime, form, args } of ENVIRONMENTS) {
    const name = `${runtime}, ${form}`;
    const { program, version } = RUNTIMES[runtime];

    test(name, { skip: whyMissing(runtime) }, async (t) => {
      const environment = { ...everything(), name, version };
      const folder = makeWorkplace(t, environment);
      const { code, signal, stdout, stderr } = await runToTheEnd(program, args, { cwd: folder });
      assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: "" }, stdout.slice(0, 2_000));
      assert.match(stdout, /^\{.*\}\n$/);
      const { passed, failed } = JSON.parse(stdout);
      recordEnvironment({ environment: name, version, tests: passed + failed.length });
      t.diagnostic(`${version}: ${passed} passed`);
      assert.deepEqual(failed, []);
      assert.equal(passed, casesFor(environment).length);
    });
  }
});

for (const { runtime, args } of ENVIRONMENTS.filter(({ form }) => form === "import")) {
  const { program } = RUNTIMES[runtime];

  test(`${runtime}, G12: a renewal that nobody waits for holds no process`, { skip: whyMissing(runtime) }, async (t) => {
    const folder = makeWorkplace(t, {});
    const end = await runToTheEnd(program, args.with(-1, "programs/leaving.mjs"), { cwd: folder });
    assert.deepEqual(end, { code: 0, signal: null, stdout: "true\n", stderr: "" });
  });
}

const JSON_TYPE = { "Content-Type": "application/json" };
const TEXT = JSON.stringify({ padding: "\u00e9".repeat(2_000) });

/** Answers by their paths: the head, and how the body is written. */
const RETURNED = {
  "/short": [200, { ...JSON_TYPE, "X-Own": "1", "Set-Cookie": ["a=1, b", "c=2"] }, (response) => response.end(TEXT)],
  "/long": [200, JSON_TYPE, (response) => response.end(JSON.stringify("x".repeat(200_000)))],
  "/slow": [200, JSON_TYPE, (response) => (response.write(TEXT.slice(0, 100)), setTimeout(() => response.end(TEXT.slice(100)), 400))],
  "/packed": [200, { ...JSON_TYPE, "Content-Encoding": "gzip" }, (response) => response.end(gzipSync(TEXT))],
  "/error": [404, JSON_TYPE, (response) => response.end('{"errors":[{"code":8015}]}')],
  "/nothing": [204, {}, (response) => response.end()],
};

for (const { runtime, args } of [{ runtime: "Deno", args: DENO }, { runtime: "Bun", args: [] }]) {
  test(`${runtime}: its own server takes an answer as it is`, { skip: whyMissing(runtime) }, async (t) => {
    const vendor = await startSecondServer(t, (response, { url }) => {
      if (url.includes("token/generate")) return response.writeHead(200, JSON_TYPE).end('{"data":{"accessToken":"a.b.c","ttlSeconds":300}}');
      const [status, fields, write] = RETURNED[url];
      write(response.writeHead(status, fields));
    });
    const environment = { client: { host: vendor.url, key: "key", secret: "secret" }, paths: Object.keys(RETURNED) };
    const { program } = RUNTIMES[runtime];
    const end = await runToTheEnd(program, [...args, "programs/returning.mjs"], { cwd: makeWorkplace(t, environment) });
    assert.deepEqual([end.code, end.stderr], [0, ""]);
    const arrived = JSON.parse(end.stdout);
    for (const [index, path] of environment.paths.entries()) assert.deepEqual(arrived[2 * index], arrived[2 * index + 1], path);
    assert.equal(arrived[0].text, TEXT);
  });
}

test("Deno: its own sanitizers find nothing left behind by any case", { skip: whyMissing("Deno") }, async (t) => {
  const environment = { ...everything(), vectors: {} };
  const args = ["test", ...DENO_FLAGS, "programs/sanitized.mjs"];
  const { code, stdout } = await runToTheEnd(RUNTIMES.Deno.program, args, { cwd: makeWorkplace(t, environment) });
  assert.match(stdout, new RegExp(`\\b${casesFor(environment).length} passed \\| 0 failed\\b`));
  assert.equal(code, 0);
});

for (const runtime of new Set(ENVIRONMENTS.map((one) => one.runtime))) {
  const { program, version } = RUNTIMES[runtime];

  test(`${runtime} is the version that is pinned`, { skip: whyMissing(runtime) }, async () => {
    const { stdout } = await runToTheEnd(program, ["--version"], {});
    assert.ok(stdout.split(/\s/).some((word) => word.replace(/^v/, "") === version), stdout);
  });
}
