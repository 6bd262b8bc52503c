import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { SmtpStandIn } from '../channels/smtp-stand-in.js';
import { bruteForce } from '../factories/log-lines.js';
import { mailSettings } from '../support/mail-server.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MINUTE = 60_000;

/** As GET /notifications shows it, as far as the tests look. */
interface Shown {
  readonly id: string;
  readonly receiver: string;
  readonly reason: string;
  readonly state: string;
  readonly last_error: string | null;
  readonly tries: number;
  readonly alert_ids: string[];
  readonly alert_count: number;
}

describe('notification by a mail server with bad days', () => {
  const folder = temporaryFolder();
  let now = NOW;
  let server: SmtpStandIn;
  let service: RunningService;

  const attack = async (number: number): Promise<void> => {
    const lines = bruteForce(12, { address: `203.0.113.${number}`, second: number * 1000 });
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    await service.scan();
    await service.notified();
  };
  const wait = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute < minutes; minute++) {
      now += MINUTE;
      await service.notified();
    }
  };
  const notifications = async (query = ''): Promise<Shown[]> =>
    (await service.http.get(`/notifications?limit=1000${query}`).expect(200)).body as Shown[];
  const start = (environment: Record<string, string> = {}): Promise<RunningService> =>
    startService(
      folder(),
      {
        ...mailSettings(server),
        RECEIVER_EMAIL: 'admin@example.org, second@example.org',
        NOTIFY_TIMEOUT_SECONDS: '6',
        LOG_FILES: join(folder(), 'auth.log'),
        ...environment,
      },
      () => now,
    );

  beforeEach(async () => {
    now = NOW;
    server = await SmtpStandIn.start();
  });

  afterEach(async () => {
    await service.stop();
    await server.stop();
  });

  it('every alert arrives exactly once, whatever the server does; scanning goes on', async () => {
    service = await start();
    const { port } = server;
    await server.stop();
    await attack(1);
    await wait(3);
    server = await SmtpStandIn.start(undefined, port);
    server.behaviour = '451 4.3.0 mail server temporarily rejected message';
    await attack(2);
    await wait(3);
    server.refusedReceivers.set('second@example.org', '550 5.1.1 no such user here');
    server.behaviour = 'hang';
    await attack(3);
    await wait(2);
    server.behaviour = 'accept';
    await attack(4);
    expect((await service.http.get('/alerts')).body).toHaveLength(4);
    expect((await service.http.get('/logs')).headers['x-total-count']).toBe('48');
    await wait(60);
    const subjects = server.mails.map(({ subject }) => subject).sort();
    expect(subjects).toEqual(
      [1, 2, 3, 4].map((n) => `[high] SSH brute force from 203.0.113.${n}: 12 attempts in 11 s`),
    );
    expect(server.mails.every(({ to }) => [to].flat()[0]!.text === 'admin@example.org')).toBe(true);
    const failed = await notifications('&state=failed');
    expect(failed.map(({ receiver }) => receiver)).toEqual(Array.from({ length: 4 }, () => 'second@example.org'));
    for (const { last_error: error } of failed) expect(error).toContain('550 5.1.1 no such user here');
    expect(await notifications('&state=pending')).toEqual([]);
    await service.stop();
    service = await start();
    await wait(10);
    expect(server.mails).toHaveLength(4);
  });

  it('shows what was told, with every attempt; tries again on request', async () => {
    service = await start();
    server.behaviour = '550 5.7.1 message refused';
    await attack(1);
    const [fares] = (await service.http.get('/channels')).body as { last_error: string; failed: number }[];
    expect(fares).toMatchObject({ failed: 2, last_error: expect.stringContaining('550 5.7.1 message refused') });
    const [second, first] = await notifications();
    expect([first!.receiver, second!.receiver]).toEqual(['admin@example.org', 'second@example.org']);
    const { body: details } = await service.http.get(`/notifications/${first!.id}`).expect(200);
    expect(details).toMatchObject({
      channel: 'email',
      reason: 'first',
      severity: 'high',
      state: 'failed',
      alert_count: 1,
      attempts: [{ outcome: 'give_up', error: expect.stringContaining('550 5.7.1 message refused') }],
    });
    expect(await notifications(`&alert_id=${first!.alert_ids[0]}`)).toHaveLength(2);
    expect(await notifications('&channel=pager')).toEqual([]);
    expect(await notifications(`&until=${new Date(NOW).toISOString()}`)).toEqual([]);
    server.behaviour = 'accept';
    await service.http.post(`/notifications/${first!.id}/retry`).expect(202);
    await service.notified();
    expect(server.mails.map(({ messageId }) => messageId)).toEqual([`<${first!.id}@example.org>`]);
    const refused = await service.http.post(`/notifications/${first!.id}/retry`).expect(409);
    expect(refused.body).toMatchObject({ code: 'NOTIFICATION_DELIVERED' });
    await service.http.post('/notifications/unknown/retry').expect(404);
  });

  it('shows the channels without secrets, and sends a test the way that alerts go', async () => {
    service = await start({ NOTIFY_QUIET: '22:00-07:00 Europe/Berlin' });
    const { body, text } = await service.http.get('/channels').expect(200);
    expect(body).toMatchObject([
      {
        name: 'email',
        type: 'email',
        receivers: ['admin@example.org', 'second@example.org'],
        min_severity: 'low',
        repeat_hours: 6,
        quiet: '22:00-07:00 Europe/Berlin',
        pending: 0,
        last_error: null,
      },
    ]);
    expect(text).not.toContain('app-password');
    const made = await service.http.post('/channels/email/test').expect(202);
    expect(made.body).toMatchObject([{ reason: 'test', state: 'pending' }, { reason: 'test' }]);
    await service.notified();
    expect(server.mails).toHaveLength(2);
    expect(await notifications('&state=delivered')).toMatchObject([{ reason: 'test' }, { reason: 'test' }]);
    for (let each = 1; each < 6; each++) await service.http.post('/channels/email/test').expect(202);
    const { body: refusal, headers } = await service.http.post('/channels/email/test').expect(429);
    expect(refusal).toMatchObject({ code: 'TOO_MANY_REQUESTS', detail: expect.stringContaining('6 test messages') });
    expect(headers['retry-after']).toBe('60');
    const unknown = await service.http.post('/channels/pager/test').expect(404);
    expect(unknown.body).toMatchObject({ code: 'CHANNEL_NOT_FOUND' });
  });

  it('a backfill with 500 old attacks is one mail for each receiver', async () => {
    // A long digest takes its time on a busy machine; sent again it would arrive twice.
    service = await start({ NOTIFY_MAX_AGE_HOURS: '24', NOTIFY_TIMEOUT_SECONDS: '30' });
    const lines = Array.from({ length: 500 }, (_, n) =>
      // Neither an address, nor a network, nor a user in common: what has is one attack, and notified as one.
      bruteForce(10, { address: `${20 + (n % 180)}.${n >> 3}.113.7`, user: `user${n}`, second: n * 3 }),
    );
    appendFileSync(
      join(folder(), 'auth.log'),
      lines
        .flat()
        .sort()
        .map((line) => `${line}\n`)
        .join(''),
    );
    await service.scan();
    await service.notified();
    expect(server.mails).toHaveLength(0);
    await wait(2);
    expect(server.mails).toHaveLength(2);
    const [mail] = server.mails;
    const named = (await service.http.get('/alerts?limit=1000')).body as { ip_address: string | null }[];
    const [notification] = await notifications();
    expect(notification).toMatchObject({ reason: 'digest', alert_count: 500 });
    for (const { ip_address: address } of named) if (address !== null) expect(mail!.text).toContain(address);
    await wait(120);
    expect(server.mails).toHaveLength(2);
  });
});
