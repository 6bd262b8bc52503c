import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Alert } from '../../src/alerts/alert.entity.js';
import { channelOf } from '../channels/channel-under-test.js';
import { HttpStandIn } from '../channels/http-stand-in.js';
import { detectedAlert, withLogin } from '../factories/detected-alert.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { HOUR, MINUTE, OutboxUnderTest } from './outbox-under-test.js';

/** The real one; on Debian in the package prometheus-alertmanager. */
const ALERTMANAGER = process.env['ALERTMANAGER'] ?? 'prometheus-alertmanager';
const hasAlertmanager = spawnSync(ALERTMANAGER, ['--version']).status === 0;
if (!hasAlertmanager) console.warn('A real Alertmanager takes no alerts: there is no prometheus-alertmanager here.');
const withAlertmanager = hasAlertmanager ? it : it.skip;

/** An alert as `GET /api/v2/alerts` shows it. */
interface ShownAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly updatedAt: string;
  readonly status: { readonly state: string };
}

/** Somebody who is told, as soon as there is something to tell. */
const config = (port: number): string => `
route: { receiver: people, group_by: [alert_id, severity], group_wait: 10ms, group_interval: 100ms, repeat_interval: 4h }
receivers:
  - name: people
    webhook_configs: [{ url: "http://127.0.0.1:${port}/", send_resolved: true }]
`;

describe('a real Alertmanager', () => {
  const folder = temporaryFolder();
  let outbox: OutboxUnderTest;
  let people: HttpStandIn;
  let alertmanager: ChildProcess | undefined;
  let url: string;

  const shown = async (): Promise<ShownAlert[]> => (await (await fetch(`${url}/api/v2/alerts`)).json()) as ShownAlert[];

  /** What people are told next. */
  const told = async (count: number): Promise<string[]> => {
    while (people.requests.length < count) await people.nextRequest();
    return people.requests.slice(0, count).map(({ body }) => {
      const { status, commonLabels } = JSON.parse(body) as { status: string; commonLabels: Record<string, string> };
      return `${status} ${commonLabels['severity']}`;
    });
  };

  beforeEach(async () => {
    outbox = await OutboxUnderTest.open(folder());
    // What ends by our clock, whatever minutes pass on it, has ended by that of the other side.
    outbox.now = Date.now() - 10 * MINUTE;
    people = await HttpStandIn.start();
    if (!hasAlertmanager) return;
    const path = join(folder(), 'alertmanager.yml');
    writeFileSync(path, config(people.port));
    alertmanager = spawn(
      ALERTMANAGER,
      [
        `--config.file=${path}`,
        `--storage.path=${join(folder(), 'alertmanager')}`,
        '--web.listen-address=127.0.0.1:0',
        '--cluster.listen-address=',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    for await (const line of createInterface({ input: alertmanager.stderr! })) {
      const address = /"?Listening on"? address=(\S+)/.exec(line)?.[1];
      if (address === undefined) continue;
      url = `http://${address}`;
      break;
    }
    alertmanager.stderr!.resume();
  });

  afterEach(async () => {
    if (alertmanager?.kill('SIGKILL') === true) await once(alertmanager, 'close');
    await people.stop();
    await outbox.close();
  });

  withAlertmanager('is told that an alert stands, that it still does, of a login, and of the end', async () => {
    const channel = channelOf({
      ALERTMANAGER_URL: url,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      PUBLIC_URL: 'https://alerts.example.org',
    });
    const { round } = await outbox.process([channel]);
    const alert = detectedAlert('203.0.113.7', outbox.now - MINUTE, { endsAt: outbox.now + HOUR });
    await outbox.store('created', alert);
    await round();
    const [firing, ...others] = await shown();
    expect(others).toEqual([]);
    expect(firing).toMatchObject({
      labels: { alertname: 'SSH brute force', severity: 'high', ip_address: '203.0.113.7', alert_id: alert.id },
      startsAt: new Date(alert.firstSeen).toISOString(),
      generatorURL: `https://alerts.example.org/dashboard#/alerts/${alert.id}`,
      status: { state: 'active' },
    });
    expect(await told(1)).toEqual(['firing high']);

    outbox.now += MINUTE;
    await round();
    const [still] = await shown();
    expect(still).toMatchObject({ fingerprint: firing!.fingerprint, startsAt: firing!.startsAt });
    expect(Date.parse(still!.updatedAt)).toBeGreaterThan(Date.parse(firing!.updatedAt));

    await outbox.store('login_found', withLogin(alert));
    await round();
    const severities = (await shown()).map(({ labels }) => labels['severity']);
    expect(severities.toSorted()).toEqual(['critical', 'high']);
    expect(await told(2)).toEqual(['firing high', 'firing critical']);

    outbox.now += MINUTE / 2;
    const resolvedAt = outbox.now;
    await outbox.database.manager.update(Alert, { id: alert.id }, { resolvedAt, resolution: 'true_positive' });
    await round();
    expect(await shown()).toEqual([]);
    expect((await told(4)).slice(2).toSorted()).toEqual(['resolved critical', 'resolved high']);
  });

  withAlertmanager('takes the test of a channel', async () => {
    const channel = channelOf({ ALERTMANAGER_URL: `${url}/`, WEBHOOK_ALLOW_PRIVATE: 'true' });
    const message = {
      id: 'one',
      reason: 'test' as const,
      createdAt: Date.now(),
      sentAt: Date.now(),
      receiver: channel.receivers[0]!,
      alerts: [],
      further: 0,
      causes: [],
      summary: null,
      earlier: [],
      incidentId: null,
    };
    expect(await channel.deliver(message, new AbortController().signal)).toEqual({ kind: 'delivered' });
    expect((await shown()).map(({ labels }) => labels['alertname'])).toEqual(['Test of notifications']);
    expect(await told(1)).toEqual(['firing informational']);
  });
});
