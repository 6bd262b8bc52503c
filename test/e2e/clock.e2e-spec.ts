import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { bruteForce } from '../factories/log-lines.js';
import { mailSettings, startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOUR = 3_600_000;

describe('a clock that is set back an hour', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let mailServer: MailServer;
  let now: number;

  const append = async (...lines: string[]): Promise<void> => {
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    await service.scan();
    await service.notified();
  };
  const attempts = async (): Promise<[string, number][]> => {
    const { body } = await service.http.get('/alerts?rule=ssh_brute_force&sort=timestamp').expect(200);
    return (body as { ip_address: string; attempts: number }[]).map((alert) => [alert.ip_address, alert.attempts]);
  };

  beforeEach(async () => {
    now = NOW;
    mailServer = await startMailServer();
    service = await startService(folder(), { ...mailSettings(mailServer), NOTIFY_MAX_AGE_HOURS: '1000' }, () => now);
  });

  afterEach(async () => {
    await service.stop();
    await mailServer.stop();
  });

  it('loses no line, no alert and no mail, and repeats none, whichever clock it is', async () => {
    // Ours goes back while the host's goes on …
    await append(...bruteForce(12, { address: '203.0.113.7', second: 7200 }));
    now -= HOUR;
    await append(...bruteForce(12, { address: '203.0.113.8', second: 7300 }));
    // … then the host's, whose lines begin again an hour earlier.
    await append(...bruteForce(12, { address: '203.0.113.9', second: 3700 }));
    await append(...bruteForce(3, { address: '203.0.113.9', second: 3720 }));
    now += 2 * HOUR;
    await append(...bruteForce(12, { address: '203.0.113.10', second: 7400 }));
    expect(await attempts()).toEqual([
      ['203.0.113.9', 15],
      ['203.0.113.7', 12],
      ['203.0.113.8', 12],
      ['203.0.113.10', 12],
    ]);
    expect((await service.http.get('/logs?limit=1000').expect(200)).body).toHaveLength(51);
    await service.notified();
    const told = mailServer.mails.map(({ subject }) => /from (\S+):/.exec(subject ?? '')?.[1]).sort();
    expect(told).toEqual(['203.0.113.10', '203.0.113.7', '203.0.113.8', '203.0.113.9']);
  });
});
