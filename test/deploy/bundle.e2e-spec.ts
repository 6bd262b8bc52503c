import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mailSettings, startMailServer } from '../support/mail-server.js';
import { ServiceProcess } from '../support/service-process.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { databaseUrl } from '../support/test-database.js';

/** The packages that the image holds besides the build, as its Dockerfile names them. */
const PACKAGES = /cp -r (bindings.*) \/packages/.exec(readFileSync('Dockerfile', 'utf8'))![1]!.split(' ');

/** Twelve failures of the last minute: people are not told of older attacks. */
function attack(): string {
  const start = Date.now() - 60_000;
  return Array.from({ length: 12 }, (_, index) => failure(start + index * 1000)).join('');
}

function failure(at: number): string {
  return `${new Date(at).toISOString()} web-1 sshd[77]: Failed password for root from 203.0.113.7 port 50022 ssh2\n`;
}

describe('the build', () => {
  const folder = sharedFolder();
  const installed = (...names: string[]): string => join(folder(), 'installed', ...names);

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [installed('dist/cli.js'), ...args], {
      cwd: folder(),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl(folder(), 'command'), LOG_TIMEZONE: 'UTC' },
    });

  beforeAll(() => {
    mkdirSync(installed('node_modules'), { recursive: true });
    for (const path of ['dist', 'rules', 'formats', 'templates', 'package.json'])
      cpSync(path, installed(path), { recursive: true });
    for (const name of ['better-sqlite3', ...PACKAGES])
      symlinkSync(resolve('node_modules', name), installed('node_modules', name));
  });

  it('does everything with the packages that the image holds', async () => {
    const mail = await startMailServer();
    writeFileSync(join(folder(), 'auth.log'), attack());
    const environment = { ...mailSettings(mail) };
    const service = await ServiceProcess.start(folder(), environment, { program: installed('dist/main.js') });
    try {
      await service.until<unknown[]>('/alerts', ({ length }) => length > 0);
      expect(await service.get('/health/ready')).toMatchObject({ status: 'ok' });
      for (const path of ['/docs', '/docs/swagger-ui-bundle.js', '/openapi.json', '/dashboard', '/metrics'])
        expect({ path, status: (await fetch(`${service.url}${path}`)).status }).toEqual({ path, status: 200 });
      const refused = await fetch(`${service.url}/allowlist`, {
        method: 'POST',
        body: '{"ip": 5}',
        headers: JSON_BODY,
      });
      expect(refused.status).toBe(400);
      while (mail.mails.length === 0) await pause(20);
    } finally {
      await service.stop();
      await mail.stop();
    }
  });

  it('holds the command line, and the notices of those who wrote the packages', () => {
    for (const [command, output] of [
      ['replay', 'SSH brute force'],
      ['analyze', 'alerts'],
      ['explain', 'ssh_failed_login'],
    ] as const) {
      const { status, stdout, stderr } = run(command, 'auth.log');
      expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' });
      expect(stdout).toContain(output);
    }
    const notices = readFileSync('dist/NOTICES.txt', 'utf8');
    for (const name of ['@nestjs/core', 'typeorm', 'pg', 're2js']) expect(notices).toContain(`${name} `);
  });

  it('loads no more than a command needs', () => {
    // Before it is known what is asked, hardly anything.
    for (const program of ['cli.js', 'main.js']) expect(packagesIn(filesOf(program))).toEqual([]);
    // A line is explained without a framework or a database.
    const explaining = packagesIn(filesOf('explain.command.js'));
    for (const heavy of ['@nestjs/common', 'typeorm', 'pg', 'express', 'class-validator'])
      expect(explaining).not.toContain(heavy);
    // Whoever has SQLite does without PostgreSQL's driver, in every thread.
    for (const program of [
      'service.js',
      'scan-worker.js',
      'store-worker.js',
      'analyze.command.js',
      'report.command.js',
    ]) {
      const packages = packagesIn(filesOf(program));
      expect({ program, hasDatabase: packages.includes('typeorm') }).toEqual({ program, hasDatabase: true });
      expect({ program, hasDriver: packages.includes('pg') }).toEqual({ program, hasDriver: false });
    }
  });

  const keepsCode = 'enableCompileCache' in nodeModule;
  (keepsCode ? it : it.skip)(
    'keeps the compiled code beside it, for the next start, and does without where it cannot',
    () => {
      expect(run('--version').status).toBe(0);
      expect(readdirSync(installed('dist/compile-cache')).length).toBeGreaterThan(0);
      rmSync(installed('dist/compile-cache'), { recursive: true });
      writeFileSync(installed('dist/compile-cache'), 'no folder');
      expect(run('--version')).toMatchObject({ status: 0, stderr: '' });
      rmSync(installed('dist/compile-cache'));
    },
  );
});

/** Files of the build that are loaded with one of them, at once. */
function filesOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const imports = readFileSync(join('dist', file), 'utf8').matchAll(/^(?:import|export)\b[^;]*?"\.\/([^"]+\.js)";/gm);
  for (const [, name] of imports) filesOf(name!, found);
  return found;
}

/** Packages of others that files of the build hold, by what their maps say. */
function packagesIn(files: ReadonlySet<string>): string[] {
  const names = [...files].flatMap((file) => {
    if (!existsSync(join('dist', `${file}.map`))) return [];
    const { sources } = JSON.parse(readFileSync(join('dist', `${file}.map`), 'utf8')) as { sources: string[] };
    return sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
  });
  return [...new Set(names)].sort();
}

const JSON_BODY = { 'Content-Type': 'application/json' };
