// What a page that calls the server's entry leaves in a bundle, and no other page does: the check of docs/bundlers.md.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { runToTheEnd } from '../runtimes/child.mjs';
import { makeWorkplace } from './workplace.mjs';

const SHARED = `import { capillaryOAuth } from 'commerce-auth/server';
export const path = '/api/points';
export const api = () => capillaryOAuth({ host: 'eu.api.capillarytech.com', key: 'k', secret: 's' });
`;
/** Each with whether the check finds it. */
const PAGES = {
  'a page that calls it': [`import { api } from './shared.js';\ndocument.title = String(api());\n`, true],
  'a page that takes something else from a module that calls it': [`import { path } from './shared.js';\ndocument.title = path;\n`, false],
  'a page that calls what the root refuses in pages': [
    `import { capillary } from 'commerce-auth';\ndocument.title = capillary.tokenRequest({ host: 'h.example', key: 'k', secret: 's' }).url;\n`,
    false,
  ],
};

/** Programs that write `dist/page.js` from `page.js`. */
const BUILDS = {
  Vite: `import { build } from 'vite';
await build({ logLevel: 'warn', build: { rollupOptions: { input: 'page.js', output: { entryFileNames: 'page.js' } } } });`,
  webpack: `import webpack from 'webpack';
webpack({ mode: 'production', entry: './page.js', output: { path: process.cwd() + '/dist', filename: 'page.js' }, performance: { hints: false } }, (error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
});`,
  Rollup: `import nodeResolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
const bundle = await rollup({ input: 'page.js', plugins: [nodeResolve({ browser: true })] });
await bundle.write({ file: 'dist/page.js' });`,
  esbuild: `import { build } from 'esbuild';
await build({ entryPoints: ['page.js'], bundle: true, minify: true, format: 'esm', outdir: 'dist', logLevel: 'warning' });`,
};

/** The command as the page has it. */
const [, CHECK] = /```sh\n(! grep [^\n]+)\n```/.exec(readFileSync(new URL('../../docs/bundlers.md', import.meta.url), 'utf8'));

let app;
before(() => (app = makeWorkplace('newcomer')));
after(() => app?.remove());

for (const [bundler, program] of Object.entries(BUILDS)) {
  for (const [what, [page, isFound]] of Object.entries(PAGES)) {
    test(`${bundler}: ${what} is ${isFound ? '' : 'not '}found in what was built`, async () => {
      const cwd = join(app.folder, `${bundler}-${Object.keys(PAGES).indexOf(what)}`);
      mkdirSync(cwd);
      for (const [name, text] of Object.entries({ 'page.js': page, 'shared.js': SHARED, 'build.mjs': program })) writeFileSync(join(cwd, name), text);
      const { code, stderr } = await runToTheEnd(process.execPath, ['build.mjs'], { cwd });
      assert.deepEqual([code, stderr], [0, '']);
      assert.ok(readFileSync(join(cwd, 'dist/page.js'), 'utf8').includes('document.title'));
      assert.equal((await runToTheEnd('sh', ['-c', CHECK], { cwd })).code, isFound ? 1 : 0);
    });
  }
}
