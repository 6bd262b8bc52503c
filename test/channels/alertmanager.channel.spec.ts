import type { NotificationMessage } from '../../src/notification/alert-text.js';
import type { PostableAlert } from '../../src/notification/channels/alertmanager/alertmanager-alert.js';
import { hostileAlert, notificationMessage, storedAlert, withLogin } from '../factories/notification-message.js';
import { channelOf } from './channel-under-test.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { HttpStandIn } from './http-stand-in.js';
import type { HttpReply, ReceivedRequest } from './http-stand-in.js';

/** What Alertmanager 0.25 to 0.28 refuses (api/v2/api.go, types.Alert.Validate, model.Alert.Validate of common). */
function judged({ method, url, headers, body }: ReceivedRequest): HttpReply {
  if (method !== 'POST' || !/^(\/am)?\/api\/v2\/alerts$/.test(url)) return { status: 404 };
  if (headers['content-type'] !== 'application/json') return { status: 415 };
  const faults = (JSON.parse(body) as PostableAlert[]).flatMap(({ labels, annotations, startsAt, endsAt }) => [
    ...(Object.keys(labels).length === 0 || labels['alertname'] === '' ? ['at least one label pair required'] : []),
    ...[...Object.keys(labels), ...Object.keys(annotations)]
      .filter((name) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name))
      .map((name) => `invalid label name ${name}`),
    ...[...Object.values(labels), ...Object.values(annotations)]
      .filter((value) => typeof value !== 'string' || !value.isWellFormed())
      .map((value) => `invalid value ${value}`),
    ...(Number.isNaN(Date.parse(startsAt)) ? ['start time missing'] : []),
    ...(endsAt !== undefined && Date.parse(endsAt) < Date.parse(startsAt)
      ? ['start time must be before end time']
      : []),
  ]);
  return faults.length === 0 ? { status: 200 } : { status: 400, body: JSON.stringify(faults) };
}

describe('the Alertmanager channel', () => {
  let server: HttpStandIn;

  const posted = async (changes: Partial<NotificationMessage> = {}, path = '', more: Record<string, string> = {}) => {
    const channel = channelOf({
      ALERTMANAGER_URL: `http://127.0.0.1:${server.port}${path}`,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      PUBLIC_URL: 'https://alerts.example.org',
      ...more,
    });
    const outcome = await channel.deliver(notificationMessage(changes), new AbortController().signal);
    expect(outcome).toEqual({ kind: 'delivered' });
    const { url, headers, body } = server.requests.at(-1)!;
    return { url, headers, body, alerts: JSON.parse(body) as PostableAlert[] };
  };

  beforeEach(async () => {
    server = await HttpStandIn.start();
    server.behaviour = judged;
  });

  afterEach(() => server.stop());

  it('posts an alert that stands', async () => {
    const { alerts } = await posted({ alerts: [storedAlert({ id: 'the-alert' })] });
    expect(alerts).toEqual([
      {
        labels: {
          alertname: 'SSH brute force',
          rule: 'ssh_brute_force',
          severity: 'high',
          alert_id: 'the-alert',
          ip_address: '203.0.113.7',
        },
        annotations: {
          summary: 'SSH brute force from 203.0.113.7: 26 attempts in 1 min',
          description: expect.stringContaining('Usernames tried: root × 20, admin × 6'),
          outcome: 'none',
          attempts: '26',
          status: 'open',
          incident_id: 'the-alert',
          hosts: 'web-1',
        },
        startsAt: '2026-11-20T09:41:00.000Z',
        generatorURL: 'https://alerts.example.org/dashboard#/alerts/the-alert',
      },
    ]);
  });

  it('knows an alert by labels that stay as they are while it grows', async () => {
    const id = 'the-alert';
    const [before] = (await posted({ alerts: [storedAlert({ id })] })).alerts;
    const grown = storedAlert({ id, attempts: 99, lastSeen: Date.UTC(2026, 10, 20, 9, 50), acknowledgedAt: 1 });
    const [after] = (await posted({ alerts: [grown] })).alerts;
    expect(after!.labels).toEqual(before!.labels);
    expect(after!.annotations).toMatchObject({ attempts: '99', status: 'acknowledged' });
  });

  it('says when an alert has ended that somebody resolved', async () => {
    const resolvedAt = Date.UTC(2026, 10, 20, 9, 42);
    const { alerts } = await posted({ alerts: [storedAlert({ resolvedAt, resolution: 'true_positive' })] });
    expect(alerts).toMatchObject([{ endsAt: '2026-11-20T09:42:00.000Z' }]);
  });

  it('repeats an attack as it was, beside the login that it led to', async () => {
    const channel = channelOf({ ALERTMANAGER_URL: `http://127.0.0.1:${server.port}`, WEBHOOK_ALLOW_PRIVATE: 'true' });
    const alert = storedAlert(withLogin());
    if (!('repeat' in channel)) throw new Error('It does not repeat.');
    const repeat = channel.repeat as (...given: unknown[]) => Promise<unknown>;
    const { signal } = new AbortController();
    await repeat.call(channel, [{ alert, first: 'high' }], signal, alert.lastSeen);
    const alerts = JSON.parse(server.requests[0]!.body) as PostableAlert[];
    expect(alerts.map(({ labels }) => labels['severity'])).toEqual(['high', 'critical']);
    expect(await repeat.call(channel, [{ alert, first: 'high' }], signal, alert.lastSeen + 7 * 86_400_000)).toEqual({
      kind: 'delivered',
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['', '/api/v2/alerts'],
    ['/', '/api/v2/alerts'],
    ['/am/', '/am/api/v2/alerts'],
    ['/am/api/v2/alerts', '/am/api/v2/alerts'],
  ])('finds its way from the URL (%j)', async (path, url) => {
    expect((await posted({}, path)).url).toBe(url);
  });

  it('shows a token, or user and password', async () => {
    expect((await posted({}, '', { ALERTMANAGER_TOKEN: 't0ken' })).headers['authorization']).toBe('Bearer t0ken');
    const ALERTMANAGER_URL = `http://me:s3cret@127.0.0.1:${server.port}`;
    const basic = `Basic ${Buffer.from('me:s3cret').toString('base64')}`;
    expect((await posted({}, '', { ALERTMANAGER_URL })).headers['authorization']).toBe(basic);
  });

  it('sends a test that ends by itself', async () => {
    const { alerts } = await posted({ reason: 'test', alerts: [] });
    expect(alerts).toMatchObject([{ labels: { alertname: 'Test of notifications' }, endsAt: expect.any(String) }]);
  });

  it.each(HOSTILE_TEXTS)('%j is a text of bounded length, and no link', async (text) => {
    const { alerts, body } = await posted({
      alerts: [{ ...hostileAlert(text), groupBy: { 'a-b.c': text, '1': 'x' } }],
    });
    expect(Object.keys(alerts[0]!.labels)).toEqual(expect.arrayContaining(['a_b_c', '_1']));
    const values = Object.values(alerts[0]!.annotations).join('\n');
    expect(values).not.toMatch(/https?:\/\/evil/);
    expect(values).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/);
    expect(body.length).toBeLessThan(8_000);
  });

  it('holds 500 alerts in one request', async () => {
    const alerts = Array.from({ length: 500 }, () => hostileAlert('x'.repeat(10_000)));
    const { body } = await posted({ reason: 'digest', causes: ['rate_limit'], alerts });
    expect(JSON.parse(body)).toHaveLength(500);
    expect(body.length).toBeLessThan(4_000_000);
  });
});
