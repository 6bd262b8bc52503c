import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { databaseUrl } from '../support/test-database.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';

const HOSTILE = [
  `root' OR '1'='1`,
  '../../etc/passwd',
  '<script>alert(1)</script>',
  'a%2Fb%00c',
  '\u202egnp.exe',
  'x","username":"root',
  '__proto__',
  'constructor',
  '😀'.repeat(20),
];

function listener(second: number, message: string): string {
  return `${timeOf(second)} web-1 sshd[1]: srclimit_penalise: ${message}`;
}

function banOf(second: number, message: string): string {
  return `${timeOf(second)} web-1 fail2ban.actions[7]: ${message}`;
}

describe('what is known of alerts, addresses and users', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    const lines = [
      ...bruteForce(12, { address: '203.0.113.7', user: 'root' }),
      acceptedPassword({ second: 20, address: '203.0.113.7', user: 'root' }),
      ...bruteForce(10, { second: 100, address: '2001:db8::1', user: 'admin' }),
      ...bruteForce(10, { second: 200, address: '192.168.1.5' }),
      ...bruteForce(10, { second: 300, address: '198.51.100.9' }),
      failedPassword({ second: 86_400, address: '203.0.113.7', user: 'admin' }),
      ...HOSTILE.map((user, index) => failedPassword({ second: 90_000 + index, address: '203.0.113.99', user })),
    ];
    lines.push(
      listener(400, 'ipv4: new 203.0.113.8/32 active penalty of 15.000 seconds for penalty: failed authentication'),
      listener(401, '203.0.113.8/32: activating ipv4 penalty of 900000.000 seconds for penalty: caused crash'),
      listener(
        402,
        'ipv4: new 203.0.113.8/32 deferred penalty of 5.000 seconds for penalty: connections without attempting authentication',
      ),
      listener(
        404,
        'ipv4: new 198.51.102.77/24 active penalty of 900000.000 seconds for penalty: failed authentication',
      ),
      `${timeOf(405)} web-1 sshd[1]: drop connection #0 from [198.51.104.7]:4 on [192.0.2.5]:22 penalty: failed authentication`,
      listener(403, 'ipv6: new 2001:db8:9::/64 active penalty of 10.000 seconds for penalty: failed authentication'),
    );
    lines.push(
      banOf(500, 'NOTICE  [sshd] Ban 198.51.105.7'),
      banOf(560, 'NOTICE  [sshd] Unban 198.51.105.7'),
      banOf(600, 'NOTICE  [recidive] Ban 198.51.105.7'),
      `${timeOf(700)} web-1 crowdsec[7]: (h/crowdsec) c/ssh-bf for 2/2 decisions : 4h ban on Range 198.51.105.0/24`,
    );
    lines.push(failedPassword({ second: 95_000, address: '192.0.2.99', user: 'ahead' }).replace(/^\d{4}/, '9998'));
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
  });

  afterAll(() => service.stop());

  const get = async (path: string) => (await service.http.get(path).expect(200)).body;

  it('takes the day that ends now, whatever time one source says', async () => {
    const day = await get('/stats/summary');
    expect(day.until).toBe(new Date(NOW + 1).toISOString());
    expect(Date.parse(day.newest_entry)).toBeLessThanOrEqual(NOW);
    const { since, until, entries } = await get('/stats/overview');
    expect([since, until, entries]).toEqual([day.since, day.until, day.entries]);
  });

  it('answers an alert with its evidence', async () => {
    const [alert] = await get('/alerts?ip_address=203.0.113.7&rule=ssh_brute_force');
    const { evidence, sessions, ...rest } = await get(`/alerts/${alert.id.toUpperCase()}`);
    expect(sessions).toMatchObject([{ username: 'root', login_entry: alert.login.entry_id }]);
    expect(rest).toEqual(alert);
    const named = [...alert.details.first_entries, ...alert.details.last_entries, alert.login.entry_id];
    expect(evidence.map(({ id }: { id: number }) => id)).toEqual([...new Set(named)].sort((a, b) => a - b));
    expect(evidence.at(-1)).toMatchObject({ log_type: 'ssh_accepted_login', ip_address: '203.0.113.7' });
    for (const id of ['0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11', 'x', '%00', "'"]) {
      expect((await service.http.get(`/alerts/${id}`).expect(404)).body.code).toBe('ALERT_NOT_FOUND');
    }
  });

  it('answers the dossier of an address', async () => {
    expect(await get('/ips/203.0.113.7')).toMatchObject({
      ip_address: '203.0.113.7',
      network: '203.0.113.0/24',
      allowlisted: false,
      first_seen: timeOf(0),
      last_seen: timeOf(86_400),
      attempts: 13,
      entries: 14,
      login_count: 1,
      logins: [{ username: 'root', timestamp: timeOf(20) }],
      days: [
        { value: '2026-11-20', attempts: 12, logins: 1 },
        { value: '2026-11-21', attempts: 1 },
      ],
      hosts: [{ value: 'web-1', entries: 14 }],
      username_count: 2,
      usernames: [
        { value: 'root', attempts: 12, first_seen: timeOf(0), last_seen: timeOf(20) },
        { value: 'admin', attempts: 1 },
      ],
      alerts: expect.arrayContaining([expect.objectContaining({ rule: 'ssh_brute_force', severity: 'critical' })]),
      examined: { since: null, complete: true },
    });
    expect(await get('/ips/2001:DB8:0::1')).toMatchObject({ ip_address: '2001:db8::1', network: '2001:db8::/64' });
    expect(await get('/ips/203.0.113.7?since=2026-11-21')).toMatchObject({ attempts: 1, first_seen: timeOf(0) });
    expect(await get('/ips/192.0.2.200')).toMatchObject({ attempts: 0, first_seen: null, alerts: [], days: [] });
  });

  it('tells what fail2ban and CrowdSec did about an address, the latest first', async () => {
    const { bans } = await get('/ips/198.51.105.7');
    expect(bans).toMatchObject([
      { by: 'crowdsec', reason: 'c/ssh-bf', host: 'web-1', network: '198.51.105.0/24', until: timeOf(700 + 14_400) },
      { by: 'fail2ban', reason: 'recidive', host: 'web-1', network: null, until: null, active: true },
      { by: 'fail2ban', reason: 'sshd', host: 'web-1', since: timeOf(500), until: timeOf(560), active: false },
    ]);
    expect((await get('/ips/198.51.105.9')).bans).toHaveLength(1);
    expect((await get('/ips/198.51.106.9')).bans).toEqual([]);
  });

  it('tells of an address, and of a network, that sshd itself refuses', async () => {
    expect((await get('/ips/203.0.113.7')).penalty).toBeNull();
    const until = new Date(Date.parse(timeOf(401)) + 900_000_000).toISOString();
    expect((await get('/ips/203.0.113.8')).penalty).toEqual({
      host: 'web-1',
      reason: 'caused crash',
      network: '203.0.113.8/32',
      until,
      active: true,
      last_dropped_at: null,
    });
    expect((await get('/ips/198.51.102.5')).penalty).toMatchObject({ network: '198.51.102.0/24', active: true });
    expect((await get('/ips/198.51.103.5')).penalty).toBeNull();
    expect((await get('/ips/198.51.104.7')).penalty).toEqual({
      host: 'web-1',
      reason: 'failed authentication',
      network: '198.51.104.7',
      until: null,
      active: false,
      last_dropped_at: timeOf(405),
    });
    expect((await get('/ips/2001:db8:9::7')).penalty).toMatchObject({ network: '2001:db8:9::/64', active: false });
    expect((await get('/ips/2001:db8:10::7')).penalty).toBeNull();
    expect((await get('/logs?log_type=ssh_penalty&ip_address=203.0.113.8'))[0].details).toEqual({
      reason: 'failed authentication',
      network: '203.0.113.8/32',
      until: new Date(Date.parse(timeOf(400)) + 15_000).toISOString(),
    });
  });

  it.each(['203.0.113.0%2F24', 'web-1', '203.0.113.7%00', '::1%25eth0', "'"])('refuses /ips/%s', async (ip) => {
    const { body } = await service.http.get(`/ips/${ip}`).expect(400);
    expect(body.errors).toEqual([{ pointer: 'ip', detail: 'ip must be one IPv4 or IPv6 address' }]);
  });

  it('answers the dossier of a user', async () => {
    expect(await get('/users/admin')).toMatchObject({
      username: 'admin',
      attempts: 11,
      login_count: 0,
      first_seen: timeOf(100),
      last_seen: timeOf(86_400),
      ip_address_count: 2,
      ip_addresses: [
        { value: '2001:db8::1', attempts: 10 },
        { value: '203.0.113.7', attempts: 1 },
      ],
      examined: { complete: true },
    });
    const { alerts } = await get('/users/root');
    expect(alerts.map(({ rule }: { rule: string }) => rule)).toContain('ssh_brute_force');
    expect(await get('/users/nobody')).toMatchObject({ attempts: 0, first_seen: null, alerts: [] });
  });

  it.each(HOSTILE)('takes the user name %j for a name and nothing else', async (name) => {
    const dossier = await get(`/users/${encodeURIComponent(name)}`);
    expect(dossier).toMatchObject({ username: name, attempts: 1, ip_address_count: 1, alerts: [] });
  });

  it('refuses a user name that no entry can have', async () => {
    await service.http.get('/users/a%00b').expect(400);
    await service.http.get(`/users/${'x'.repeat(1025)}`).expect(400);
    await service.http.get('/users/%ff').expect(400);
  });

  it('answers figures of the last day in the log', async () => {
    expect(await get('/stats/summary')).toMatchObject({
      since: '2026-11-20T12:00:00.001Z',
      until: '2026-11-21T12:00:00.001Z',
      stored_entries: 64,
      newest_entry: timeOf(90_008),
      entries: 10,
      attempts: 10,
      attacking_addresses: 2,
      attacked_usernames: 10,
      alerts: { total: expect.any(Number), complete: true },
      examined: { complete: true },
    });
    const { alerts } = await get('/stats/summary?since=2026-11-20');
    expect(alerts).toMatchObject({ login_succeeded: expect.any(Number), by_status: { acknowledged: 0, resolved: 0 } });
    expect(alerts.by_status.open).toBe(alerts.total);
  });

  it('answers a timeline without holes', async () => {
    const { parts } = await get('/stats/timeline?bucket=minute&since=2026-11-20T09:00:00Z&until=2026-11-20T09:06:00Z');
    expect(
      parts.map(({ start, attempts }: { start: string; attempts: number }) => [start.slice(14, 16), attempts]),
    ).toEqual([
      ['00', 12],
      ['01', 10],
      ['02', 0],
      ['03', 10],
      ['04', 0],
      ['05', 10],
    ]);
    expect((await get('/stats/timeline?bucket=day&since=2026-11-20&until=2026-11-22')).parts).toMatchObject([
      { start: '2026-11-20T00:00:00.000Z', attempts: 42, logins: 1 },
      { start: '2026-11-21T00:00:00.000Z', attempts: 10 },
    ]);
    const { body } = await service.http.get('/stats/timeline?bucket=minute&since=2020-01-01').expect(400);
    expect(body.errors[0].pointer).toBe('bucket');
  });

  it.each([
    ['ips', '203.0.113.7', 13],
    ['networks', '203.0.113.0/24', 22],
    ['users', 'oracle', 20],
    ['hosts', 'web-1', 52],
  ])('ranks %s', async (kind, value, attempts) => {
    const { top } = await get(`/stats/top/${kind}?since=2026-11-20&limit=1`);
    expect(top).toMatchObject([{ value, attempts }]);
    await service.http.get(`/stats/top/${kind}?limit=0`).expect(400);
  });

  it('answers everything at once as it answers each alone', async () => {
    const range = 'since=2026-11-20&until=2026-11-22';
    const overview = await get(`/stats/overview?${range}&bucket=day&limit=2`);
    expect(overview).toMatchObject(await get(`/stats/summary?${range}`));
    expect(overview.parts).toEqual((await get(`/stats/timeline?${range}&bucket=day`)).parts);
    for (const kind of ['ips', 'users', 'networks', 'hosts']) {
      const { total, top } = await get(`/stats/top/${kind}?${range}&limit=2`);
      expect(overview[kind]).toEqual({ total, top });
    }
  });

  it('counts the entries of one host alone', async () => {
    const { attempts } = await get('/stats/summary?since=2026-11-20');
    for (const path of ['summary', 'overview', 'timeline', 'top/ips']) {
      const [here, elsewhere] = [
        await get(`/stats/${path}?since=2026-11-20&host=web-1`),
        await get(`/stats/${path}?since=2026-11-20&host=web-2`),
      ];
      expect(here).toEqual(await get(`/stats/${path}?since=2026-11-20`));
      expect(elsewhere).not.toEqual(here);
    }
    expect(attempts).toBeGreaterThan(0);
    expect(await get('/stats/overview?since=2026-11-20&host=web-2')).toMatchObject({ attempts: 0, ips: { total: 0 } });
  });

  it('refuses what makes no sense', async () => {
    for (const path of [
      '/stats/top/nonsense',
      '/stats/summary?since=2026-11-22&until=2026-11-20',
      '/stats/timeline?bucket=x',
    ]) {
      expect((await service.http.get(path).expect(400)).body.code).toBe('REQUEST_INVALID');
    }
  });

  it('answers a log without entries', async () => {
    writeFileSync(join(folder(), 'empty.log'), '');
    const other = await startService(folder(), {
      LOG_FILES: join(folder(), 'empty.log'),
      DATABASE_URL: databaseUrl(folder(), 'empty'),
    });
    for (const path of ['/stats/overview', '/stats/summary', '/stats/timeline', '/stats/top/ips', '/users/root']) {
      await other.http.get(path).expect(200);
    }
    await other.stop();
  });
});

describe('the methods of an address', () => {
  const folder = sharedFolder();

  it('are those of its connections, also where another line told of the attempt', async () => {
    const lines = [1, 2, 3].flatMap((n) => {
      const head = `${timeOf(n)} web-9 sshd[${900 + n}]:`;
      return [
        `${head} Invalid user x${n} from 203.0.113.99 port 4000`,
        `${head} Failed password for invalid user x${n} from 203.0.113.99 port 4000 ssh2`,
      ];
    });
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    const service = await startService(folder());
    try {
      const { body } = await service.http.get('/ips/203.0.113.99').expect(200);
      expect(body).toMatchObject({ attempts: 3, methods: [{ value: 'password', attempts: 3 }] });
    } finally {
      await service.stop();
    }
  });
});
