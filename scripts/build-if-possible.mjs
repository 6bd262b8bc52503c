/**
 * Builds the service, unless `npm prune --omit=dev` has taken away what that needs: then what was built before is run. With
 * `--unless-fresh` it does not build again what was built after everything that it is made from.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const BUILT = ['dist/main.js', 'dist/web/index.html'];
const CONFIGURATION = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'scripts/bundle.mjs',
];
const MADE_FROM = ['src', 'web', 'packages/client/src', 'packages/mcp/src', ...CONFIGURATION];

function isFresh() {
  if (BUILT.some((file) => !existsSync(join(root, file)))) return false;
  const built = Math.min(...BUILT.map((file) => statSync(join(root, file)).mtimeMs));
  const sources = MADE_FROM.flatMap((path) => {
    const whole = join(root, path);
    if (!statSync(whole).isDirectory()) return [whole];
    return readdirSync(whole, { recursive: true }).map((name) => join(whole, name));
  });
  return sources.every((path) => statSync(path).mtimeMs < built);
}

if (existsSync(join(root, 'node_modules/@nestjs/cli'))) {
  if (process.argv.includes('--unless-fresh') && isFresh()) process.exit(0);
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  process.exit(status ?? 1);
}
if (!existsSync(join(root, 'dist/main.js'))) {
  console.error('There is nothing to run yet: npm ci && npm run build');
  process.exit(1);
}
