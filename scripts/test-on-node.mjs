/**
 * `npm run test:node -- VERSION [ARGUMENTS]` runs the tests on another Node.js, such as 24, which comes from npm's registry:
 * on a copy of the project, in which the one native addon is compiled anew. Further arguments go to jest.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const [version, ...args] = process.argv.slice(2);
if (version === undefined || !/^\d+(\.\d+){0,2}$/.test(version)) {
  console.error('usage: npm run test:node -- VERSION [ARGUMENTS OF JEST], such as npm run test:node -- 24');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), `node-${version}-`));
// Some tests start the program as a user who may do little.
chmodSync(folder, 0o755);
const run = (command, given, options) => execFileSync(command, given, { stdio: 'inherit', ...options });
try {
  const platform = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}@${version}`;
  const packed = execFileSync('npm', ['pack', '--silent', platform], { cwd: folder, encoding: 'utf8' }).trim();
  run('tar', ['-xzf', packed], { cwd: folder });
  const node = join(folder, 'package');
  // Links cost nothing; between file systems there are none.
  const project = join(folder, 'project');
  mkdirSync(project);
  const linked = spawnSync('cp', ['-al', `${ROOT}/.`, project], { stdio: 'ignore' }).status === 0;
  if (!linked) run('cp', ['-a', `${ROOT}/.`, project]);
  const env = { ...process.env, PATH: `${join(node, 'bin')}:${process.env.PATH}`, npm_config_nodedir: node };
  // What is compiled here is used for a few minutes: half of the time went into making it fast.
  const compiling = { ...env, CFLAGS: '-O0', CXXFLAGS: '-O0' };
  // Also where it is only linked: what is compiled here must not take the place of the other.
  rmSync(join(project, 'node_modules/better-sqlite3/build'), { recursive: true, force: true });
  run('npm', ['rebuild', '--silent', '--build-from-source', 'better-sqlite3'], { cwd: project, env: compiling });
  if (!existsSync(join(project, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node')))
    throw new Error('better-sqlite3 was not compiled.');
  run(join(node, 'bin/node'), ['--version'], { cwd: project, env });
  const { status } = spawnSync(join(node, 'bin/node'), ['node_modules/jest/bin/jest.js', ...args], {
    cwd: project,
    env,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
