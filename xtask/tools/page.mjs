// Builds the admin page: node page.mjs ROOT OUTPUT
//
//   OUTPUT/commerce-auth.html   the page as one file, which works from disk
//   OUTPUT/SHA256SUMS           its checksum, to compare with
//   ROOT/pkg/commerce-auth.html the same in the package, where the command line serves it
//   OUTPUT/site/                the same file for a web server, with the header fields to serve it with

import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { build } from "esbuild";

import { digestOf, pagePolicy } from "./page/policy.mjs";
import { headerFields } from "./page/header-fields.mjs";

const NAME = "commerce-auth.html";

async function main(root, output) {
  const sources = join(root, "www");
  const html = await pageOf(sources, join(root, "pkg"));
  const site = join(output, "site");
  rmSync(output, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  writeFileSync(join(output, NAME), html);
  writeFileSync(join(output, "SHA256SUMS"), `${digestOf(html, "hex")}  ${NAME}\n`);
  copyFileSync(join(output, NAME), join(root, "pkg", NAME));
  copyFileSync(join(output, NAME), join(site, "index.html"));
  writeFileSync(join(site, "_headers"), headerFields(html));
  console.log(`target/www/${NAME}`.padEnd(34) + html.length.toLocaleString("en"));
}

async function pageOf(sources, pkg) {
  const { page, language } = await imported(join(sources, "text", "en.ts"));
  const { pageDocument } = await import(pathToFileURL(join(sources, "markup", "document.js")));
  const script = await bundled(join(sources, "script", "main.ts"), { "commerce-auth": join(pkg, "index.js") });
  const style = await bundled(join(sources, "style.css"), {});
  return pageDocument({ language, text: page, policy: pagePolicy(script, style), style, script });
}

/** A module in TypeScript, which not every Node.js that builds the page can load as it is. */
async function imported(entry) {
  const result = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", platform: "node", charset: "utf8" });
  return import(`data:text/javascript,${encodeURIComponent(result.outputFiles[0].text)}`);
}

/** The package's own entry goes in as npm gets it: the same JavaScript, the same module. */
async function bundled(entry, alias) {
  const result = await build({
    entryPoints: [entry],
    alias,
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: ["es2022", "chrome111", "firefox115", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
  });
  // The module's text is any printable characters: within a string this spelling means the same, and opens no comment.
  const text = result.outputFiles[0].text.replaceAll("<!--", "<\\!--");
  // Inside an element it must not look like the end of it; esbuild sees to that in strings.
  if (/<\/(script|style)/i.test(text)) throw new Error(`${entry} holds text that would end its element`);
  return text;
}

try {
  const [root, output] = process.argv.slice(2);
  await main(resolve(root), resolve(output));
} catch (error) {
  console.error(error.errors ? `error: www does not bundle (${error.errors.length} errors, above)` : `error: ${error.message}`);
  process.exitCode = 1;
}
