import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { RetentionService } from '../../src/retention/retention.service.js';
import { bruteForce, failedPassword } from '../factories/log-lines.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const DAY = 24 * 3600;
/** The second 0 of the lines that are made. */
const BASE = Date.UTC(2026, 10, 20, 9);
const daysAgo = (days: number): number => Math.round((Date.now() - BASE) / 1000) - days * DAY;

describe('retention', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let now = NOW;

  const append = async (...lines: string[]): Promise<void> => {
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    await service.scan();
  };
  const round = (): Promise<void> => service.app.get(RetentionService).round();
  const ids = async (): Promise<number[]> =>
    ((await service.http.get('/logs?limit=1000').expect(200)).body as { id: number }[]).map(({ id }) => id);
  const addresses = async (): Promise<string[]> =>
    ((await service.http.get('/alerts?rule=ssh_brute_force').expect(200)).body as { ip_address: string }[]).map(
      ({ ip_address }) => ip_address,
    );

  afterEach(async () => {
    now = NOW;
    await service.stop();
  });

  it('removes entries from the front, and nothing that is younger or still needed to detect', async () => {
    service = await startService(folder(), { RETENTION_DAYS: '7' }, () => now);
    await append(...bruteForce(30));
    now += 8 * DAY * 1000;
    await round();
    // The attack is the newest there is: should it go on, it is one with what comes.
    expect(await ids()).toHaveLength(30);
    await append(...bruteForce(12, { second: 8 * DAY, address: '203.0.113.8' }));
    await round();
    expect(await ids()).toEqual(Array.from({ length: 12 }, (_, n) => 31 + n));
    const { headers, body } = await service.http.get('/logs?skip=10&limit=5').expect(200);
    expect(headers['x-total-count']).toBe('12');
    expect(body).toMatchObject([{ id: 41 }, { id: 42 }]);
    expect((await addresses()).sort()).toEqual(['203.0.113.7', '203.0.113.8']);
    await service.stop();
    service = await startService(folder(), { RETENTION_DAYS: '7' }, () => now);
    await append(...bruteForce(12, { second: 8 * DAY + 60, address: '203.0.113.8' }));
    const [alert] = (await service.http.get('/alerts?ip_address=203.0.113.8&rule=ssh_brute_force')).body;
    expect(alert).toMatchObject({ attempts: 24 });
  });

  it('keeps an old entry that was stored late until those before it may go', async () => {
    service = await startService(folder(), { RETENTION_DAYS: '7' }, () => now);
    now += 8 * DAY * 1000;
    await append(
      failedPassword({ second: 8 * DAY }),
      failedPassword({ second: 0 }),
      failedPassword({ second: 9 * DAY }),
    );
    await round();
    expect(await ids()).toEqual([1, 2, 3]);
    now += 8 * DAY * 1000;
    await append(failedPassword({ second: 17 * DAY }));
    await round();
    expect(await ids()).toEqual([4]);
  });

  it('removes alerts by severity, with what is kept about them', async () => {
    service = await startService(folder(), { ALERT_RETENTION_DAYS: 'high=7,medium=7' }, () => now);
    await append(...bruteForce(30, { address: '203.0.113.7' }));
    const [old] = (await service.http.get('/alerts?rule=ssh_brute_force').expect(200)).body as { id: string }[];
    await service.http.patch(`/alerts/${old!.id}`).send({ status: 'acknowledged', note: 'seen' }).expect(200);
    now += 20 * DAY * 1000;
    await append(...bruteForce(30, { second: 19 * DAY, address: '203.0.113.8' }));
    await service.notified();
    await round();
    expect(await addresses()).toEqual(['203.0.113.8']);
    await service.http.get(`/alerts/${old!.id}`).expect(404);
    expect(await ids()).toHaveLength(60);
    await round();
    expect(await addresses()).toEqual(['203.0.113.8']);
  });

  it('is done by the service itself, from its start on, in a thread of its own on SQLite', async () => {
    service = await startService(folder(), {}, () => Date.now());
    await append(...bruteForce(1500, { second: daysAgo(100) }), failedPassword({ second: daysAgo(1) }));
    // Of two on one database, one removes.
    await service.stop();
    const compiled = await ServiceProcess.start(folder(), { RETENTION_DAYS: '7' });
    try {
      await compiled.says('Removed 1500 log entries');
      expect(await compiled.get<unknown[]>('/logs')).toMatchObject([{ id: 1501 }]);
    } finally {
      expect(await compiled.stop()).toBe(0);
    }
  });

  it('keeps everything where nobody has said otherwise', async () => {
    service = await startService(folder(), {}, () => now);
    await append(...bruteForce(30));
    now += 4000 * DAY * 1000;
    await append(...bruteForce(12, { second: 3999 * DAY }));
    await round();
    expect(await ids()).toHaveLength(42);
  });
});
