import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedPassword, bruteForce, timeOf } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

/** What a client of the first version relies on: three routes, `skip` and `limit`, arrays of objects. */
describe('a client of the first version', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    const lines = [...bruteForce(150, { address: '203.0.113.7' }), acceptedPassword({ second: 500 })];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
  });

  afterAll(() => service.stop());

  const get = async (path: string) => (await service.http.get(path).expect(200).expect('Content-Type', /json/)).body;

  it('is welcomed', async () => {
    expect(await get('/')).toMatchObject({ message: 'Log Analyzer and Alerting System' });
  });

  it.each(['/logs', '/logs/'])('gets the first hundred entries of %s, in the order of storing', async (path) => {
    const entries = await get(path);
    expect(entries.map((entry: { id: number }) => entry.id)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    expect(entries[0]).toEqual({
      id: 1,
      timestamp: timeOf(0),
      time_basis: 'exact',
      log_type: 'ssh_failed_login',
      host: 'web-1',
      program: 'sshd',
      pid: expect.any(Number),
      ip_address: '203.0.113.7',
      source_host: null,
      port: 52814,
      username: 'oracle',
      valid_user: true,
      method: 'password',
      service: null,
      target_user: null,
      command: null,
      tty: null,
      working_directory: null,
      attempts: 1,
      details: null,
      allowlisted: false,
      source: join(folder(), 'auth.log'),
      raw_log: expect.stringMatching(/Failed password for oracle from 203\.0\.113\.7 port 52814 ssh2$/),
      category: 'login_failed',
    });
  });

  it.each([
    ['/logs/?skip=0&limit=10', 1, 10],
    ['/logs?skip=100&limit=10', 101, 10],
    ['/logs?skip=145', 146, 6],
    ['/logs?skip=151', 152, 0],
    ['/logs?skip=9007199254740991', 0, 0],
    ['/logs?limit=1', 1, 1],
  ])('pages by %s', async (path, first, count) => {
    const ids = (await get(path)).map((entry: { id: number }) => entry.id);
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => first + index));
  });

  it('is told how many there are, and where the other pages are', async () => {
    const { headers } = await service.http.get('/logs?limit=100').expect(200);
    expect(headers['x-total-count']).toBe('151');
    expect(headers['link']).toBe(
      '</logs?limit=100&skip=0>; rel="first", </logs?limit=100&skip=100>; rel="next", ' +
        '</logs?limit=100&skip=100>; rel="last"',
    );
  });

  it.each(['/alerts', '/alerts/', '/alerts?skip=0&limit=100'])(
    'gets the alerts of %s, most recent first',
    async (path) => {
      const alerts = await get(path);
      const moments = alerts.map((alert: { timestamp: string }) => alert.timestamp);
      expect(moments).toEqual(moments.toSorted().toReversed());
      const bruteForced = alerts.find(({ rule }: { rule: string }) => rule === 'ssh_brute_force');
      expect(bruteForced).toMatchObject({
        timestamp: timeOf(9),
        reason: 'SSH brute force',
        ip_address: '203.0.113.7',
        details: { events: 150 },
        attempts: 150,
        status: 'open',
      });
      expect((await service.http.get(path)).headers['x-total-count']).toBe(String(alerts.length));
      expect(await get('/alerts?skip=1')).toEqual(alerts.slice(1));
    },
  );

  it('is answered in JSON whatever it says it likes, as long as it takes anything', async () => {
    for (const accept of ['*/*', 'application/*', 'text/html,application/xhtml+xml,*/*;q=0.8', 'application/json']) {
      await service.http
        .get('/logs')
        .set('Accept', accept)
        .expect(200)
        .expect('Content-Type', /^application\/json/);
    }
  });
});
