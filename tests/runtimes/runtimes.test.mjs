// The behavioural suite on the packed tarball in every runtime it promises to run in, by import and by require.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { imported } from "../js/installed.mjs";
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
const DENO = ["run", "--quiet", "--no-remote", "--no-prompt", "--allow-net=127.0.0.1"];

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

let desk;
before(async () => {
  const { startEmulator } = await imported("commerce-auth/testing");
  desk = await openVendorDesk(startEmulator);
});
after(() => desk?.close());

for (const { runtime, form, args } of ENVIRONMENTS) {
  const name = `${runtime}, ${form}`;
  const { program, version } = RUNTIMES[runtime];

  test(`${name}: the whole suite, and nothing printed beside its outcome`, { skip: whyMissing(runtime) }, async (t) => {
    const environment = { name, version, vectors: readVectors(), vendorDesk: desk.url };
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

for (const runtime of new Set(ENVIRONMENTS.map((one) => one.runtime))) {
  const { program, version } = RUNTIMES[runtime];

  test(`${runtime} is the version that is pinned`, { skip: whyMissing(runtime) }, async () => {
    const { stdout } = await runToTheEnd(program, ["--version"], {});
    assert.ok(stdout.split(/\s/).some((word) => word.replace(/^v/, "") === version), stdout);
  });
}
