import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('the lists', () => {
  const folder = temporaryFolder();
  let service: RunningService;

  beforeEach(async () => {
    const lines = [
      ...bruteForce(12, { address: '203.0.113.7' }),
      acceptedPassword({ second: 60 }),
      ...bruteForce(10, { second: 100, address: '2001:db8::1', user: 'admin' }),
    ];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
  });

  afterEach(() => service.stop());

  it('answers log entries in the order of storing', async () => {
    const response = await service.http.get('/logs/?skip=0&limit=10').expect(200).expect('Content-Type', /json/);
    expect(response.body).toHaveLength(10);
    expect(response.body[0]).toMatchObject({
      id: 1,
      timestamp: timeOf(0),
      log_type: 'ssh_failed_login',
      username: 'oracle',
      ip_address: '203.0.113.7',
      raw_log: expect.stringContaining('Failed password for oracle from 203.0.113.7'),
    });
    expect(response.body.map((entry: { id: number }) => entry.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(response.headers['x-total-count']).toBe('23');
  });

  it('answers the log entries that an alert names', async () => {
    const [alert] = (await service.http.get('/alerts').expect(200)).body;
    const { first_entries: first, last_entries: last } = alert.details;
    expect(first).toHaveLength(5);
    expect(last).toHaveLength(5);
    const { body } = await service.http.get(`/logs/${last.at(-1)}`).expect(200);
    expect(body).toMatchObject({ id: last.at(-1), ip_address: alert.ip_address, timestamp: alert.last_seen });
    expect((await service.http.get('/logs/99').expect(404)).body.code).toBe('LOG_ENTRY_NOT_FOUND');
    expect((await service.http.get('/logs/x').expect(400)).body.code).toBe('REQUEST_INVALID');
  });

  it('answers alerts, most recent first', async () => {
    const { body } = await service.http.get('/alerts/?skip=0&limit=10').expect(200);
    expect(body).toMatchObject([
      {
        timestamp: timeOf(109),
        reason: 'SSH brute force',
        rule: 'ssh_brute_force',
        ip_address: '2001:db8::1',
        details: { events: 10, username_count: 1, usernames: [{ username: 'admin', attempts: 10 }] },
        first_seen: timeOf(100),
        fired_at: timeOf(109),
        last_seen: timeOf(109),
        ended_at: timeOf(109 + 300),
        attempts: 10,
        severity: 'high',
        status: 'open',
      },
      { ip_address: '203.0.113.7', attempts: 12, fired_at: timeOf(9) },
    ]);
    expect(body[0].id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('answers the same with and without the trailing slash, and the first 100 unless asked otherwise', async () => {
    const plain = await service.http.get('/logs').expect(200);
    const slash = await service.http.get('/logs/?skip=0&limit=100').expect(200);
    expect(plain.body).toEqual(slash.body);
  });

  it('links the pages of a list', async () => {
    const { headers, body } = await service.http.get('/logs?skip=10&limit=5');
    expect(body[0].id).toBe(11);
    expect(headers['link']).toBe(
      '</logs?skip=0&limit=5>; rel="first", </logs?skip=5&limit=5>; rel="prev", ' +
        '</logs?skip=15&limit=5>; rel="next", </logs?skip=20&limit=5>; rel="last"',
    );
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=abc',
    'limit=',
    'limit=1001',
    'limit=1.5',
    'limit=0x10',
    'limit=1e3',
    'limit=+5',
    'limit=1&limit=2',
    'skip=-1',
    'skip=99999999999999999999',
    'skip=NaN',
    'unknown=1',
  ])('refuses %s with a problem document', async (query) => {
    for (const list of ['/logs', '/alerts']) {
      const { body } = await service.http
        .get(`${list}?${query}`)
        .expect(400)
        .expect('Content-Type', /^application\/problem\+json/);
      expect(body).toMatchObject({ status: 400, title: 'Bad Request', code: 'REQUEST_INVALID', instance: list });
      expect(body.errors[0].pointer).toBe(query.split('=')[0]);
    }
  });

  it('answers an unknown path with a problem document', async () => {
    const { body } = await service.http
      .get('/nowhere')
      .expect(404)
      .expect('Content-Type', /problem\+json/);
    expect(body).toMatchObject({ status: 404, code: 'NOT_FOUND', instance: '/nowhere' });
  });

  it('answers for this machine only, so that no web page can reach it under a name of its own', async () => {
    for (const host of ['evil.example', 'evil.example:8000', '127.0.0.1.evil.example', 'localhost.evil.example', '']) {
      const { body } = await service.http
        .get('/alerts')
        .set('Host', host)
        .expect(421)
        .expect('Content-Type', /problem\+json/);
      expect(body).toMatchObject({ status: 421, code: 'HOST_NOT_ALLOWED' });
    }
    for (const host of ['localhost', 'localhost:8000', '127.0.0.1:8000', '[::1]:8000']) {
      await service.http.get('/alerts').set('Host', host).expect(200);
    }
  });

  it('answers for the name that a proxy passes on, where it is allowed', async () => {
    await service.stop();
    service = await startService(folder(), { ALLOWED_HOSTS: 'logs.example.org' });
    await service.http.get('/alerts').set('Host', 'logs.example.org').expect(200);
    await service.http.get('/alerts').set('Host', 'evil.example').expect(421);
  });

  it('welcomes, tells its health and documents itself', async () => {
    expect((await service.http.get('/').expect(200)).body.links).toMatchObject({ alerts: '/alerts', docs: '/docs' });
    expect((await service.http.get('/health').expect(200)).body).toMatchObject({ status: 'ok' });
    expect((await service.http.get('/openapi.json').expect(200)).body.openapi).toBe('3.1.0');
    await service.http.get('/docs/').expect(200).expect('Content-Type', /html/);
  });

  it('tells what became of the lines of each source', async () => {
    const lines = [
      'Nov 20 09:00:00 web-1 postfix[1]: (root) CMD (true)',
      '2026-11-20T09:00:00Z web-1 sshd[5]: Server listening on 0.0.0.0 port 22.',
      '2026-11-20T09:00:01Z web-1 sshd[5]: a message of 2030 from 203.0.113.9',
      '2026-11-20T09:00:02Z web-1 sshd[5]: a message of 2031 from 203.0.113.10',
    ];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`, { flag: 'a' });
    await service.scan();
    expect((await service.http.get('/coverage').expect(200)).body).toMatchObject([
      {
        source: join(folder(), 'auth.log'),
        lines_read: 27,
        ssh_lines: 26,
        understood: 23,
        ignored: 1,
        not_understood: 2,
        shapes: [{ program: 'sshd', count: 2, first_seen: timeOf(1), last_seen: timeOf(2) }],
        shapes_overflow: 0,
      },
    ]);
  });

  it('shows attacker text as data', async () => {
    const name = '<script>alert(1)</script>\u202e"';
    writeFileSync(join(folder(), 'auth.log'), `${failedPassword({ second: 200, user: name })}\n`, { flag: 'a' });
    await service.scan();
    const { body } = await service.http.get('/logs?skip=23');
    expect(body[0].username).toBe(name);
  });
});
