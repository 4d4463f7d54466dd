// The files of tests/vectors, for whoever has files to read.

import { readFileSync, readdirSync } from "node:fs";

const FOLDER = new URL("../vectors/", import.meta.url);

/** { file name: rows } */
export function readVectors() {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json")).sort();
  if (files.length === 0) throw new Error(`there are no vectors in ${FOLDER.pathname}`);
  return Object.fromEntries(files.map((file) => [file, JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"))]));
}
