// What a reader of the package finds besides code.

import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

import { shippedText } from "./shipped-links.mjs";

const COPIED = ["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY-LICENSES"];
const LINKED = ["README.md", "CHANGELOG.md", "SECURITY.md"];
/** Small enough to go along with the page that shows it. */
const PICTURES = ["docs/runtimes.svg"];

/** The pages of docs/ go along, so that the links of README lead somewhere without a network. */
export function copyDocuments(folders) {
  for (const name of COPIED) copyFileSync(source(name, folders), join(folders.output, name));
  const documents = [...LINKED, ...pages(folders)];
  const shipped = new Set([...documents, ...COPIED, ...PICTURES]);
  mkdirSync(join(folders.output, "docs"));
  for (const name of PICTURES) copyFileSync(source(name, folders), join(folders.output, name));
  for (const name of documents) {
    const text = readFileSync(source(name, folders), "utf8");
    const isShipped = (path) => shipped.has(posix.normalize(posix.join(dirname(name), path)));
    writeFileSync(join(folders.output, name), shippedText(text, isShipped));
  }
}

/** Not its folders: records of decisions are for whoever changes the package. */
function pages(folders) {
  const names = readdirSync(join(folders.root, "docs")).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => `docs/${name}`);
}

function source(name, folders) {
  const path = join(folders.root, name);
  if (!existsSync(path)) throw new Error(`${name} is missing in the repository: the package carries it`);
  return path;
}
