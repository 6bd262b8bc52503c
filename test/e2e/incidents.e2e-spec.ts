import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IncidentDetailDto, IncidentDto } from '../../src/insight/incidents/incident.dto.js';
import type { ActivityDto } from '../../src/insight/timelines/timeline.dto.js';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

const ATTACKER = '203.0.113.7';
const HOSTILE = `<script>alert(1)</script>| [x](javascript:1) \u202e`;

describe('incidents', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    const lines = [
      ...bruteForce(30, { address: ATTACKER, user: 'root' }),
      failedPassword({ second: 31, address: ATTACKER, user: HOSTILE }),
      acceptedPassword({ second: 40, address: ATTACKER, user: 'deploy' }),
      failedPassword({ second: 1_500, address: ATTACKER, user: 'root' }),
      ...bruteForce(12, { second: 20_000, address: '198.51.100.9', user: 'admin' }),
      // One user from many addresses.
      ...Array.from({ length: 60 }, (_, index) =>
        failedPassword({ second: 40_000 + index, address: `192.0.2.${index + 1}`, user: 'backup', pid: 5_000 + index }),
      ),
    ];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
  });

  afterAll(() => service.stop());

  const get = async (path: string) => (await service.http.get(path).expect(200)).body;
  const incidents = (query = ''): Promise<IncidentDto[]> => get(`/incidents?kind=attack${query}`);
  const only = async (query: string): Promise<IncidentDto> => (await incidents(query))[0]!;

  it('are one for each attacker, the latest first, and count each attempt once', async () => {
    const found = await incidents();
    expect(found.map(({ headline }) => headline)).toEqual([
      '60 addresses: 60 attempts on backup',
      '198.51.100.9: 12 attempts on admin',
      `${ATTACKER} got in as deploy`,
    ]);
    const entered = found[2]!;
    expect(entered).toMatchObject({
      kind: 'attack',
      severity: 'critical',
      outcome: 'login_succeeded',
      status: 'open',
      first_seen: timeOf(0),
      attempts: 31,
      attempts_is_least: false,
      ip_address_count: 1,
      ip_addresses: [{ ip_address: ATTACKER, attempts: 31 }],
      username_count: 2,
      logins: [{ username: 'deploy', ip_address: ATTACKER, timestamp: timeOf(40) }],
    });
    expect(entered.alerts).toBeGreaterThan(1);
    expect(entered.rules.reduce((sum, { alerts }) => sum + alerts, 0)).toBe(entered.alerts);
  });

  it.each([
    ['&outcome=login_succeeded', 1],
    [`&attacker=${ATTACKER}`, 1],
    ['&attacker=192.0.2.17', 1],
    ['&username=backup', 1],
    ['&username=nobody', 0],
    ['&status=open', 3],
    ['&status=resolved', 0],
    ['&rule=ssh_brute_force', 2],
    [`&active_since=${timeOf(20_011)}`, 2],
    // A login of the attacker is part of it.
    [`&active_since=${timeOf(39)}&active_until=${timeOf(40)}`, 1],
    [`&since=${timeOf(10_000)}&until=${timeOf(30_000)}`, 1],
  ])('%s leaves %d', async (query, expected) => {
    expect(await incidents(query)).toHaveLength(expected);
  });

  it('tell their story, with alerts and with what they did', async () => {
    const { id, alerts } = await only('&outcome=login_succeeded');
    const detail: IncidentDetailDto = await get(`/incidents/${id.toUpperCase()}`);
    expect(detail.story[0]).toMatch(/^203\.0\.113\.7 came on 2026-11-20 at 09:\d\d:\d\d UTC and stopped trying at /);
    expect(detail.story).toContain(`It got in as deploy from ${ATTACKER} by password at ${timeOf(40).slice(11, 19)}.`);
    expect(detail.alert_list).toHaveLength(alerts);
    expect(detail.sessions).toMatchObject([{ username: 'deploy', ip_address: ATTACKER }]);
    for (const wrong of ['x', '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11', '%00']) {
      expect((await service.http.get(`/incidents/${wrong}`).expect(404)).body.code).toBe('INCIDENT_NOT_FOUND');
    }
  });

  it('name every address that took part, page by page', async () => {
    const { id } = await only('&username=backup');
    const first = await service.http.get(`/incidents/${id}/addresses?limit=50`).expect(200);
    expect(first.headers['x-total-count']).toBe('60');
    const rest = await get(`/incidents/${id}/addresses?skip=50&limit=50`);
    const addresses = [...first.body, ...rest].map(({ ip_address }: { ip_address: string }) => ip_address);
    expect(new Set(addresses).size).toBe(60);
    expect(first.body[0]).toEqual({
      ip_address: '192.0.2.1',
      attempts: 1,
      first_seen: timeOf(40_000),
      last_seen: timeOf(40_000),
    });
    const [alert] = await get(`/alerts?incident=${id}`);
    expect(await get(`/alerts/${alert.id}/addresses?limit=1000`)).toHaveLength(60);
    const dossier = await get('/ips/192.0.2.60');
    expect(dossier.alerts.map((each: { id: string }) => each.id)).toContain(alert.id);
    expect(dossier.incidents).toMatchObject([{ id, attempts: 60 }]);
    expect((await get('/users/backup')).incidents).toMatchObject([{ id }]);
  });

  it('are exported as Markdown and as a page, in which texts of attackers do nothing', async () => {
    const { id } = await only('&outcome=login_succeeded');
    const markdown = await service.http.get(`/incidents/${id}/report`).expect(200);
    expect(markdown.headers['content-disposition']).toContain(`incident-${id}.md`);
    expect(markdown.text).toContain('got in as deploy');
    const page = (await service.http.get(`/incidents/${id}/report?format=html`).expect(200)).text;
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(markdown.text + page).not.toContain('\u202e');
    expect(page).not.toContain('<script');
    expect(markdown.text).toContain('\\<script\\>alert\\(1\\)\\</script\\>\\| \\[x\\]\\(javascript:1\\)');
    await service.http.get(`/incidents/${id}/report?format=pdf`).expect(400);
  });

  it('show when what happened, before and after the attack too', async () => {
    const { id } = await only(`&attacker=${ATTACKER}`);
    const course: ActivityDto = await get(`/incidents/${id}/timeline`);
    const sum = (of: 'attempts' | 'logins') => course.parts.reduce((total, part) => total + part[of], 0);
    expect([sum('attempts'), sum('logins')]).toEqual([31, 1]);
    expect(Date.parse(course.since)).toBeLessThan(Date.parse(timeOf(0)));
    expect(course.markers.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['fired', 'login']));
    expect(course.parts.length).toBeLessThanOrEqual(120);

    const day = `since=${timeOf(-10)}&until=${timeOf(50_000)}`;
    const total = async (path: string) => {
      const { parts }: ActivityDto = await get(`${path}?${day}&parts=10`);
      expect(parts.length).toBeLessThanOrEqual(10);
      return parts.reduce((attempts, part) => attempts + part.attempts, 0);
    };
    expect(await total(`/ips/${ATTACKER}/timeline`)).toBe(32);
    expect(await total('/users/root/timeline')).toBe(31);
    expect(await total('/hosts/web-1/timeline')).toBe(32 + 12 + 60);
    const [alert] = await get('/alerts?username=backup&attacker=192.0.2.9');
    expect(await total(`/alerts/${alert.id}/timeline`)).toBe(60);
    await service.http.get('/hosts/web-1/timeline?parts=5').expect(400);
  });

  it('are triaged with all their alerts, and go on when somebody comes back within the hour', async () => {
    const before = await only('&attacker=198.51.100.9');
    await service.http
      .patch(`/alerts?incident=${before.id}`)
      .send({ status: 'acknowledged', expected_count: before.alerts })
      .expect(200);
    expect(await only('&attacker=198.51.100.9')).toMatchObject({ status: 'acknowledged', open_alerts: 0 });
    const again = bruteForce(12, { second: 20_900, address: '198.51.100.9', user: 'admin' });
    appendFileSync(join(folder(), 'auth.log'), `${again.join('\n')}\n`);
    await service.scan();
    expect(await only('&attacker=198.51.100.9')).toMatchObject({
      id: before.id,
      status: 'open',
      alerts: before.alerts + 1,
      last_seen: timeOf(20_911),
      attempts: 24,
    });
  });
});
