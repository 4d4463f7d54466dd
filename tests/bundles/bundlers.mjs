// The bundlers at the versions that package-lock.json pins, as a user runs them in `project/`.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const MODULES = fileURLToPath(new URL('node_modules', import.meta.url));

export const VITE = `${MODULES}/vite/bin/vite.js`;

/**
 * What each is run with, where it leaves the page, how the page loads it, and what the page does beyond the suite in its window.
 * The programs for Node lie in `<folder>-server`. Each of these commands prints warnings and nothing else.
 */
export const BUNDLERS = [
  {
    name: 'Vite',
    folder: 'dist/vite',
    commands: [
      [VITE, 'build', '--logLevel', 'warn'],
      [VITE, 'build', '--logLevel', 'warn', '--config', 'vite.server.config.js'],
    ],
    extras: ['worker', 'slim'],
  },
  {
    name: 'webpack',
    folder: 'dist/webpack',
    commands: [['webpack.build.js']],
    script: '<script defer src="page.js"></script>',
    extras: ['worker', 'slim'],
  },
  {
    name: 'Rollup',
    folder: 'dist/rollup',
    commands: [[`${MODULES}/rollup/dist/bin/rollup`, '--config', '--silent', '--failAfterWarnings']],
    script: '<script type="module" src="page.js"></script>',
    extras: [],
  },
  {
    name: 'esbuild',
    folder: 'dist/esbuild',
    commands: [['esbuild.build.js']],
    script: '<script defer src="page.js"></script>',
    extras: ['page by require', 'slim'],
  },
].map((bundler) => ({ ...bundler, version: versionOf(bundler.name.toLowerCase()) }));

function versionOf(name) {
  return JSON.parse(readFileSync(`${MODULES}/${name}/package.json`, 'utf8')).version;
}
