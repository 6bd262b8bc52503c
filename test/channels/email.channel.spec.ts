import type { NotificationChannel } from '../../src/notification/channels/notification-channel.js';
import type { NotificationMessage } from '../../src/notification/alert-text.js';
import { hostileAlert, notificationMessage, storedAlert } from '../factories/notification-message.js';
import { channelOf } from './channel-under-test.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { SmtpStandIn } from './smtp-stand-in.js';

describe('the e-mail channel', () => {
  let server: SmtpStandIn;
  let channel: NotificationChannel;

  const open = async (
    environment: Record<string, string> = {},
    options?: ConstructorParameters<typeof SmtpStandIn>[0],
  ) => {
    server = await SmtpStandIn.start(options);
    channel = channelOf({
      SENDER_EMAIL: 'sender@example.org',
      RECEIVER_EMAIL: 'admin@example.org,second@example.org',
      EMAIL_PASSWORD: 'app-password',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(server.port),
      PUBLIC_URL: 'https://alerts.example.org/',
      ...environment,
    });
  };
  const deliver = (changes: Partial<NotificationMessage> = {}) =>
    channel.deliver(notificationMessage(changes), new AbortController().signal);

  afterEach(async () => {
    jest.restoreAllMocks();
    channel.close();
    await server.stop();
  });

  it('sends a mail that machines can place', async () => {
    await open();
    const [first, second] = ['00000000-0000-4000-8000-00000000aaaa', '00000000-0000-4000-8000-00000000bbbb'];
    const thread = { earlier: [first, second], incidentId: 'the-incident' };
    await deliver({ id: 'the-id', reason: 'ended', ...thread, sentAt: Date.UTC(2026, 10, 20, 12) });
    const [mail] = server.mails;
    expect(mail).toMatchObject({
      messageId: '<the-id@example.org>',
      references: ['<incident.the-incident@example.org>', `<${first}@example.org>`, `<${second}@example.org>`],
      inReplyTo: `<${first}@example.org>`,
      date: new Date(Date.UTC(2026, 10, 20, 12)),
      subject: '[high] Ended: SSH brute force from 203.0.113.7: 26 attempts in 1 min',
    });
    expect(mail!.headers.get('list')).toEqual({ id: { name: 'ssh-alerts.example.org' } });
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail!.headers.get('x-auto-response-suppress')).toBe('All');
  });

  it('begins a thread with the first mail about an incident, and has none for a test', async () => {
    await open();
    await deliver({ incidentId: 'the-incident' });
    await deliver({ reason: 'test', alerts: [] });
    const [first, test] = server.mails;
    expect(first!.references).toBe('<incident.the-incident@example.org>');
    expect([first!.inReplyTo, test!.inReplyTo, test!.references]).toEqual([undefined, undefined, undefined]);
  });

  it('says everything in HTML and in plain text, with a link', async () => {
    await open();
    await deliver({ alerts: [storedAlert({ id: 'the-alert' })] });
    const [mail] = server.mails;
    for (const part of [mail!.text, mail!.html]) {
      expect(part).toContain('26 failed attempts in 1 min.');
      expect(part).toContain('https://alerts.example.org/dashboard#/alerts/the-alert');
      for (const value of ['root', 'admin', 'web-1', '2026-11-20 09:41:00 UTC']) expect(part).toContain(value);
    }
  });

  it('says in HTML, too, that a client can choose the address, alone and in a digest', async () => {
    await open();
    const alerts = [storedAlert({ forgeable: true })];
    await deliver({ alerts });
    await deliver({ alerts, reason: 'digest', causes: ['quiet'] });
    await deliver();
    const said = server.mails.map(({ html }) => String(html).split('A client can choose what stands').length - 1);
    expect(said).toEqual([1, 1, 0]);
  });

  it('makes the same Message-ID when a message is sent again', async () => {
    await open();
    const message = notificationMessage();
    for (const sentAt of [1, 2]) await channel.deliver({ ...message, sentAt }, new AbortController().signal);
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('refuses one receiver without harm to the other, in the words of the server', async () => {
    await open();
    expect(channel.receivers).toEqual(['admin@example.org', 'second@example.org']);
    server.refusedReceivers.set('admin@example.org', '550 5.1.1 no such user\u202E');
    server.refusedReceivers.set('second@example.org', '450 4.2.1 come back later');
    expect(await deliver({ receiver: 'admin@example.org' })).toEqual({
      kind: 'give-up',
      reason: expect.stringMatching(/550 5\.1\.1 no such user\\u202e/),
    });
    expect(await deliver({ receiver: 'second@example.org' })).toEqual({
      kind: 'retry',
      reason: expect.stringContaining('come back later'),
    });
    server.refusedReceivers.clear();
    expect(await deliver({ receiver: 'second@example.org' })).toEqual({ kind: 'delivered' });
    expect(server.mails.map(({ to }) => [to].flat().map((each) => each!.text))).toEqual([['second@example.org']]);
  });

  it('keeps its connection, and makes another where the server has closed it', async () => {
    await open();
    expect([await deliver(), await deliver()]).toEqual([{ kind: 'delivered' }, { kind: 'delivered' }]);
    expect(server.connections).toBe(1);
    server.dropConnections();
    expect(await deliver()).toEqual({ kind: 'delivered' });
    expect(server.connections).toBe(2);
  });

  it('may deliver later when the password is refused, and says what to do without it', async () => {
    await open({ EMAIL_PASSWORD: 'hunter2-hunter2' });
    expect(await deliver()).toEqual({
      kind: 'retry',
      reason: expect.stringMatching(
        /^Invalid login: 535 .*\*\*\* \(check the account, its password and the encryption\)$/,
      ),
    });
  });

  it('may deliver later when the server takes no mail at all', async () => {
    await open();
    server.greeting = '554 no mail service here';
    expect(await deliver()).toEqual({ kind: 'retry', reason: expect.stringContaining('no mail service here') });
    server.greeting = 'accept';
    expect(await deliver()).toEqual({ kind: 'delivered' });
  });

  it('ends at once when its signal says so, though the server has not said a word', async () => {
    await open();
    server.greeting = 'hang';
    const ending = new AbortController();
    const delivery = channel.deliver(notificationMessage(), ending.signal);
    await server.nextConnection();
    ending.abort();
    expect(await delivery).toEqual({ kind: 'retry', reason: 'was interrupted' });
  });

  it('sends neither mail nor password where STARTTLS is required and not offered', async () => {
    await open({ SMTP_SECURE: 'starttls' });
    expect(await deliver()).toEqual({ kind: 'retry', reason: expect.stringContaining('check the encryption') });
    expect(server.passwords).toEqual([]);
  });

  it.each([
    ['starttls', {}],
    ['true', { secure: true }],
  ])('trusts no certificate that nobody vouches for (SMTP_SECURE=%s)', async (secure, options) => {
    jest.spyOn(console, 'error').mockImplementation(); // smtp-server warns of its certificate.
    await open({ SMTP_SECURE: secure }, options);
    expect(await deliver()).toEqual({ kind: 'retry', reason: expect.stringContaining('certificate') });
    expect(server.passwords).toEqual([]);
  });

  it.each(HOSTILE_TEXTS)('gives %j no header, no receiver and no place in the HTML', async (text) => {
    await open();
    await deliver({ alerts: [hostileAlert(text)] });
    const [mail] = server.mails;
    const [head] = server.raw[0]!.split('\r\n\r\n');
    expect(head).not.toMatch(/^(b?cc|x-\w+bcc):/im);
    expect([mail!.to].flat().map((each) => each!.text)).toEqual(['admin@example.org']);
    expect(mail!.html).not.toMatch(/<(img|script)|[\u0000\u001B\u202E\u2066\u200B]/);
    expect(mail!.text).not.toMatch(/[\u0000\u001B\u202E\u2066\u200B]/);
    expect(`${mail!.subject}${mail!.text}`).not.toContain('https://evil');
    expect(mail!.subject!.length).toBeLessThan(700);
  });

  it('leaves braces in a subject as they are', async () => {
    await open();
    await deliver({ alerts: [hostileAlert('{{id}}')] });
    expect(server.mails[0]!.subject).toContain('{{id}}');
  });
});
