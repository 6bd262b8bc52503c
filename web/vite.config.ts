import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const FOLDER = resolve(import.meta.dirname, '../dist/web');

/** Puts a compressed copy beside each file: they are sent a thousand times, and compressed once. */
const compressed = {
  name: 'compressed',
  closeBundle(): void {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
    for (const path of files.filter((each) => /\.(?:js|css|svg|html)$/.test(each)).map((each) => join(FOLDER, each)))
      writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: constants.Z_BEST_COMPRESSION }));
  },
};

/** The page at /dashboard: its files lie in /dashboard/, and it finds them beside its own address. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  resolve: { alias: { '@log-analyzer/client': resolve(import.meta.dirname, '../packages/client/src/index.ts') } },
  plugins: [compressed],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: FOLDER,
    emptyOutDir: true,
    assetsDir: 'dashboard',
    // Small files would become data: addresses, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2022',
  },
});
