import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { mailSettings, startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('mail', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let mailServer: MailServer;

  const append = (...lines: string[]) =>
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));

  beforeEach(async () => {
    mailServer = await startMailServer();
    service = await startService(folder(), mailSettings(mailServer));
  });

  afterEach(async () => {
    await service.stop();
    await mailServer.stop();
  });

  it('tells of a new alert once, with address, attempts and period', async () => {
    append(...bruteForce(26, { user: '<b>root</b>' }));
    await service.scan();
    await service.notified();
    const [mail] = mailServer.mails;
    expect(mailServer.mails).toHaveLength(1);
    expect(mail).toMatchObject({ subject: '[high] SSH brute force from 203.0.113.7: 26 attempts in 25 s' });
    expect([mail!.to].flat().map((to) => to!.text)).toEqual(['admin@example.org']);
    expect(mail!.text).toContain('26 failed attempts in 25 s');
    expect(mail!.text).toContain('First seen: 2026-11-20 09:00:00 UTC');
    expect(mail!.text).toContain('"<b>root</b>" × 26');
    expect(mail!.html).toContain('&lt;b&gt;root&lt;/b&gt;');
    expect(mail!.html).not.toContain('<b>root</b>');
  });

  it('tells nothing more while the attack goes on, and tells of the next attack', async () => {
    append(...bruteForce(10));
    await service.scan();
    append(...bruteForce(10, { second: 20 }));
    await service.scan();
    // What follows within an hour is the same incident.
    append(...bruteForce(10, { second: 2000 }));
    await service.scan();
    await service.notified();
    expect(mailServer.mails).toHaveLength(1);
    append(...bruteForce(10, { second: 6000 }));
    await service.scan();
    await service.notified();
    expect(mailServer.mails).toHaveLength(2);
  });

  it('is one thread for all alerts of an incident, and another for another', async () => {
    append(...bruteForce(10), ...bruteForce(10, { second: 20, address: '198.51.100.1', user: 'www' }));
    await service.scan();
    await service.notified();
    // Another attack within the hour, which gets in: the same incident, another alert.
    append(
      ...bruteForce(10, { second: 2000 }),
      acceptedPassword({ second: 2020, address: '203.0.113.7', user: 'oracle' }),
    );
    await service.scan();
    await service.notified();
    const [first, other, followUp] = mailServer.mails;
    expect(mailServer.mails.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('brute force from 203.0.113.7'),
      expect.stringContaining('brute force from 198.51.100.1'),
      expect.stringContaining('LOGIN SUCCEEDED'),
    ]);
    const alerts = (await service.http.get('/alerts?ip_address=203.0.113.7')).body as { incident_id: string }[];
    expect(alerts.length).toBeGreaterThan(1);
    const thread = `<incident.${alerts[0]!.incident_id}@example.org>`;
    expect(first).toMatchObject({ references: thread });
    expect(first!.inReplyTo).toBeUndefined();
    expect(followUp).toMatchObject({ references: [thread, first!.messageId], inReplyTo: first!.messageId });
    expect(other!.references).not.toContain(alerts[0]!.incident_id);
  });

  it('goes on scanning while the mail server is down', async () => {
    await mailServer.stop();
    append(...bruteForce(10));
    await service.scan();
    append(...bruteForce(10, { second: 1000, address: '203.0.113.8' }));
    await service.scan();
    await service.notified();
    expect((await service.http.get('/alerts')).body).toHaveLength(2);
    mailServer = await startMailServer();
  });
});
