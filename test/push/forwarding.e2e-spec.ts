import { appendFileSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generateLoadLog } from '../../bench/generate-load-log.js';
import { seededRandom } from '../../bench/seeded-random.js';
import { bruteForce } from '../factories/log-lines.js';
import { expectOneAttack } from '../support/one-attack.js';
import { ServiceProcess } from '../support/service-process.js';
import { storedDigest, storedNumber } from '../support/stored-rows.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { databaseUrl, itOn } from '../support/test-database.js';

/** `npm run soak -- forward` kills 30 times. */
const KILLS = Number(process.env['SOAK_FORWARD_KILLS'] ?? 1);
const SEED = Number(process.env['SOAK_SEED'] ?? 1);
const LINES = 15_000 * KILLS;

/** What is stored, all columns of it. */
const STORED = ['SELECT * FROM log_entries ORDER BY id', 'SELECT * FROM alerts ORDER BY id'];
const WAITING = 'SELECT COUNT(*) FROM ingest_batches WHERE content IS NOT NULL';

interface SourceView {
  path: string;
  state: string;
  lag_bytes: number | null;
  error: { code: string; detail: string } | null;
}

describe('a log that its instance hands on', () => {
  const folder = temporaryFolder();
  const running: ServiceProcess[] = [];

  afterEach(async () => {
    for (const service of running.splice(0)) await service.stop('SIGKILL');
  });

  const start = async (name: string, LOG_FILES: string, database = name): Promise<ServiceProcess> => {
    mkdirSync(join(folder(), name), { recursive: true });
    const DATABASE_URL = databaseUrl(folder(), database);
    const service = await ServiceProcess.start(join(folder(), name), { LOG_FILES, DATABASE_URL });
    running.push(service);
    return service;
  };

  it('is stored as if it had been read by the one that detects, ids included, through rotation and kill -9', async () => {
    const random = seededRandom(SEED);
    const whole = join(folder(), 'whole.log');
    generateLoadLog(whole, { lines: LINES, addresses: 20 });
    const lines = readFileSync(whole, 'utf8').split('\n').slice(0, -1);
    const reader = await start('read', whole);
    await reader.until<SourceView[]>('/sources', ([source]) => source?.lag_bytes === 0);
    expect(await reader.stop()).toBe(0);

    const log = join(folder(), 'auth.log');
    const step = Math.ceil(lines.length / (KILLS + 1));
    for (let part = 0; part <= KILLS; part++) {
      const piece = lines.slice(part * step, (part + 1) * step).map((line) => `${line}\n`);
      // The last line of a part ends in the next one, where the file has another name by then.
      appendFileSync(log, piece.join('').slice(0, -20));
      const service = await start('forward', `${log};sender=web-1`);
      if (part < KILLS) {
        await pause(100 + random() * 600);
        await service.stop('SIGKILL');
      }
      appendFileSync(log, piece.join('').slice(-20));
      if (part % 2 === 0 && part < KILLS) renameSync(log, `${log}.${KILLS - part}`);
    }
    const database = databaseUrl(folder(), 'forward');
    const stored = async (): Promise<number> => storedNumber(database, 'SELECT COUNT(*) FROM log_entries');
    const expected = await storedNumber(databaseUrl(folder(), 'read'), 'SELECT COUNT(*) FROM log_entries');
    while ((await stored()) < expected || (await storedNumber(database, WAITING)) > 0) await pause(50);
    expect(await running.at(-1)!.stop()).toBe(0);
    expect(await storedNumber(database, 'SELECT COUNT(*) FROM alerts')).toBeGreaterThan(3);
    expect(await storedDigest(database, STORED)).toBe(await storedDigest(databaseUrl(folder(), 'read'), STORED));
  }, 3_600_000);

  // What follows is the same on every engine; the transaction behind it is tested above.
  itOn('sqlite')('is read in its own zone and of its own year', async () => {
    const log = join(folder(), 'auth.log');
    writeFileSync(log, 'Dec 30 10:00:00 web-1 sshd[7]: Failed password for root from 203.0.113.9 port 5 ssh2\n');
    const quiet = Date.UTC(2024, 11, 31) / 1000;
    utimesSync(log, quiet, quiet);
    const service = await start('zone', `${log};zone=Asia/Kolkata;sender=web-1`);
    const entries = await service.until<{ timestamp: string }[]>('/logs', ({ length }) => length === 1);
    expect(entries).toMatchObject([{ timestamp: '2024-12-30T04:30:00.000Z', source: 'push:web-1' }]);
  });

  itOn('sqlite')('goes on where it was when it is given a sender, and when that is taken away', async () => {
    const log = join(folder(), 'auth.log');
    const attack = bruteForce(27, { address: '203.0.113.7' });
    const lines = (from: number, to: number): string =>
      attack
        .slice(from, to)
        .map((line) => `${line}\n`)
        .join('');
    writeFileSync(log, lines(0, 9));
    for (const [to, LOG_FILES] of [
      [9, log],
      [18, `${log};sender=web-1`],
      [24, log],
      [27, `${log};sender=web-1`],
    ] as const) {
      if (to > 9) appendFileSync(log, lines(to === 18 ? 9 : to === 24 ? 18 : 24, to));
      const service = await start('changing', LOG_FILES);
      await service.until<unknown[]>('/logs?limit=100', ({ length }) => length >= to);
      // Whatever would be read twice has been by now.
      await service.until<SourceView[]>('/sources', (sources) => sources.every(({ lag_bytes: lag }) => lag === 0));
      await pause(1_200);
      expect(await service.get<unknown[]>('/logs?limit=100')).toHaveLength(to);
      expect(await service.stop()).toBe(0);
    }
  });

  itOn('sqlite')('says at every instance what keeps it from being read', async () => {
    const log = join(folder(), 'missing.log');
    const service = await start('missing', `${log};sender=web-1`);
    const isTold = ([source]: SourceView[]): boolean => source?.error !== null && source !== undefined;
    const [source] = await service.until<SourceView[]>('/sources', isTold);
    expect(source).toMatchObject({ path: 'push:web-1', state: 'waiting', error: { code: 'ENOENT' } });
    expect(source!.error!.detail).toContain(log);
    await service.says(`${log} does not exist yet`);
    writeFileSync(log, `${bruteForce(12, { address: '203.0.113.7' }).join('\n')}\n`);
    await service.until<unknown[]>('/alerts?rule=ssh_brute_force', ({ length }) => length === 1);
    await service.until<SourceView[]>('/sources', ([mended]) => mended?.error === null);
    await service.says('is handed on again');
  });

  itOn('postgres')('adds up to one alert with those of other instances, whichever of them detects', async () => {
    const logs = [0, 1, 2].map((host) => join(folder(), `web-${host}.log`));
    for (const log of logs) writeFileSync(log, '');
    const services = await Promise.all(
      logs.map((log, host) => start(`host-${host}`, `${log};sender=web-${host}`, 'shared')),
    );
    const attack = bruteForce(12, { address: '203.0.113.7' });
    attack.forEach((line, n) => appendFileSync(logs[n % 3]!, `${line}\n`));
    for (const service of services) {
      await expectOneAttack(service, { ip_address: '203.0.113.7', attempts: 12 });
      const sources = await service.get<SourceView[]>('/sources');
      expect(sources.map(({ path }) => path)).toEqual(['push:web-0', 'push:web-1', 'push:web-2']);
    }
  });

  itOn('postgres')('counts once where several instances hand it on under one name', async () => {
    const log = join(folder(), 'auth.log');
    writeFileSync(log, '');
    const services = await Promise.all(['a', 'b'].map((name) => start(name, `${log};sender=web-1`, 'shared')));
    const attacks = Array.from({ length: 40 }, (_, n) => bruteForce(12, { address: `203.0.113.${n + 1}`, second: n }));
    for (const attack of attacks) {
      appendFileSync(log, attack.map((line) => `${line}\n`).join(''));
      await pause(20);
    }
    const database = databaseUrl(folder(), 'shared');
    const entries = 'SELECT COUNT(*) FROM log_entries';
    while ((await storedNumber(database, entries)) < 480) await pause(50);
    for (const service of services) expect(await service.stop()).toBe(0);
    expect(await storedNumber(database, entries)).toBe(480);
  });
});
