import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: 'src/server.js',
    outDir: 'dist/vite-server',
    rolldownOptions: {
      output: [
        { format: 'es', entryFileNames: 'server.mjs' },
        { format: 'cjs', entryFileNames: 'server.cjs' },
      ],
    },
  },
  // Everything in one file, so that it runs without node_modules.
  ssr: { noExternal: true },
});
