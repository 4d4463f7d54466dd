// What tracers of files put into a deployment (Vercel, Nitro, Next's standalone output) is all that the package needs there, in each
// Node that will run it: whatever condition a Node takes, it leads to a file that was traced.

import assert from "node:assert/strict";
import { cpSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { recordEnvironment } from "../runtimes/environment-record.mjs";
import { RUNTIMES, whyMissing } from "../runtimes/pinned.mjs";
import { MODULES, makeWorkplace, run, versionOf } from "./workplace.mjs";

const { nodeFileTrace } = createRequire(join(MODULES, "/"))("@vercel/nft");
const NODES = ["Node 20", "Node 22", "Node 24"];
const ENTRIES = ["commerce-auth", "commerce-auth/headers", "commerce-auth/server", "commerce-auth/adapters", "commerce-auth/testing", "commerce-auth/slim", "commerce-auth/profiles"];

const CALLS = `
console.log(root.capillary.basicAuthorization("a", "b") === headers.capillary.basicAuthorization("a", "b"));
console.log(server.capillaryBasic({ host: "x.example", username: "a", password: "b" }).status().hasToken);
console.log(typeof adapters.axiosOptions, typeof testing.startEmulator, typeof slim.initSync, profiles.paypal.name);
`;
const NAMES = ["root", "headers", "server", "adapters", "testing", "slim", "profiles"];
const SAID = "true\nfalse\nfunction function function paypal\n";
const FORMS = {
  "main.mjs": ENTRIES.map((entry, index) => `import * as ${NAMES[index]} from "${entry}";`).join("\n") + CALLS,
  "main.cjs": ENTRIES.map((entry, index) => `const ${NAMES[index]} = require("${entry}");`).join("\n") + CALLS,
};

let ran = 0;

for (const [name, text] of Object.entries(FORMS)) {
  test(`nft ${versionOf("@vercel/nft")}: what it traces of ${name} is enough for it`, async (t) => {
    const folder = makeWorkplace(t, { files: { [name]: text } });
    const { fileList, warnings } = await nodeFileTrace([join(folder, name)], { base: folder });
    assert.deepEqual([...warnings].map(String), []);
    const deployed = makeWorkplace(t, {});
    const place = join(deployed, "deployed");
    for (const file of fileList) {
      mkdirSync(dirname(join(place, file)), { recursive: true });
      cpSync(join(folder, file), join(place, file));
    }
    // Where the rest of the package lies a file that was not traced would still be found.
    const { code, stderr } = await run(process.execPath, ["--input-type=module", "--eval", 'import { rmSync } from "node:fs"; rmSync("../node_modules/commerce-auth", { recursive: true })'], place);
    assert.deepEqual([code, stderr], [0, ""]);
    for (const node of NODES) {
      assert.equal(whyMissing(node), undefined);
      assert.deepEqual(await run(RUNTIMES[node].program, [name], place), { code: 0, stdout: SAID, stderr: "" }, node);
      ran += 1;
    }
    recordEnvironment({ environment: "nft", version: versionOf("@vercel/nft"), tests: ran });
  });
}
