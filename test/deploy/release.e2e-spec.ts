import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bruteForce } from '../factories/log-lines.js';
import { sharedFolder } from '../support/temporary-folder.js';

describe('a release', () => {
  const folder = sharedFolder();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/release.mjs', folder()]);
    execFileSync('tar', ['-xzf', `log-analyzer-${version}.tgz`], { cwd: folder() });
  });

  it('is the package, what is in it, and their checksums', () => {
    expect(readdirSync(folder()).sort()).toEqual([
      'SHA256SUMS',
      `log-analyzer-${version}.tgz`,
      'package',
      'sbom.cdx.json',
    ]);
    const sums = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder(), encoding: 'utf8' });
    expect(sums).toMatchObject({ status: 0, stdout: `log-analyzer-${version}.tgz: OK\nsbom.cdx.json: OK\n` });
    const { components } = JSON.parse(readFileSync(join(folder(), 'sbom.cdx.json'), 'utf8'));
    const names = components.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['@nestjs/common', 'better-sqlite3', 'pg', 'rxjs', 'typeorm', 'yaml']),
    );
    expect(names).not.toContain('jest');
  });

  it('installs what the build does not hold, at the versions that were tested, and runs no script of ours', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const manifest = JSON.parse(readFileSync(join(folder(), 'package/package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name: 'log-analyzer', version, bin: { 'log-analyzer': 'dist/cli.js' } });
    expect(manifest.dependencies).toEqual({
      'better-sqlite3': packages['node_modules/better-sqlite3'].version,
      'swagger-ui-dist': packages['node_modules/swagger-ui-dist'].version,
    });
    expect(manifest.scripts).toBeUndefined();
  });

  it('runs as a program of its own', () => {
    symlinkSync(resolve('node_modules'), join(folder(), 'package/node_modules'));
    const cli = join(folder(), 'package/dist/cli.js');
    expect(readFileSync(cli, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const log = join(folder(), 'auth.log');
    writeFileSync(log, `${bruteForce(12).join('\n')}\n`);
    const env = { PATH: process.env['PATH'], LOG_TIMEZONE: 'UTC' };
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [cli, ...args], { cwd: folder(), env, encoding: 'utf8' });
    expect(run('--version').stdout).toBe(`${version}\n`);
    expect(run('report', log)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1 attacker came and stopped. Nobody got in.'),
    });
  });
});
