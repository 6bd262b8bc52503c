import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailSettings, startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOUR = 3_600_000;

/** One line every ten minutes, from one moment to another. */
function rhythm(from: number, to: number): string {
  let text = '';
  for (let time = from; time <= to; time += HOUR / 6) text += line('Server listening on 0.0.0.0 port 22.', time);
  return text;
}

function line(message: string, time: number): string {
  return `${new Date(time).toISOString()} web-1 sshd[7]: ${message}\n`;
}

function lines(count: number, message: string): string {
  return Array.from({ length: count }, (_, index) => line(message, NOW + index * 1000)).join('');
}

describe('a log source that goes wrong', () => {
  const folder = temporaryFolder();
  let mailServer: MailServer;
  let service: RunningService;
  let now: number;

  const log = () => join(folder(), 'auth.log');

  beforeEach(async () => {
    now = NOW;
    mailServer = await startMailServer();
    service = await startService(folder(), mailSettings(mailServer), () => now);
  });

  afterEach(async () => {
    await service.stop();
    await mailServer.stop();
  });

  const alerts = async () => (await service.http.get('/alerts').expect(200)).body as Record<string, unknown>[];

  it('raises one alert when it falls silent, which is mailed and ends when lines come again', async () => {
    appendFileSync(log(), rhythm(NOW - 30 * HOUR, NOW));
    await service.scan();
    now = NOW + HOUR;
    await service.scan();
    expect(await alerts()).toEqual([]);
    now = NOW + 2 * HOUR;
    for (let scan = 0; scan < 3; scan++) await service.scan();
    await service.notified();
    expect(await alerts()).toEqual([
      expect.objectContaining({
        rule: 'source_silent',
        severity: 'medium',
        ip_address: null,
        group_by: { source: log() },
        last_seen: new Date(NOW).toISOString(),
        ended_at: null,
        explanation: expect.stringContaining('Check that the host is up'),
      }),
    ]);
    expect(mailServer.mails.map(({ subject }) => subject)).toEqual([`[medium] Log source fell silent in ${log()}`]);
    expect(mailServer.mails[0]!.text).toContain('Check that the host is up');
    expect(mailServer.mails[0]!.text).not.toContain('failed attempts');
    now = NOW + 3 * HOUR;
    appendFileSync(log(), rhythm(now, now));
    await service.scan();
    now += HOUR / 2;
    expect(await alerts()).toEqual([expect.objectContaining({ ended_at: new Date(NOW + 3 * HOUR).toISOString() })]);
  });

  it('raises one alert when its lines are no longer understood', async () => {
    appendFileSync(log(), lines(1_500, 'Server listening on 0.0.0.0 port 22.'));
    await service.scan();
    appendFileSync(log(), lines(1_000, 'Etwas ganz anderes ist passiert.'));
    await service.scan();
    expect(await alerts()).toEqual([
      expect.objectContaining({ rule: 'source_not_understood', explanation: expect.stringContaining('0 % were') }),
    ]);
  });

  it('goes on when an alert changes several times in one transaction, and lines of others are stored', async () => {
    const understood = Array.from({ length: 1_500 }, (_, index) =>
      line(`Invalid user u${index} from 192.0.2.${(index % 200) + 1} port 40000`, NOW + index * 1000).replace(
        'sshd[7]',
        `sshd[${index + 1000}]`,
      ),
    );
    appendFileSync(log(), understood.join('') + lines(1_600, 'Etwas ganz anderes ist passiert.'));
    await service.scan();
    expect(await alerts()).toContainEqual(expect.objectContaining({ rule: 'source_not_understood' }));
    const { headers } = await service.http.get('/logs?limit=1').expect(200);
    expect(headers['x-total-count']).toBe('1500');
  });
});
