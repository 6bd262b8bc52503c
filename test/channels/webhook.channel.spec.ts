import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { NotificationMessage } from '../../src/notification/alert-text.js';
import { hostileAlert, notificationMessage, storedAlert } from '../factories/notification-message.js';
import { WEBHOOK_SECRET, channelOf } from './channel-under-test.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { HttpStandIn } from './http-stand-in.js';
import { ecsFaults } from '../ecs/ecs-fields.js';
import { ocsfFaults } from '../ocsf/ocsf-schema.js';

const NEW_SECRET = `whsec_${Buffer.from('another key, of thirty-two bytes').toString('base64')}`;
const MINUTE_MS = 60_000;

/** A receiver that tells a wrong secret, an old message and a repeated one apart, as the documentation advises. */
class Receiver {
  private readonly seen = new Set<string>();

  constructor(private readonly secret: string) {}

  judge({ headers, body }: HttpStandIn['requests'][number]): string {
    try {
      new Webhook(this.secret).verify(body, headers as Record<string, string>);
    } catch (error) {
      return (error as WebhookVerificationError).message;
    }
    const id = headers['webhook-id'] as string;
    if (this.seen.has(id)) return 'seen before';
    this.seen.add(id);
    return 'new';
  }
}

describe('the webhook channel', () => {
  let server: HttpStandIn;

  const open = (environment: Record<string, string> = {}) =>
    channelOf({
      WEBHOOK_URL: `http://127.0.0.1:${server.port}/hook`,
      WEBHOOK_SECRET,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      PUBLIC_URL: 'https://alerts.example.org',
      ...environment,
    });
  const deliver = (changes: Partial<NotificationMessage> = {}, environment?: Record<string, string>) =>
    open(environment).deliver(notificationMessage({ sentAt: Date.now(), ...changes }), new AbortController().signal);
  const bodies = () => server.requests.map(({ body }) => JSON.parse(body));

  beforeEach(async () => {
    server = await HttpStandIn.start();
  });

  afterEach(() => server.stop());

  it('posts events of OCSF where that is wanted, signed like all', async () => {
    const ocsf = { WEBHOOK_FORMAT: 'ocsf' };
    const alerts = [storedAlert({ id: 'the-alert' }), ...HOSTILE_TEXTS.map(hostileAlert)];
    await deliver({ alerts: alerts.slice(0, 1) }, ocsf);
    await deliver({ reason: 'ended', alerts: alerts.slice(0, 1) }, ocsf);
    await deliver({ reason: 'digest', causes: ['quiet'], alerts, further: 7 }, ocsf);
    await deliver({ reason: 'test', alerts: [] }, ocsf);
    expect(bodies().flat().flatMap(ocsfFaults)).toEqual([]);
    const [first, ended, digest, test] = bodies();
    const finding_info = { uid: 'the-alert', src_url: 'https://alerts.example.org/dashboard#/alerts/the-alert' };
    expect(first).toMatchObject([{ class_uid: 2004, activity_name: 'Create', finding_info }]);
    expect(ended).toMatchObject([{ activity_name: 'Update' }]);
    expect(digest).toHaveLength(alerts.length + 1);
    expect(digest.at(-1)).toMatchObject({ class_uid: 0, message: 'and 7 more alerts' });
    expect(test).toMatchObject([{ class_uid: 0, activity_name: 'test' }]);
    expect(server.requests.map((request) => new Receiver(WEBHOOK_SECRET).judge(request))).toEqual(
      Array.from({ length: 4 }, () => 'new'),
    );
  });

  it('posts documents of ECS where that is wanted', async () => {
    const ecs = { WEBHOOK_FORMAT: 'ecs' };
    const alerts = [storedAlert({ id: 'the-alert' }), ...HOSTILE_TEXTS.map(hostileAlert)];
    await deliver({ alerts: alerts.slice(0, 1) }, ecs);
    await deliver({ reason: 'digest', causes: ['quiet'], alerts, further: 7 }, ecs);
    await deliver({ reason: 'test', alerts: [] }, ecs);
    expect(bodies().flat().flatMap(ecsFaults)).toEqual([]);
    const [first, digest, test] = bodies();
    const url = 'https://alerts.example.org/dashboard#/alerts/the-alert';
    expect(first).toMatchObject([{ event: { kind: 'alert', action: 'created', id: 'the-alert', url } }]);
    expect(digest).toHaveLength(alerts.length + 1);
    expect(digest.at(-1)).toMatchObject({ event: { kind: 'event', action: 'digest' }, message: 'and 7 more alerts' });
    expect(test).toMatchObject([{ event: { kind: 'event', action: 'test' } }]);
  });

  it('posts an alert as the API shows it', async () => {
    const inIncident = { id: 'the-incident', alerts: 2, related: [] };
    const alert = storedAlert({ id: 'the-alert', inIncident });
    await deliver({ alerts: [alert], createdAt: Date.UTC(2026, 10, 20, 9, 43) });
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/hook' });
    expect(server.requests[0]!.headers['content-type']).toBe('application/json');
    expect(bodies()).toEqual([
      {
        type: 'alert.first',
        timestamp: '2026-11-20T09:43:00.000Z',
        data: expect.objectContaining({
          id: 'the-alert',
          rule: 'ssh_brute_force',
          severity: 'high',
          attempts: 26,
          ip_address: '203.0.113.7',
          first_seen: '2026-11-20T09:41:00.000Z',
          outcome: 'none',
          incident_id: 'the-incident',
          url: 'https://alerts.example.org/dashboard#/alerts/the-alert',
        }),
      },
    ]);
  });

  it('posts a digest with all that it names, and a test with nothing', async () => {
    await deliver({
      reason: 'digest',
      causes: ['quiet'],
      alerts: [storedAlert({ id: 'one' }), storedAlert()],
      further: 3,
    });
    await deliver({ reason: 'test', alerts: [] });
    expect(bodies()).toMatchObject([
      {
        type: 'digest',
        data: { causes: ['quiet'], alerts: [{ incident_id: 'one' }, { attempts: 26 }], further_alerts: 3 },
      },
      { type: 'test', data: {} },
    ]);
  });

  it('signs so that a receiver knows a wrong secret, an old message and a repeated one', async () => {
    const receiver = new Receiver(WEBHOOK_SECRET);
    await deliver({ id: 'one' });
    await deliver({ id: 'one' });
    await deliver({ id: 'two', sentAt: Date.now() - 10 * MINUTE_MS });
    await deliver({ id: 'three' }, { WEBHOOK_SECRET: NEW_SECRET });
    expect(server.requests.map((request) => receiver.judge(request))).toEqual([
      'new',
      'seen before',
      'Message timestamp too old',
      'No matching signature found',
    ]);
  });

  it('signs by every secret, so that one can take the place of another', async () => {
    await deliver({}, { WEBHOOK_SECRET: `${NEW_SECRET},${WEBHOOK_SECRET}` });
    for (const secret of [WEBHOOK_SECRET, NEW_SECRET])
      expect(new Receiver(secret).judge(server.requests[0]!)).toBe('new');
  });

  it('does not sign where there is no secret', async () => {
    await deliver({ id: 'one' }, { WEBHOOK_SECRET: '' });
    expect(server.requests[0]!.headers).toMatchObject({ 'webhook-id': 'one' });
    expect(server.requests[0]!.headers['webhook-signature']).toBeUndefined();
  });

  it.each(HOSTILE_TEXTS)('carries %j as it is', async (text) => {
    await deliver({ alerts: [hostileAlert(text)] });
    expect(bodies()[0].data.details.usernames).toEqual([{ username: text, attempts: 9 }]);
    expect(server.requests[0]!.headers).not.toHaveProperty('bcc');
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%s)', async (status) => {
    const elsewhere = await HttpStandIn.start();
    server.behaviour = { status, headers: { location: `http://127.0.0.1:${elsewhere.port}/` } };
    expect(await deliver()).toEqual({ kind: 'give-up', reason: expect.stringContaining('redirects are not followed') });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
  });

  it.each([408, 425, 429, 500, 502, 503, 504])('tries again after %s, when it is told to', async (status) => {
    server.behaviour = { status, headers: { 'retry-after': '120' } };
    expect(await deliver()).toMatchObject({ kind: 'retry', afterMs: 120_000 });
  });

  it.each([400, 401, 403, 404, 410, 413, 422])('gives up after %s', async (status) => {
    server.behaviour = { status };
    expect(await deliver()).toMatchObject({ kind: 'give-up', reason: expect.stringContaining(`answered ${status}`) });
  });

  it('reads no more of an answer than it needs', async () => {
    server.behaviour = { status: 500, body: 'x'.repeat(10_000_000) };
    const outcome = await deliver();
    expect(JSON.stringify(outcome).length).toBeLessThan(500);
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0'])(
    'does not go to %s unless it may',
    async (host) => {
      const url = { WEBHOOK_URL: `http://${host}:${server.port}/`, WEBHOOK_ALLOW_PRIVATE: 'false' };
      expect(await deliver({}, url)).toEqual({
        kind: 'give-up',
        reason: expect.stringContaining('leads to this machine or a private network'),
      });
      expect(server.requests).toEqual([]);
    },
  );
});
