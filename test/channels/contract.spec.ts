import { Logger } from '@nestjs/common';
import { CHANNEL_TYPES } from '../../src/config/channels/channel-settings.js';
import type { NotificationMessage } from '../../src/notification/alert-text.js';
import { hostileAlert, notificationMessage, storedAlert, withLogin } from '../factories/notification-message.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { startChannel } from './channel-under-test.js';
import type { Behaviour, ChannelUnderTest } from './channel-under-test.js';

/** A signal that nothing ends. */
const patient = (): AbortSignal => new AbortController().signal;

/** What has been said in the log and on standard output. */
const said: unknown[] = [];
const note = (...words: unknown[]): void => void said.push(words);

describe.each(CHANNEL_TYPES)('the %s channel', (type) => {
  let test: ChannelUnderTest;

  const deliver = (changes: Partial<NotificationMessage> = {}, signal = patient()) =>
    test.channel.deliver(notificationMessage({ receiver: test.channel.receivers[0]!, ...changes }), signal);

  beforeEach(async () => {
    Logger.overrideLogger({ log: note, error: note, warn: note, debug: note, verbose: note, fatal: note });
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((text) => said.push(text) > 0);
    test = await startChannel(type);
  });

  afterEach(async () => {
    await test.stop();
    jest.restoreAllMocks();
    for (const secret of test.secrets) expect(JSON.stringify(said)).not.toContain(secret);
  });

  it('says its type and its receivers, and no secret', () => {
    expect(test.channel).toMatchObject({ type });
    expect(test.channel.receivers).toEqual([expect.stringMatching(/^(127\.0\.0\.1:\d+|admin@example\.org)$/)]);
  });

  it.each<[string, Partial<NotificationMessage>]>([
    ['a first word', {}],
    ['a login', { reason: 'login_succeeded', alerts: [storedAlert(withLogin())] }],
    ['a reminder', { reason: 'still_going_on', earlier: ['00000000-0000-4000-8000-00000000aaaa'] }],
    ['an end', { reason: 'ended' }],
    ['a test', { reason: 'test', alerts: [] }],
    ['a digest', { reason: 'digest', causes: ['backfill'], alerts: [storedAlert(), storedAlert()], further: 498 }],
    [
      'a long digest',
      { reason: 'digest', causes: ['quiet'], alerts: Array.from({ length: 500 }, () => storedAlert()) },
    ],
  ])('delivers %s once', async (_, changes) => {
    expect(await deliver(changes)).toEqual({ kind: 'delivered' });
    expect(test.accepted()).toHaveLength(1);
  });

  it.each(HOSTILE_TEXTS)('delivers %j, whoever wrote it', async (text) => {
    const alerts = [hostileAlert(text), hostileAlert(text)];
    expect(await deliver({ alerts: alerts.slice(1) })).toEqual({ kind: 'delivered' });
    expect(await deliver({ reason: 'digest', causes: ['rate_limit'], alerts })).toEqual({ kind: 'delivered' });
  });

  it.each<[Behaviour, string]>([
    ['refuse for now', 'retry'],
    ['refuse for good', 'give-up'],
  ])('passes on what the other side says when it is to %s', async (behaviour, kind) => {
    test.behave(behaviour);
    expect(await deliver()).toEqual({ kind, reason: expect.stringContaining('the words of the other side') });
  });

  it('may deliver later what the other side broke off', async () => {
    test.behave('break');
    expect(await deliver()).toEqual({ kind: 'retry', reason: expect.any(String) });
    test.behave('accept');
    expect(await deliver()).toEqual({ kind: 'delivered' });
  });

  it('may deliver later what nobody was there to take', async () => {
    await test.goDown();
    expect(await deliver()).toEqual({ kind: 'retry', reason: expect.stringContaining('ECONNREFUSED') });
  });

  it('repeats no secret, whatever the other side says', async () => {
    test.behave('repeat what came');
    const outcome = await deliver();
    expect(outcome).toMatchObject({ kind: 'retry', reason: expect.stringContaining('***') });
    for (const secret of test.secrets)
      expect(JSON.stringify(outcome).toLowerCase()).not.toContain(secret.toLowerCase());
  });

  it.each([
    ['took too long', new DOMException('', 'TimeoutError')],
    ['was interrupted', new Error('the service ends')],
  ])('ends at once when its signal says so: it %s', async (reason, cause) => {
    test.behave('hang');
    const ending = new AbortController();
    const delivery = deliver({}, ending.signal);
    await test.reached();
    ending.abort(cause);
    expect(await delivery).toEqual({ kind: 'retry', reason });
    test.behave('accept');
    expect(await deliver()).toEqual({ kind: 'delivered' });
  });

  it('sends nothing when its signal has ended before', async () => {
    expect(await deliver({}, AbortSignal.abort())).toEqual({ kind: 'retry', reason: 'was interrupted' });
    expect(test.accepted()).toEqual([]);
  });
});
