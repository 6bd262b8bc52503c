import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { loadSettings } from '../../src/config/load-settings.js';
import { configuredChannels } from '../../src/notification/channels/configured-channels.js';
import { notificationMessage } from '../factories/notification-message.js';
import { channelOf } from './channel-under-test.js';
import { HttpStandIn } from './http-stand-in.js';
import { SmtpStandIn } from './smtp-stand-in.js';

const PAGE = readFileSync('docs/notifications.md', 'utf8');

/** The code blocks of a language below a heading. */
function blocks(heading: string, language: string): string[] {
  const section = PAGE.split(/^#+ /m).find((each) => each.startsWith(`${heading}\n`))!;
  return section
    .split(`\n\`\`\`${language}\n`)
    .slice(1)
    .map((each) => each.split('\n```')[0]!);
}

const environmentOf = (heading: string): Record<string, string> =>
  parseEnv(blocks(heading, 'sh').at(-1)!) as Record<string, string>;

const deliver = (channel: ReturnType<typeof channelOf>, changes = {}) =>
  channel.deliver(notificationMessage({ sentAt: Date.now(), ...changes }), new AbortController().signal);

describe('the set-ups of docs/notifications.md', () => {
  it.each(['Gmail', 'Any mail server'])('%s mails', async (heading) => {
    const environment = environmentOf(heading);
    const server = await SmtpStandIn.start();
    server.password = environment['EMAIL_PASSWORD']!;
    const here = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(server.port), SMTP_SECURE: 'false' };
    const channel = channelOf({ ...environment, ...here });
    for (const receiver of channel.receivers)
      expect(await deliver(channel, { receiver })).toEqual({ kind: 'delivered' });
    expect(server.mails).toHaveLength(environment['RECEIVER_EMAIL']!.split(',').length);
    expect(server.passwords[0]).toBe(environment['EMAIL_PASSWORD']);
    channel.close();
    await server.stop();
  });

  it('the summary of the week comes when the page says', () => {
    const environment = { ...environmentOf('Any mail server'), ...environmentOf('A summary of the week') };
    const { WEEKLY_SUMMARY } = loadSettings({ environment, readFile: () => '' });
    expect(WEEKLY_SUMMARY).toMatchObject({ timeZone: 'Europe/Berlin' });
  });

  it.each([
    'Slack',
    'Discord',
    'ntfy',
    'Telegram',
    'Microsoft Teams',
    'Apprise',
    'PagerDuty',
    'Gotify',
    'Prometheus Alertmanager',
    'Webhook',
  ])('%s posts', async (heading) => {
    const environment = environmentOf(heading);
    const server = await HttpStandIn.start();
    const here = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        value.replace(/^https?:\/\/[^/]+/, `http://127.0.0.1:${server.port}`),
      ]),
    );
    const channel = channelOf({ ...here, WEBHOOK_ALLOW_PRIVATE: 'true' });
    // While the attack lasts: Alertmanager is not sent what was over before.
    const { sentAt } = notificationMessage();
    expect(await deliver(channel, { sentAt })).toEqual({ kind: 'delivered' });
    expect(server.requests).toHaveLength(1);
    await server.stop();
  });

  it('several channels are read as the file says', () => {
    const [file] = blocks('Several channels', 'yaml');
    const contents: Record<string, string> = { 'notify.yml': file! };
    const readFile = (path: string): string =>
      contents[path] ?? (path.endsWith('telegram') ? '123456:ABC-DEF' : 'https://example.org/from/a/file');
    const channels = configuredChannels(loadSettings({ environment: { NOTIFY_CONFIG: 'notify.yml' }, readFile }));
    expect(channels.map(({ channel: { name, type } }) => `${name}: ${type}`)).toEqual([
      'on-call: email',
      'archive: webhook',
      'team: slack',
      'community: discord',
      'prometheus: alertmanager',
      'phone: ntfy',
      'chat: telegram',
      'pager: pagerduty',
      'home: gotify',
    ]);
    expect(channels[0]!.policy).toMatchObject({ minSeverity: 'high', repeatMs: 7_200_000, notifiesEnd: true });
    expect(channels[1]!.policy).toMatchObject({ limit: 100, digestMs: 300_000, maxAgeMs: 604_800_000 });
    expect(channels[2]!.policy).toMatchObject({
      minSeverity: 'low',
      repeatMs: 21_600_000,
      notifiesEnd: false,
      quiet: null,
    });
    expect(channels[4]!.policy.minSeverity).toBe('medium');
    expect(channels[5]!.policy.quiet).toEqual({ from: 1320, to: 420, timeZone: 'Europe/Berlin' });
    for (const { channel } of channels) channel.close();
  });

  describe('the receiver of webhooks', () => {
    let receiver: ChildProcess;
    const output: string[] = [];

    afterEach(() => receiver.kill());

    it('takes what is signed by its secret, once', async () => {
      const [code] = blocks('Webhook', 'js');
      const listening = code!.replace('listen(3000)', 'listen(0, function () { console.log(this.address().port); })');
      receiver = spawn(process.execPath, ['--input-type=module', '-e', listening], { stdio: ['ignore', 'pipe', 2] });
      const lines = receiver.stdout!.setEncoding('utf8');
      const [port] = (await once(lines, 'data')) as [string];
      lines.on('data', (text: string) => output.push(text));
      const WEBHOOK_URL = `http://127.0.0.1:${port.trim()}/`;
      const { WEBHOOK_SECRET } = environmentOf('Webhook') as { WEBHOOK_SECRET: string };
      const channel = channelOf({ WEBHOOK_URL, WEBHOOK_SECRET, WEBHOOK_ALLOW_PRIVATE: 'true' });
      expect(await deliver(channel, { id: 'one' })).toEqual({ kind: 'delivered' });
      expect(await deliver(channel, { id: 'one' })).toEqual({ kind: 'delivered' });
      expect(await deliver(channel, { id: 'old', sentAt: Date.now() - 600_000 })).toMatchObject({ kind: 'give-up' });
      const forger = channelOf({ WEBHOOK_URL, WEBHOOK_ALLOW_PRIVATE: 'true' });
      expect(await deliver(forger)).toMatchObject({ kind: 'give-up' });
      const [first] = output.length > 0 ? output : ((await once(lines, 'data')) as [string]);
      expect(first).toBe('alert.first SSH brute force\n');
      expect(output.join('')).toBe('alert.first SSH brute force\n');
    });
  });
});
