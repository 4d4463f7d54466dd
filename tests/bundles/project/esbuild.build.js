import { build } from 'esbuild';

const common = { bundle: true, minify: true, logLevel: 'warning' };

await build({
  ...common,
  entryPoints: { page: 'src/esbuild-page.js' },
  outdir: 'dist/esbuild',
  loader: { '.wasm': 'file' },
});
for (const [format, outfile] of [['esm', 'dist/esbuild-server/server.mjs'], ['cjs', 'dist/esbuild-server/server.cjs']]) {
  await build({ ...common, entryPoints: ['src/server.js'], platform: 'node', format, outfile });
}
