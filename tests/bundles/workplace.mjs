// A user's folder: the package in its node_modules as it was installed, the bundlers in those above, and the behavioural suite
// among the user's own files.

import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { installFolder, packageFolder } from '../package/installed.mjs';
import { MODULES } from './bundlers.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const SUITE = ['behaviour.mjs', 'behaviour'];

/** Copies `project` or `newcomer`: `{ folder, remove }`. */
export function makeWorkplace(name) {
  const outer = mkdtempSync(join(installFolder, 'bundles-'));
  const folder = join(outer, name);
  symlinkSync(MODULES, join(outer, 'node_modules'), 'junction');
  cpSync(here(name), folder, { recursive: true });
  // Inside the folder, and no link: a server of Vite's serves nothing else.
  cpSync(packageFolder, join(folder, 'node_modules', 'commerce-auth'), { recursive: true });
  for (const part of SUITE) cpSync(here(`../runtimes/${part}`), join(folder, part), { recursive: true });
  return { folder, remove: () => rmSync(outer, { recursive: true, force: true }) };
}
