// The vectors as the behavioural suite takes them; for runners that have files.

import { readFileSync, readdirSync } from "node:fs";

const FOLDER = new URL("../vectors/", import.meta.url);
const READERS_WITH_A_CLOCK = ["capillary.readTokenResponse", "caxton.readRegisterResponse", "caxton.readEnvelope"];

/** { file name: rows }, without the rows that only the core can be asked. */
export function readVectors() {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  if (files.length === 0) throw new Error(`there are no vectors in ${FOLDER.pathname}`);
  return Object.fromEntries(files.map((file) => [file, rowsOf(file)]));
}

function rowsOf(file) {
  return JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")).filter((row) => !isForTheCoreAlone(row));
}

// The package itself brings the clock that the core demands.
function isForTheCoreAlone({ input: { operation, arguments: [, options] } }) {
  return READERS_WITH_A_CLOCK.includes(operation) && options?.now === undefined;
}
