import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** The page at /dashboard: its files lie in /dashboard/, and it finds them beside its own address. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  resolve: { alias: { '@log-analyzer/client': resolve(import.meta.dirname, '../packages/client/src/index.ts') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: resolve(import.meta.dirname, '../dist/web'),
    emptyOutDir: true,
    assetsDir: 'dashboard',
    // Small files would become data: addresses, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2022',
  },
});
