/** `npm run bench -- <name> [arguments]` compiles the code and runs `bench/<name>.ts`; without a name it lists them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the benchmarks share. */
const HELPERS = [
  'api-requests.ts',
  'bare-handler.ts',
  'dashboard-interactions.ts',
  'measure.ts',
  'process-figures.ts',
  'seeded-random.ts',
  'service.ts',
];

const folder = import.meta.dirname;
const root = join(folder, '..');
const [name, ...args] = process.argv.slice(2);

if (name === undefined || !existsSync(join(folder, `${name}.ts`))) {
  const names = readdirSync(folder).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('generate-') && !HELPERS.includes(file),
  );
  console.error(`usage: npm run bench -- ${names.map((file) => file.slice(0, -3)).join('|')} [arguments]`);
  process.exit(2);
}

const node = (...command) => spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status ?? 1;
const compiled = node('node_modules/typescript/bin/tsc', '-p', 'bench/tsconfig.json');
process.exit(compiled || node(join('dist-bench', 'bench', `${name}.js`), ...args));
