/** `npm run soak -- parse [lines [seed]]` runs the random tests of one area with a million cases instead of a few. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SPECS = { parse: 'test/parsing/fuzz.spec.ts' };

const [area, lines = '1000000', seed = '7'] = process.argv.slice(2);
if (!(area in SPECS)) {
  console.error(`usage: npm run soak -- ${Object.keys(SPECS).join('|')} [lines [seed]]`);
  process.exit(2);
}
const root = join(import.meta.dirname, '..');
const run = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', '--runTestsByPath', SPECS[area]], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, SOAK_LINES: lines, SOAK_SEED: seed },
});
process.exit(run.status ?? 1);
