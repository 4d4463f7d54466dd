// The declarations of one entry in one file. What belongs to another entry is imported from there, so that a type is the
// same type wherever it is imported from.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";

import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

/** Which entry declares what a folder of pkg-template exports. */
const OWNERS = { facade: "index", headers: "headers", server: "server", adapters: "adapters", testing: "testing", profiles: "profiles" };

const formatter = join(dirname(createRequire(import.meta.url).resolve("@biomejs/biome/package.json")), "bin", "biome");

/** Bundles what the compiler emitted for an entry. */
export async function bundledDeclarations(name, emitted, folders) {
  const input = join(emitted, "entries", `${name}.d.ts`);
  const bundle = await rollup({ input, plugins: [otherEntries(name, emitted), dts()], onLog: refuse });
  const { output } = await bundle.generate({ format: "es" });
  await bundle.close();
  const [{ code }] = output;
  return formatted(spaced(exportedInPlace(introduced(code, readFileSync(input, "utf8")))), name, folders);
}

/** A warning means a declaration that is not what the code says. */
function refuse(_level, { message }) {
  throw new Error(`declarations: ${message}`);
}

/** Files as they are imported in the code, and the entry that a foreign one belongs to in its place. Node's are Node's. */
function otherEntries(name, emitted) {
  return {
    name: "other-entries",
    resolveId(specifier, importer) {
      if (specifier.startsWith("node:")) return { id: specifier, external: true, moduleSideEffects: false };
      if (!importer || !specifier.startsWith(".")) return null;
      const path = resolve(dirname(importer), specifier).replace(/\.[jt]s$/, ".d.ts");
      if (!existsSync(path)) return null;
      const owner = OWNERS[relative(emitted, path).split(sep)[0]];
      return owner === undefined || owner === name ? path : { id: `./${owner}.js`, external: true };
    },
  };
}

const PACKAGE_COMMENT = /^\/\*\*(?:(?!\*\/)[^])*@packageDocumentation\s*\*\/\n/;

/** A library that the declarations need. The code says that the directive is to be kept: to readers that is nothing. */
const LIBRARY = /^\/\/\/ <reference lib="([\w.]+)"(?: preserve="true")? \/>\n+/gm;

/**
 * With the comment of the entry itself, which has no declaration to stay with, and with the libraries, which count only in
 * front of everything else.
 */
function introduced(code, entry) {
  const [comment = ""] = PACKAGE_COMMENT.exec(entry) ?? [];
  const libraries = new Set([...code.matchAll(LIBRARY)].map(([, library]) => `/// <reference lib="${library}" />\n`));
  const head = [comment, [...libraries].join("")].filter((part) => part !== "");
  return [...head, code.replace(LIBRARY, "").replace(comment, "")].join("\n");
}

/**
 * With `export` at each declaration, where a reader looks for it, and not in a list at the end. What is exported as a type
 * only although it is a value stays in the list.
 */
function exportedInPlace(code) {
  const inPlace = code.replace(/^export (type )?\{ ([^}]*) \};\n?/gm, (whole, isType, names) => {
    const left = names.split(", ").filter((name) => !declares(code, name, Boolean(isType)));
    return left.length > 0 ? `export ${isType ?? ""}{ ${left.join(", ")} };\n` : "";
  });
  const exported = [...code.matchAll(/^export (type )?\{ ([^}]*) \};/gm)].flatMap(([, isType, names]) =>
    names.split(", ").filter((name) => declares(code, name, Boolean(isType))),
  );
  const marked = inPlace.replace(DECLARATION, (line, _declare, _kind, name) => (exported.includes(name) ? `export ${line}` : line));
  // Without such a line TypeScript would export the other declarations as well.
  return /^export (?:type )?\{/m.test(marked) ? marked : `${marked.trimEnd()}\n\nexport {};\n`;
}

const DECLARATION = /^(declare )?(class|abstract class|const|function|interface|type|enum) (\w+)/gm;

/** Whether all that a text declares under a name can be exported as it is wanted. */
function declares(code, name, asType) {
  const kinds = [...code.matchAll(DECLARATION)].filter((match) => match[3] === name).map(([, , kind]) => kind);
  return kinds.length > 0 && (!asType || kinds.every((kind) => kind === "interface" || kind === "type"));
}

/** With an empty line before each declaration that has a comment: the compiler leaves them out. */
function spaced(code) {
  return code.replace(/(?<=[;}]\n)( *)\/\*\*/g, "\n$1/**");
}

function formatted(code, name, folders) {
  const args = [formatter, "format", `--config-path=${folders.root}`, `--stdin-file-path=pkg-template/entries/${name}.d.ts`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folders.root, input: code, encoding: "utf8" });
  if (status !== 0) throw new Error(`the declarations of ${name} cannot be formatted: ${stderr}`);
  return stdout;
}
