/** Builds the service, unless `npm prune --omit=dev` has taken away what that needs: then what was built before is run. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
if (existsSync(join(root, 'node_modules/@nestjs/cli'))) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  process.exit(status ?? 1);
}
if (!existsSync(join(root, 'dist/main.js'))) {
  console.error('There is nothing to run yet: npm ci && npm run build');
  process.exit(1);
}
