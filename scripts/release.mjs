/**
 * `npm run release [-- FOLDER]` puts together what a release consists of, by default in `release/`: the built program as a
 * package that npm installs (`npx ./log-analyzer-VERSION.tgz report FILE`), the list of everything that is in it
 * (CycloneDX), and their checksums.
 */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const folder = resolve(process.argv[2] ?? join(ROOT, 'release'));

/** What is installed beside the build: the packages with files of their own. All others are in it. */
const INSTALLED = ['better-sqlite3', 'swagger-ui-dist'];
const SHIPPED = ['dist', 'rules', 'formats', 'templates', 'logs', 'LICENSE', 'README.md'];

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
const read = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** What a run keeps for the next one is of this machine. */
const isShipped = (path) => basename(path) !== 'compile-cache';

/** The version that the tests ran with. */
const locked = read('package-lock.json').packages;

function manifest() {
  const { version, description, license, type, engines, bin } = read('package.json');
  const dependencies = Object.fromEntries(INSTALLED.map((name) => [name, locked[`node_modules/${name}`].version]));
  return { name: 'log-analyzer', version, description, license, type, engines, bin, dependencies, files: SHIPPED };
}

const staged = mkdtempSync(join(tmpdir(), 'release-'));
try {
  mkdirSync(folder, { recursive: true });
  for (const path of SHIPPED) cpSync(join(ROOT, path), join(staged, path), { recursive: true, filter: isShipped });
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], staged));
  const sbom = join(folder, 'sbom.cdx.json');
  writeFileSync(sbom, npm(['run', '--silent', 'sbom'], ROOT));
  const files = [join(folder, filename), sbom];
  const sums = files.map(
    (file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}`,
  );
  writeFileSync(join(folder, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  console.log([...files, join(folder, 'SHA256SUMS')].join('\n'));
} finally {
  rmSync(staged, { recursive: true, force: true });
}
