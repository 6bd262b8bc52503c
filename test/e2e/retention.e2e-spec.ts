import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Fault } from '../../src/faults/fault.entity.js';
import { RetentionService } from '../../src/retention/retention.service.js';
import { HttpStandIn } from '../channels/http-stand-in.js';
import { acceptedPassword, bruteForce, failedPassword } from '../factories/log-lines.js';
import { expectExactRollups } from '../support/rollups.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const DAY = 24 * 3600;
/** The second 0 of the lines that are made. */
const BASE = Date.UTC(2026, 10, 20, 9);
/** A quiet log: without a gap of over a day, one stream of time goes through all of it. */
const quietDays = (from: number, to: number): string[] =>
  Array.from({ length: Math.ceil(((to - from) * 24) / 20) }, (_, n) =>
    failedPassword({ second: from * DAY + n * 20 * 3600, address: '192.0.2.1' }),
  );
const daysAgo = (days: number): number => Math.round((Date.now() - BASE) / 1000) - days * DAY;

const NO_ALERT = 'alert_id NOT IN (SELECT id FROM alerts)';
const NO_INCIDENT = 'incident NOT IN (SELECT incident FROM alerts)';

/** Tables of what belongs to alerts, and which of their rows belong to none. */
const OF_ALERTS = [
  ['alert_addresses', NO_ALERT],
  ['alert_changes', NO_ALERT],
  ['told_alerts', NO_ALERT],
  ['notified_alerts', NO_ALERT],
  ['notifications', 'id NOT IN (SELECT notification_id FROM notified_alerts)'],
  ['incidents', NO_INCIDENT.replace('incident', 'id')],
  ['incident_names', NO_INCIDENT],
  ['incident_spans', NO_INCIDENT],
  ['told_incidents', 'incident_id NOT IN (SELECT alert_id FROM incident_names)'],
] as const;

const login = (second: number, user: string, n: number): string =>
  acceptedPassword({ second, user, address: `198.51.100.${n}` });

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
  const database = (): DataSource => service.app.get(DataSource);
  const countOf = async (table: string, condition = 'TRUE'): Promise<number> => {
    const [row] = await database().query<{ n: number | string }[]>(
      `SELECT COUNT(*) AS n FROM ${table} WHERE ${condition}`,
    );
    return Number(row!.n);
  };
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
    await append(...quietDays(1, 8), ...bruteForce(12, { second: 8 * DAY, address: '203.0.113.8' }));
    await round();
    expect(await ids()).toEqual(Array.from({ length: 19 }, (_, n) => 33 + n));
    const { headers, body } = await service.http.get('/logs?skip=17&limit=5').expect(200);
    expect(headers['x-total-count']).toBe('19');
    expect(body).toMatchObject([{ id: 50 }, { id: 51 }]);
    expect((await addresses()).sort()).toEqual(['203.0.113.7', '203.0.113.8']);
    await service.stop();
    service = await startService(folder(), { RETENTION_DAYS: '7' }, () => now);
    await append(...bruteForce(12, { second: 8 * DAY + 60, address: '203.0.113.8' }));
    const [alert] = (await service.http.get('/alerts?ip_address=203.0.113.8&rule=ssh_brute_force')).body;
    expect(alert).toMatchObject({ attempts: 24 });
    await expectExactRollups(database(), true);
  });

  it('removes sessions with the last of their entries', async () => {
    service = await startService(folder(), { RETENTION_DAYS: '7' }, () => now);
    const left = `${new Date(BASE + 60_000).toISOString()} web-1 sshd[9]: Disconnected from user old 198.51.100.1 port 40022`;
    await append(login(0, 'old', 1), left, login(120, 'open', 2), ...quietDays(1, 12), login(12 * DAY, 'new', 3));
    const names = async (): Promise<string[]> =>
      ((await service.http.get('/sessions?sort=started_at').expect(200)).body as { username: string }[]).map(
        ({ username }) => username,
      );
    expect(await names()).toEqual(['old', 'open', 'new']);
    now = BASE + 13 * DAY * 1000;
    await round();
    expect(await names()).toEqual(['new']);
    expect(await countOf('session_events', 'session_id NOT IN (SELECT id FROM sessions)')).toBe(0);
    expect(await countOf('session_events')).toBe(1);
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
    await append(...quietDays(1, 19), ...bruteForce(30, { second: 19 * DAY, address: '203.0.113.8' }));
    await service.notified();
    await round();
    expect(await addresses()).toEqual(['203.0.113.8']);
    await service.http.get(`/alerts/${old!.id}`).expect(404);
    expect(await ids()).toHaveLength(60 + quietDays(1, 19).length);
    await round();
    expect(await addresses()).toEqual(['203.0.113.8']);
  });

  it('is held up by no line of the far future', async () => {
    const settings = { RETENTION_DAYS: '7', ALERT_RETENTION_DAYS: '7' };
    service = await startService(folder(), settings, () => now);
    const ahead = bruteForce(12, { address: '203.0.113.9' }).map((line) => line.replace(/^\d{4}/, '9998'));
    await append(...ahead, ...bruteForce(30));
    await round();
    expect(await ids()).toHaveLength(42);
    for (let day = 1; day <= 9; day++) {
      now += DAY * 1000;
      await append(failedPassword({ second: day * DAY }));
      await round();
    }
    // What is left was received within seven days, and what the marks, of which there is one a day, do not tell from it.
    expect((await ids()).at(0)).toBeGreaterThan(42);
    expect(await addresses()).toEqual([]);
    const marks = await database().query<unknown[]>('SELECT at FROM received_marks');
    expect(marks.length).toBeLessThanOrEqual(9);
  });

  it('keeps an alert until people have been notified of it, within bounds, and says what it gave up', async () => {
    const hook = await HttpStandIn.start();
    const settings = {
      ALERT_RETENTION_DAYS: '7',
      WEBHOOK_URL: `http://127.0.0.1:${hook.port}/`,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      NOTIFY_MIN_SEVERITY: 'informational',
    };
    now += 30 * DAY * 1000;
    service = await startService(folder(), settings, () => now);
    // A log of long ago goes into a digest.
    await append(
      ...bruteForce(30),
      ...quietDays(1, 29),
      ...bruteForce(30, { second: 29 * DAY, address: '203.0.113.8' }),
    );
    await service.notified();
    await round();
    expect((await addresses()).sort()).toEqual(['203.0.113.7', '203.0.113.8']);
    await hook.stop();
    // The channel is no more: what waits for it is given up after a month.
    await service.stop();
    service = await startService(folder(), { ALERT_RETENTION_DAYS: '7' }, () => now);
    now += 30 * DAY * 1000;
    await append(...quietDays(30, 60), ...bruteForce(12, { second: 60 * DAY, address: '203.0.113.10' }));
    await service.notified();
    await round();
    expect((await addresses()).sort()).toEqual(['203.0.113.10', '203.0.113.7', '203.0.113.8']);
    now += 2 * DAY * 1000;
    await round();
    expect(await addresses()).toEqual(['203.0.113.10']);
  });

  it('leaves nothing that refers to an alert which is gone', async () => {
    const hook = await HttpStandIn.start();
    const settings = {
      ALERT_RETENTION_DAYS: '7',
      WEBHOOK_URL: `http://127.0.0.1:${hook.port}/`,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      NOTIFY_MIN_SEVERITY: 'informational',
      NOTIFY_MAX_AGE_HOURS: '240',
    };
    service = await startService(folder(), settings, () => now);
    const spread = Array.from({ length: 30 }, (_, n) =>
      bruteForce(2, { second: n * 4, address: `198.51.100.${n}`, user: 'root' }),
    );
    await append(...bruteForce(30), ...spread.flat());
    await service.http.post('/channels/webhook/test').expect(202);
    await service.notified();
    for (const table of OF_ALERTS.map(([name]) => name)) expect([table, await countOf(table)]).not.toEqual([table, 0]);
    const fault = { kind: 'alert', reason: 'x', since: 0, tries: 1, nextTryAt: 0, payload: null } as const;
    const [gone] = await database().query<{ id: string }[]>('SELECT id FROM alerts ORDER BY last_seen LIMIT 1');
    await database()
      .getRepository(Fault)
      .save({ ...fault, subject: gone!.id });
    now += 20 * DAY * 1000;
    await append(...quietDays(1, 19), ...bruteForce(30, { second: 19 * DAY, address: '203.0.113.8' }));
    await service.notified();
    await round();
    expect(new Set(await addresses())).toEqual(new Set(['203.0.113.8']));
    for (const [table, condition] of OF_ALERTS) expect([table, await countOf(table, condition)]).toEqual([table, 0]);
    expect(await countOf('faults')).toBe(0);
    await hook.stop();
  });

  it('is done by the service itself, from its start on, in a thread of its own on SQLite', async () => {
    service = await startService(folder(), {}, () => Date.now());
    const since = daysAgo(100) / DAY;
    await append(...bruteForce(1500, { second: daysAgo(100) }), ...quietDays(since + 0.5, since + 99));
    // Of two on one database, one removes.
    await service.stop();
    const compiled = await ServiceProcess.start(folder(), { RETENTION_DAYS: '7' });
    try {
      await compiled.says(/Removed 16\d\d log entries/);
      const [first] = await compiled.get<{ timestamp: string }[]>('/logs');
      expect(Date.parse(first!.timestamp)).toBeGreaterThan(Date.now() - 7 * DAY * 1000);
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
