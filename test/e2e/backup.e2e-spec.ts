import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateLoadLog } from '../../bench/generate-load-log.js';
import { bruteForce } from '../factories/log-lines.js';
import { ServiceProcess } from '../support/service-process.js';
import { storedDigest, storedNumber } from '../support/stored-rows.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { databaseUrl, describeOn } from '../support/test-database.js';

const STORED = ['SELECT * FROM log_entries ORDER BY id', 'SELECT * FROM alerts ORDER BY id'];

describe('copies of the database', () => {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder(), name);
  const cli = (args: readonly string[], DATABASE_URL: string) =>
    spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], DATABASE_URL, LOG_TIMEZONE: 'UTC', LOG_FILES: path('auth.log') },
    });

  describeOn('sqlite')('backup', () => {
    it('is consistent while the service stores, and goes on to the same end when it is restored', async () => {
      const lines = 60_000;
      generateLoadLog(path('auth.log'), { lines, addresses: 40 });
      const service = await ServiceProcess.start(folder());
      const url = databaseUrl(folder());
      const result = cli(['backup', path('copy.sqlite')], url);
      expect(result).toMatchObject({ status: 0, stdout: expect.stringContaining('holds everything') });
      expect(statSync(path('copy.sqlite')).mode & 0o777).toBe(0o600);
      appendFileSync(
        path('auth.log'),
        bruteForce(50, { second: 80_000 })
          .map((line) => `${line}\n`)
          .join(''),
      );
      await service.until<{ lag_bytes: number }[]>('/sources', ([source]) => source?.lag_bytes === 0);
      expect(await service.stop()).toBe(0);
      expect(await storedNumber(`sqlite:${path('copy.sqlite')}`, 'SELECT version FROM ingestion_head')).toBeLessThan(
        await storedNumber(url, 'SELECT version FROM ingestion_head'),
      );
      const whole = await storedDigest(url, STORED);
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path('test.sqlite')}${suffix}`, { force: true });
      cpSync(path('copy.sqlite'), path('test.sqlite'));
      const restored = await ServiceProcess.start(folder());
      await restored.until<{ lag_bytes: number }[]>('/sources', ([source]) => source?.lag_bytes === 0);
      expect(await restored.stop()).toBe(0);
      expect(await storedDigest(url, STORED)).toBe(whole);
    });

    it('overwrites nothing, and says what is wrong', () => {
      writeFileSync(path('there'), 'mine');
      expect(cli(['backup', path('there')], databaseUrl(folder()))).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('overwrites nothing'),
      });
      expect(cli(['backup', path('new')], databaseUrl(folder(), 'none'))).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('There is no database'),
      });
      expect(existsSync(path('new'))).toBe(false);
      expect(cli(['backup', path('new')], 'postgres://db/logs')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('pg_dump'),
      });
    });
  });

  describeOn('postgres')('migrate-store', () => {
    it('refuses a database that is not there, and one that a service has open', async () => {
      const missing = path('nowhere/typo.sqlite');
      expect(cli(['migrate-store', `sqlite:${missing}`], databaseUrl(folder(), 'target'))).toMatchObject({
        status: 1,
        stderr: expect.stringContaining(`There is no database at ${missing}`),
      });
      expect(existsSync(path('nowhere'))).toBe(false);
      const source = `sqlite:${path('used.sqlite')}`;
      const service = await ServiceProcess.start(folder(), { DATABASE_URL: source });
      expect(cli(['migrate-store', source], databaseUrl(folder(), 'target'))).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('is in use: stop the service first'),
      });
      expect(await service.stop()).toBe(0);
      expect(cli(['migrate-store', source], databaseUrl(folder(), 'target'))).toMatchObject({ status: 0 });
    });

    it('copies everything, after which PostgreSQL goes on where SQLite was', async () => {
      mkdirSync(path('data'));
      const lines = bruteForce(30).concat(bruteForce(20, { address: '203.0.113.8', second: 100 }));
      const nul = '2026-11-20T09:10:00Z web-1 sshd[9]: Failed password for a\0b from 203.0.113.9 port 5 ssh2';
      writeFileSync(path('auth.log'), [...lines, nul].map((line) => `${line}\n`).join(''));
      const source = `sqlite:${path('data/old.sqlite')}`;
      const target = databaseUrl(folder());
      expect(cli(['analyze', path('auth.log')], source).status).toBe(0);
      const copied = cli(['migrate-store', source], target);
      expect(copied).toMatchObject({ status: 0, stdout: expect.stringContaining('log_entries: 51 rows') });
      const ids = 'SELECT id FROM alerts ORDER BY id';
      expect(await storedDigest(target, [ids])).toBe(await storedDigest(source, [ids]));
      appendFileSync(
        path('auth.log'),
        bruteForce(10, { second: 31 })
          .map((line) => `${line}\n`)
          .join(''),
      );
      for (const url of [source, target]) expect(cli(['analyze', path('auth.log')], url).status).toBe(0);
      const figures = 'SELECT id, attempts, last_seen FROM alerts ORDER BY id';
      expect(await storedDigest(target, [figures])).toBe(await storedDigest(source, [figures]));
      expect(cli(['migrate-store', source], target)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('not empty'),
      });
    });
  });
});
