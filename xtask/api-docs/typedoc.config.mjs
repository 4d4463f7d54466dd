// What TypeDoc makes of the declarations: Markdown, which is committed as docs/api, and pages for a browser.

import { join } from "node:path";

const { API_MARKDOWN, API_PAGES, DECLARATIONS } = process.env;
if (!API_MARKDOWN || !DECLARATIONS) {
  throw new Error("API_MARKDOWN must name the folder to write to, DECLARATIONS the one to read: run `cargo xtask docs`");
}

/** Files of the declarations, in the order of README. */
const ENTRIES = ["index", "headers", "server", "profiles", "adapters", "testing", "slim"];

/** What is a table in Markdown, with a line for each. */
const TABLES = ["parameters", "interfaceProperties", "classProperties", "typeAliasProperties", "propertyMembers"];

/** @type {import("typedoc").TypeDocOptions & import("typedoc-plugin-markdown").PluginOptions} */
export default {
  name: "commerce-auth",
  tsconfig: "tsconfig.json",
  plugin: ["typedoc-plugin-markdown", "./entry-names.mjs"],
  entryPoints: ENTRIES.map((name) => join(DECLARATIONS, `${name}.d.ts`)),
  outputs: [
    { name: "markdown", path: API_MARKDOWN },
    ...(API_PAGES ? [{ name: "html", path: API_PAGES }] : []),
  ],
  readme: "none",
  // The same text wherever and whenever it is made: no lines, no commits, no versions.
  disableSources: true,
  disableGit: true,
  githubPages: false,
  hideGenerator: true,
  sort: ["source-order"],
  sortEntryPoints: false,
  validation: { invalidLink: true, notExported: true, rewrittenLink: true },
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
  // Parts of FaultDescription, which are shown in it; steps of a computed type; WebAssembly.Module, where it is declared.
  intentionallyNotExported: ["FaultSchedule", "FaultAnswer", "NoAnswer", "NamesIn", "BasicCredentials", "CompiledModule", "WebCryptoKey"],
  outputFileStrategy: "modules",
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  // The options of a method are told with it: in a table it has no lines of its own for them.
  expandParameters: true,
  expandObjects: true,
  ...Object.fromEntries(TABLES.map((name) => [`${name}Format`, "table"])),
};
