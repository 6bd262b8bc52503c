import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OverviewDto } from '../../src/insight/stats.dto.js';
import type { IncidentDto } from '../../src/insight/incidents/incident.dto.js';
import { acceptedKey, acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { mailSettings, startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const DAY_SECONDS = 86_400;
const SUNDAY = Date.UTC(2026, 10, 22, 8);

describe('a weekly summary', () => {
  const folder = temporaryFolder();
  let mailServer: MailServer;
  let service: RunningService;
  let now = NOW;

  const start = () =>
    startService(
      folder(),
      {
        ...mailSettings(mailServer),
        WEEKLY_SUMMARY: 'Sunday 08:00 UTC',
        PUBLIC_URL: 'https://alerts.example.org',
        NOTIFY_MIN_SEVERITY: 'critical',
        NOTIFY_QUIET: '',
      },
      () => now,
    );
  const summaries = () => mailServer.mails.filter(({ subject }) => subject!.startsWith('Weekly summary'));

  beforeEach(async () => {
    now = NOW;
    mailServer = await startMailServer();
    appendFileSync(
      join(folder(), 'auth.log'),
      [
        acceptedKey({ second: -10 * DAY_SECONDS, user: 'deploy' }),
        ...bruteForce(12, { second: -9 * DAY_SECONDS, address: '198.51.100.9' }),
        ...bruteForce(26, { user: 'deploy' }),
        acceptedPassword({ second: 30, address: '203.0.113.7', user: 'deploy' }),
        ...bruteForce(11, { second: 20_000, address: '198.51.100.1', user: '<b>root</b>' }),
        '',
      ].join('\n'),
    );
    service = await start();
    await service.scan();
    await service.notified();
  });

  afterEach(async () => {
    await service.stop();
    await mailServer.stop();
  });

  it('has the figures of the API and of the page, and is sent once', async () => {
    now = SUNDAY + 120_000;
    await service.notified();
    await service.stop();
    service = await start();
    await service.notified();
    expect(summaries()).toHaveLength(1);
    const { subject, text, html } = summaries()[0]!;
    const week = 'since=2026-11-15T08:00:00Z&until=2026-11-22T08:00:00Z';
    const overview = (await service.http.get(`/stats/overview?${week}`)).body as OverviewDto;
    const before = (await service.http.get('/stats/summary?since=2026-11-08T08:00:00Z&until=2026-11-15T08:00:00Z'))
      .body as OverviewDto;
    expect(subject).toBe(
      `Weekly summary: THEY GOT IN, ${overview.verdict.open_incidents} incidents that nobody looked at`,
    );
    for (const [label, value, earlier] of [
      ['Logins of attackers', overview.verdict.break_ins, before.verdict.break_ins],
      ['Incidents', overview.verdict.incidents, before.verdict.incidents],
      ['Alerts', overview.verdict.alerts, before.verdict.alerts],
      ['Failed attempts', overview.attempts, before.attempts],
      ['Addresses they came from', overview.attacking_addresses, before.attacking_addresses],
      ['User names tried', overview.attacked_usernames, before.attacked_usernames],
      ['Logins', overview.logins, before.logins],
    ] as const)
      expect(text).toContain(`${label}: ${value} (week before: ${earlier})`);
    expect([overview.attempts, before.attempts, before.logins]).toEqual([37, 12, 1]);
    expect(text).toContain('They got in: 1 login of attackers, the latest deploy from 203.0.113.7');
    expect(text).toContain(
      'deploy logged in from 203.0.113.7 on web-1 for the first time, by password, after 26 failed',
    );
    const open = (
      await service.http.get(
        '/incidents?status=open&active_since=2026-11-15T08:00:00Z&active_until=2026-11-22T08:00:00Z',
      )
    ).body as IncidentDto[];
    expect(open).toHaveLength(overview.verdict.open_incidents);
    for (const { id, headline } of open) {
      expect(text).toContain(headline);
      expect(html).toContain(`https://alerts.example.org/dashboard#/incidents/${id}`);
    }
    expect(html).not.toContain('<b>root</b>');
  });

  it('leaves out of what nobody looked at what somebody has looked at', async () => {
    const resolve = (more: object) =>
      service.http.patch('/incidents?status=open').send({ status: 'resolved', resolution: 'true_positive', ...more });
    const { matched } = (await resolve({ dry_run: true }).expect(200)).body as { matched: number };
    await resolve({ expected_count: matched }).expect(200);
    now = SUNDAY + 120_000;
    await service.notified();
    expect(summaries()[0]!.text).toContain('Nothing: no incident of this week is open.');
    expect(summaries()[0]!.subject).not.toContain('nobody looked at');
  });

  it('is shown among the notifications and said of its channel', async () => {
    now = SUNDAY + 120_000;
    await service.notified();
    const list = (await service.http.get('/notifications')).body as { reason: string; state: string }[];
    expect(list.filter(({ reason }) => reason === 'weekly_summary')).toEqual([
      expect.objectContaining({ severity: null, alert_ids: [], state: 'delivered', channel: 'email' }),
    ]);
    expect((await service.http.get('/channels')).body).toEqual([
      expect.objectContaining({ name: 'email', weekly_summary: 'Sunday 08:00 UTC' }),
    ]);
  });
});
