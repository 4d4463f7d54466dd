import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';

export default [
  {
    input: 'src/page.js',
    plugins: [nodeResolve({ browser: true }), commonjs()],
    output: { file: 'dist/rollup/page.js', format: 'es' },
  },
  {
    input: 'src/server.js',
    external: [/^node:/],
    plugins: [nodeResolve({ exportConditions: ['node'] }), commonjs()],
    output: [
      { file: 'dist/rollup-server/server.mjs', format: 'es' },
      { file: 'dist/rollup-server/server.cjs', format: 'cjs' },
    ],
  },
];
