// The tarball under test, read entry by entry: what npm would upload, before anything unpacks it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const BLOCK = 512;

if (!process.env.COMMERCE_AUTH_INSTALL) throw new Error("COMMERCE_AUTH_INSTALL must name the folder with the tarball: run `cargo xtask test release`");

/** The folder that it was installed in, with the tarball beside `node_modules`. */
export const installFolder = process.env.COMMERCE_AUTH_INSTALL;
export const packageFolder = join(installFolder, "node_modules", "commerce-auth");

/** `[{ name, mode, type, text }]`, names without the folder that npm puts around everything. */
export const entries = read(gunzipSync(readFileSync(join(installFolder, tarballName()))));

function tarballName() {
  const names = readdirSync(installFolder).filter((name) => /^commerce-auth-.*\.tgz$/.test(name));
  if (names.length !== 1) throw new Error(`${installFolder} holds ${names.length} tarballs`);
  return names[0];
}

function read(archive) {
  const found = [];
  let offset = 0;
  while (archive[offset]) {
    const field = (from, length) => archive.toString("utf8", offset + from, offset + from + length).replace(/\0.*$/s, "");
    const size = Number.parseInt(field(124, 12), 8);
    const start = offset + BLOCK;
    const name = [field(345, 155), field(0, 100)].filter(Boolean).join("/");
    found.push({
      name: name.replace(/^package\//, ""),
      mode: Number.parseInt(field(100, 8), 8),
      type: field(156, 1),
      text: archive.toString("utf8", start, start + size),
    });
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}
