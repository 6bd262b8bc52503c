import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bruteForce, failedPassword } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { databaseUrl } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('the scan', () => {
  const folder = temporaryFolder();
  const log = () => join(folder(), 'auth.log');
  let service: RunningService;

  const append = (...lines: string[]) => appendFileSync(log(), lines.map((line) => `${line}\n`).join(''));
  const logs = async () => (await service.http.get('/logs?limit=1000')).body;
  const alerts = async () => (await service.http.get('/alerts?limit=1000')).body;

  afterEach(() => service.stop());

  it('takes appended lines once, and completes an alert with them', async () => {
    append(...bruteForce(9));
    service = await startService(folder());
    expect([await logs(), await alerts()]).toMatchObject([{ length: 9 }, { length: 0 }]);
    append(failedPassword({ second: 9 }));
    await service.scan();
    expect(await logs()).toHaveLength(10);
    expect(await alerts()).toMatchObject([{ attempts: 10 }]);
    await service.scan();
    expect(await logs()).toHaveLength(10);
  });

  it('takes a line when it is complete, not before', async () => {
    const line = failedPassword();
    writeFileSync(log(), line.slice(0, 40));
    service = await startService(folder());
    expect(await logs()).toEqual([]);
    appendFileSync(log(), `${line.slice(40)}\n`);
    await service.scan();
    expect(await logs()).toMatchObject([{ raw_log: line }]);
  });

  it('goes on after a restart, and extends the alert it had raised', async () => {
    append(...bruteForce(12));
    service = await startService(folder());
    const before = await alerts();
    await service.stop();
    service = await startService(folder());
    expect(await alerts()).toEqual(before);
    append(failedPassword({ second: 30 }));
    await service.scan();
    expect(await alerts()).toMatchObject([{ id: before[0].id, attempts: 13, fired_at: before[0].fired_at }]);
  });

  it('remembers attempts below the threshold through a restart', async () => {
    append(...bruteForce(6));
    service = await startService(folder());
    await service.stop();
    append(...bruteForce(4, { second: 20 }));
    service = await startService(folder());
    expect(await alerts()).toMatchObject([{ attempts: 10 }]);
  });

  it('waits for a log that does not exist yet', async () => {
    service = await startService(folder());
    await service.http.get('/health').expect(200);
    append(...bruteForce(10));
    await service.scan();
    expect(await alerts()).toHaveLength(1);
  });

  it('survives a directory in place of the log', async () => {
    mkdirSync(log());
    service = await startService(folder());
    rmSync(log(), { recursive: true });
    append(...bruteForce(10));
    await service.scan();
    expect(await alerts()).toHaveLength(1);
  });

  it('takes one scan at a time', async () => {
    append(...bruteForce(10));
    service = await startService(folder());
    append(...bruteForce(10, { second: 400, address: '203.0.113.8' }));
    await Promise.all([service.scan(), service.scan(), service.scan()]);
    expect(await logs()).toHaveLength(20);
  });

  it('shares a database with another process without storing anything twice', async () => {
    const analyze = async () => {
      const environment = { DATABASE_URL: databaseUrl(folder()), LOG_TIMEZONE: 'UTC' };
      const child = spawn(process.execPath, [resolve('dist/cli.js'), 'analyze', log()], {
        cwd: folder(),
        env: environment,
      });
      const [exitCode] = await once(child, 'exit');
      expect(exitCode).toBe(0);
    };
    append(...bruteForce(5));
    service = await startService(folder());
    for (let round = 1; round <= 3; round++) {
      append(...bruteForce(3, { second: round * 20 }));
      await Promise.all([service.scan(), analyze()]);
      append(...bruteForce(2, { second: round * 20 + 10 }));
      await Promise.all([analyze(), service.scan()]);
    }
    expect(await logs()).toHaveLength(20);
    expect(await alerts()).toMatchObject([{ attempts: 20 }]);
  });

  it('reads a log that becomes readable', async () => {
    append(...bruteForce(10));
    chmodSync(log(), 0o000);
    service = await startService(folder());
    chmodSync(log(), 0o644);
    await service.scan();
    expect(await alerts()).toHaveLength(1);
  });
});
