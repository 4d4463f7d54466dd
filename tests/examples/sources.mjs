// Where examples stand, and how many at least.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { declarationBlocks, markdownBlocks } from "./blocks.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The code, and what is declared by hand as long as there is such. Both hold TSDoc. */
const DECLARATIONS = "pkg-template";
/** Records of what was weighed and not taken, whose code is no example; and pages made of the declarations, tested there. */
const UNTESTED = ["docs/decisions/", "docs/api/"];

/** So that an extraction that has gone blind fails. Raise a number when examples are added. */
export const AT_LEAST = {
  "README.md": 1,
  "docs/adapters.md": 4,
  "docs/capillary.md": 6,
  "docs/caxton.md": 4,
  "docs/credentials.md": 4,
  "docs/migration.md": 14,
  "docs/other-vendors.md": 3,
  "docs/pledg.md": 4,
  "docs/profiles.md": 2,
  "docs/recipes.md": 7,
  "docs/stores.md": 6,
  "docs/testing.md": 6,
  "docs/tour.md": 1,
  "docs/watching.md": 2,
  "pkg-template/adapters/axios.ts": 1,
  "pkg-template/adapters/ky.ts": 1,
  "pkg-template/adapters/openapi-fetch.ts": 1,
  "pkg-template/entries/slim.ts": 2,
  "pkg-template/facade/auth-error-class.ts": 3,
  "pkg-template/facade/capillary-customer.ts": 11,
  "pkg-template/facade/capillary.ts": 16,
  "pkg-template/facade/caxton.ts": 11,
  "pkg-template/facade/core.ts": 1,
  "pkg-template/facade/jwt-hs256.ts": 2,
  "pkg-template/facade/pledg.ts": 10,
  "pkg-template/facade/profile.ts": 5,
  "pkg-template/facade/scheme.ts": 4,
  "pkg-template/server/authenticator-contract.ts": 3,
  "pkg-template/server/authenticator.ts": 6,
  "pkg-template/server/caxton-registration.ts": 1,
  "pkg-template/server/events.ts": 1,
  "pkg-template/server/profile.ts": 1,
  "pkg-template/server/stores/keyv-store.ts": 1,
  "pkg-template/server/stores/memory-store.ts": 1,
  "pkg-template/server/stores/redis-store.ts": 1,
  "pkg-template/server/stores/sealed-store.ts": 1,
  "pkg-template/testing/assert-no-leak.ts": 1,
  "pkg-template/testing/capillary/control.ts": 1,
  "pkg-template/testing/capillary/customer/control.ts": 2,
  "pkg-template/testing/caxton/control.ts": 2,
  "pkg-template/testing/emulator.ts": 5,
  "pkg-template/testing/fault-description.ts": 1,
  "pkg-template/testing/faults.ts": 1,
  "pkg-template/testing/pledg/control.ts": 4,
  "pkg-template/testing/serve.ts": 1,
  "pkg-template/testing/store-conformance.ts": 2,
};

/** Every text with examples, by its path in the checkout; `fault` where its examples cannot be read. */
export function sources() {
  const documents = listed("docs").filter((path) => path.endsWith(".md") && !UNTESTED.some((folder) => path.startsWith(folder)));
  const declarations = listed(DECLARATIONS).filter((path) => path.endsWith(".ts"));
  return [
    ...["README.md", ...documents].map((file) => source(file, markdownBlocks)),
    ...declarations.map((file) => source(file, declarationBlocks)).filter(({ blocks, fault }) => blocks.length > 0 || fault),
  ];
}

function source(file, extract) {
  try {
    return { file, blocks: extract(file, read(file)), fault: null };
  } catch (fault) {
    return { file, blocks: [], fault };
  }
}

const read = (file) => readFileSync(join(ROOT, file), "utf8");

function listed(folder) {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length).replaceAll("\\", "/"))
    .sort();
}
