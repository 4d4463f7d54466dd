// What a reader of the package finds besides code.

import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const DOCUMENTS = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

export function copyDocuments(folders) {
  for (const name of DOCUMENTS) {
    const source = join(folders.root, name);
    if (!existsSync(source)) throw new Error(`${name} is missing in the root of the repository: the package carries it`);
    copyFileSync(source, join(folders.output, name));
  }
}
