import { fileURLToPath } from 'node:url';

const folder = (name) => fileURLToPath(new URL(`dist/${name}`, import.meta.url));

export default [
  {
    mode: 'production',
    entry: './src/webpack-page.js',
    output: { path: folder('webpack'), filename: 'page.js' },
    // The suite and its vectors are no page that anyone loads.
    performance: { hints: false },
  },
  {
    mode: 'production',
    target: 'node20',
    entry: './src/server.js',
    optimization: { minimize: false },
    output: { path: folder('webpack-server'), filename: 'server.cjs' },
  },
  {
    mode: 'production',
    target: 'node20',
    entry: './src/server.js',
    optimization: { minimize: false },
    experiments: { outputModule: true },
    output: { path: folder('webpack-server'), filename: 'server.mjs', module: true, library: { type: 'module' } },
  },
];
