// Looks for secrets in the files of a folder: as they are, in base64, in hexadecimal. A framework keeps megabytes, so the bytes are
// searched for each form, and nothing is decoded.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The files below a folder that hold one of the secrets. */
export function filesWith(folder, secrets) {
  const forms = secrets.flatMap(formsOf);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, path, name }) => join(parentPath ?? path, name)).filter((file) => {
    const bytes = readFileSync(file);
    return forms.some((form) => bytes.includes(form));
  });
}

/** What stands before a text in base64 moves it by none, one or two bytes; its ends depend on its neighbours. */
function formsOf(secret) {
  const inBase64 = [0, 1, 2].map((before) => Buffer.from("x".repeat(before) + secret).toString("base64").slice(before === 0 ? 0 : 4, -4));
  return [secret, Buffer.from(secret).toString("hex"), ...inBase64];
}
