import { appendFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

describe('log sources', () => {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder(), name);
  let service: RunningService;

  const logs = async () => (await service.http.get('/logs?limit=1000')).body;
  const alerts = async () => (await service.http.get('/alerts?limit=1000')).body;
  const write = (name: string, lines: readonly string[]) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    appendFileSync(path(name), text(lines));
  };

  afterEach(() => service.stop());

  describe('as glob patterns', () => {
    it('are found, each with its rotated files, and when they appear later', async () => {
      write('web-1/auth.log', bruteForce(6, { second: 10 }));
      write('web-1/auth.log.1', bruteForce(6));
      service = await startService(folder(), { LOG_FILES: `${folder()}/*/auth.log*` });
      expect(await logs()).toHaveLength(12);
      expect(await alerts()).toMatchObject([{ attempts: 12, first_seen: timeOf(0) }]);
      write('web-2/auth.log', bruteForce(3, { address: '203.0.113.8' }));
      await service.scan();
      const entries = await logs();
      expect(entries).toHaveLength(15);
      expect(entries[14].source).toBe(path('web-2/auth.log'));
    });

    it('wait while nothing matches', async () => {
      service = await startService(folder(), { LOG_FILES: `${folder()}/*/auth.log` });
      write('web-1/auth.log', bruteForce(1));
      await service.scan();
      expect(await logs()).toHaveLength(1);
    });
  });

  it('have a zone and a host of their own', async () => {
    writeFileSync(path('auth.log'), 'Nov 20 09:00:00 sshd[5]: Failed password for root from 203.0.113.7 port 5 ssh2\n');
    service = await startService(folder(), { LOG_FILES: `${path('auth.log')};zone=Asia/Kolkata;host=web-9` });
    expect(await logs()).toMatchObject([{ timestamp: '2026-11-20T03:30:00.000Z', host: 'web-9' }]);
  });

  it('may be symbolic links, also to a file that is replaced', async () => {
    write('real.log', bruteForce(2));
    symlinkSync(path('real.log'), path('auth.log'));
    service = await startService(folder());
    renameSync(path('real.log'), path('old.log'));
    write('real.log', bruteForce(3, { second: 50 }));
    await service.scan();
    expect(await logs()).toHaveLength(5);
  });

  it('give the same alerts as one file, as rotated and compressed files, and line by line', async () => {
    const lines = [
      ...bruteForce(14),
      ...bruteForce(25, { second: 900, address: '203.0.113.9' }),
      ...bruteForce(4, { second: 940 }),
    ];
    write('auth.log', lines);
    service = await startService(folder());
    const whole = await alerts();
    expect(whole).toHaveLength(2);
    await service.stop();

    mkdirSync(path('rotated'));
    for (const [suffix, from, to] of [
      ['4.gz', 0, 5],
      ['3.gz', 5, 12],
      ['2.gz', 12, 20],
      ['1', 20, 30],
    ] as const) {
      const part = text(lines.slice(from, to));
      writeFileSync(path(`rotated/auth.log.${suffix}`), suffix === '1' ? part : gzipSync(part));
    }
    write('rotated/auth.log', lines.slice(30));
    service = await startService(path('rotated'));
    expect(await alerts()).toEqual(whole);
    await service.stop();

    write('live/auth.log', []);
    service = await startService(path('live'));
    for (const line of lines) {
      write('live/auth.log', [line]);
      await service.scan();
    }
    expect(await alerts()).toEqual(whole);
  });

  it('are taken once under two names', async () => {
    write('auth.log', bruteForce(9));
    symlinkSync(path('auth.log'), path('link.log'));
    const names = [path('auth.log'), path('link.log'), path('./auth.log')].join(',');
    service = await startService(folder(), { LOG_FILES: names });
    expect(await logs()).toHaveLength(9);
    expect(await alerts()).toEqual([]);
  });

  it('are taken once when a copy of them is named besides', async () => {
    const line = failedPassword();
    write('auth.log', [line]);
    write('auth.log.1', [line]);
    service = await startService(folder());
    expect(await logs()).toHaveLength(1);
  });
});
