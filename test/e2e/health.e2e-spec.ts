import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { setAside } from '../../src/faults/set-aside.js';
import { LogEntry } from '../../src/logs/entries/log-entry.entity.js';
import { failing } from '../support/failing-statement.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOUR = 3_600_000;

describe('the health of the service', () => {
  const folder = temporaryFolder();
  let now: number;
  let service: RunningService;

  beforeEach(async () => {
    now = NOW;
    // Scans come every hour, and only when the test asks for them.
    service = await startService(folder(), { BUILD_COMMIT: 'c0ffee' }, () => now);
  });

  afterEach(() => service.stop());

  const database = () => service.app.get(DataSource);
  const statuses = async () => {
    const paths = ['/health', '/health/live', '/health/ready'];
    return Promise.all(paths.map(async (path) => (await service.http.get(path)).status));
  };

  it('is told to supervisors, and never kept by caches', async () => {
    const { body, headers } = await service.http.get('/health/ready').expect(200);
    const details = { database: { status: 'up' }, migrations: { status: 'up' }, scan: { status: 'up' } };
    expect(body).toMatchObject({ status: 'ok', details });
    expect(headers['cache-control']).toContain('no-store');
    expect(await statuses()).toEqual([200, 200, 200]);
  });

  it('is not ready while scanning stands still', async () => {
    now += 3 * HOUR + 1;
    expect(await statuses()).toEqual([200, 200, 503]);
    const { body } = await service.http.get('/health/ready').expect('Content-Type', /problem\+json/);
    expect(body).toMatchObject({
      code: 'NOT_HEALTHY',
      detail: 'The service cannot do its work: scan.',
      errors: [
        { pointer: 'scan', detail: `No scan has ended or stored anything since ${new Date(NOW).toISOString()}.` },
      ],
    });
    await service.scan();
    expect(await statuses()).toEqual([200, 200, 200]);
  });

  it('is not ready while something of the intake has been set aside for a minute, until it is given up', async () => {
    const { manager } = database();
    await setAside(manager, { kind: 'rule', subject: 'ssh_brute_force', error: new Error('It broke.') }, now);
    await setAside(manager, { kind: 'channel', subject: 'mail', error: 'Nobody is told.' }, now);
    now += 59_000;
    expect(await statuses()).toEqual([200, 200, 200]);
    now += 1_000;
    expect(await statuses()).toEqual([200, 200, 503]);
    const since = new Date(NOW).toISOString();
    const { body } = await service.http.get('/health/ready');
    const detail = `Set aside since ${since}: rule; GET /faults says what, and why.`;
    expect(body.errors).toEqual([{ pointer: 'intake', detail }]);
    const { body: list } = await service.http.get('/faults').expect(200);
    expect(list).toMatchObject({
      total: 2,
      faults: [{ kind: 'rule', subject: 'ssh_brute_force', reason: 'It broke.', since, tries: 1 }, { kind: 'channel' }],
    });
    await service.http.delete(`/faults/${list.faults[0].id}`).expect(204);
    expect(await statuses()).toEqual([200, 200, 200]);
  });

  it('is not ready when every scan has failed for a minute', async () => {
    const { manager } = database();
    const mend = await failing(database(), 'UPDATE', 'ingestion_head', '1 = 1');
    appendFileSync(
      join(folder(), 'auth.log'),
      'Nov 20 09:00:00 web-1 sshd[1]: Failed password for root from 203.0.113.7 port 5 ssh2\n',
    );
    await service.scan();
    expect(await statuses()).toEqual([200, 200, 200]);
    now += 61_000;
    await service.scan();
    expect(await statuses()).toEqual([200, 200, 503]);
    const { body } = await service.http.get('/health/ready');
    expect(body.errors).toEqual([
      { pointer: 'scan', detail: `Every scan has failed since ${new Date(NOW).toISOString()}; GET /sources says why.` },
    ]);
    await mend();
    await service.scan();
    expect(await statuses()).toEqual([200, 200, 200]);
    expect(await manager.count(LogEntry)).toBe(1);
  });

  it('is not ready while the schema is older than the program', async () => {
    await database().query('DELETE FROM migrations WHERE id = (SELECT MAX(id) FROM migrations)');
    const { body } = await service.http.get('/health/ready').expect(503);
    expect(body.errors).toEqual([
      { pointer: 'migrations', detail: expect.stringMatching(/^The schema lacks \w+\d{13}\.$/) },
    ]);
  });

  it('lives on without a database', async () => {
    await database().destroy();
    expect(await statuses()).toEqual([503, 200, 503]);
    const { body } = await service.http.get('/health/ready');
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['database', 'migrations']);
    await database().initialize();
  });

  it('goes with the version, which says nothing of the machine', async () => {
    expect((await service.http.get('/version').expect(200)).body).toEqual({
      version: '0.1.0',
      commit: 'c0ffee',
      node: process.version,
      started_at: new Date(NOW).toISOString(),
    });
  });
});
