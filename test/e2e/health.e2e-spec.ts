import { DataSource } from 'typeorm';
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
