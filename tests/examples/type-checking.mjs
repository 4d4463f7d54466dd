// Type-checks examples as a strict TypeScript project would, the JavaScript ones too.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { ExampleFault } from "./blocks.mjs";
import { TYPE_CHECKER, TYPE_ROOTS } from "./tools.mjs";

const OPTIONS = {
  module: "nodenext",
  target: "es2022",
  lib: ["es2023", "dom", "dom.iterable", "esnext.disposable"],
  types: ["node"],
  typeRoots: [TYPE_ROOTS],
  strict: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
};

/** @returns {ExampleFault[]} What the compiler says, by the files and lines that the blocks come from. */
export function typeFaults(blocks, workplace) {
  for (const block of blocks) workplace.write(block);
  const project = join(workplace.folder, "tsconfig.json");
  writeFileSync(project, JSON.stringify({ compilerOptions: OPTIONS, include: ["**/*.mjs", "**/*.mts"] }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [TYPE_CHECKER, "--project", project, "--pretty", "false"], {
    cwd: workplace.folder,
    encoding: "utf8",
  });
  const faults = stdout.split("\n").flatMap((line) => placed(line, workplace));
  if (status !== 0 && faults.length === 0) throw new Error(`the type checker fails: ${stdout}${stderr}`);
  return faults;
}

function placed(line, workplace) {
  const [, path, number, message] = /^(.*?)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
  const block = workplace.blockAt(path);
  return block ? [new ExampleFault(block.file, Number(number), message)] : [];
}
