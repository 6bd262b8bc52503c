import { CHAT_FORMATS } from '../../src/config/channels/channel-settings.js';
import type { ChannelType, ChatFormat } from '../../src/config/channels/channel-settings.js';
import type { NotificationMessage } from '../../src/notification/alert-text.js';
import { hostileAlert, notificationMessage, storedAlert, withLogin } from '../factories/notification-message.js';
import { channelOf } from './channel-under-test.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { HttpStandIn } from './http-stand-in.js';

/** A card as Teams takes it. */
interface TeamsMessage {
  readonly attachments: readonly [
    { readonly content: { readonly body: readonly { readonly inlines: readonly { readonly text: string }[] }[] } },
  ];
}

function textsOfCard({ attachments: [{ content }] }: TeamsMessage): string[] {
  const [title, ...lines] = content.body.map(({ inlines }) => inlines.map(({ text }) => text).join(''));
  return [lines.join('\n'), title!];
}

const INVISIBLE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uD800-\uDFFF]/;

const pathOf = (type: ChannelType): string => (type === 'apprise' ? '/notify/topic' : '/path/topic');

describe('chat channels', () => {
  let server: HttpStandIn;

  /** What the service is sent. */
  const posted = async (type: ChannelType, changes: Partial<NotificationMessage> = {}, path = pathOf(type)) => {
    const channel = channelOf({
      CHAT_URL: `http://127.0.0.1:${server.port}${path}`,
      CHAT_FORMAT: type,
      CHAT_TOKEN: type === 'telegram' ? '123456:the-token' : 'the-token',
      CHAT_TO: type === 'telegram' ? '-1001234567890' : '',
      WEBHOOK_ALLOW_PRIVATE: 'true',
      PUBLIC_URL: 'https://alerts.example.org',
    });
    expect(await channel.deliver(notificationMessage(changes), new AbortController().signal)).toEqual({
      kind: 'delivered',
    });
    const { url, headers, body } = server.requests.at(-1)!;
    return { url, headers, body: JSON.parse(body) };
  };
  const login = { alerts: [storedAlert({ id: 'the-alert', ...withLogin() })] };
  const SUBJECT = '[critical] SSH brute force from 203.0.113.7: LOGIN SUCCEEDED after 26 attempts in 1 min';
  const LINK = 'https://alerts.example.org/dashboard#/alerts/the-alert';

  beforeEach(async () => {
    server = await HttpStandIn.start();
  });

  afterEach(() => server.stop());

  it('posts to Slack in blocks', async () => {
    const { url, body } = await posted('slack', login);
    expect(url).toBe('/path/topic');
    expect(body).toEqual({
      text: SUBJECT,
      unfurl_links: false,
      unfurl_media: false,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: SUBJECT, emoji: false } },
        {
          type: 'section',
          text: { type: 'mrkdwn', verbatim: true, text: expect.stringContaining('*A LOGIN SUCCEEDED* at 2026-11-20') },
        },
      ],
    });
    expect(body.blocks[1].text.text).toContain('Usernames tried: `root` × 20, `admin` × 6');
    expect(body.blocks[1].text.text).toContain(`<${LINK}>`);
  });

  it('posts to Discord in an embed that mentions nobody', async () => {
    const { url, body } = await posted('discord', login);
    expect(url).toBe('/path/topic');
    expect(body).toEqual({
      allowed_mentions: { parse: [] },
      embeds: [
        {
          title: SUBJECT.replace(/[[\]:]/g, '\\$&'),
          description: expect.stringContaining('**A LOGIN SUCCEEDED** at 2026\\-11\\-20'),
          color: 0xb3261e,
        },
      ],
    });
    expect(body.embeds[0].description).toContain(`<${LINK}>`);
  });

  it.each(['/path/topic', '/path/topic/'])('publishes to a topic of ntfy (%s)', async (path) => {
    const { url, headers, body } = await posted('ntfy', login, path);
    expect(url).toBe('/path/');
    expect(headers['authorization']).toBe('Bearer the-token');
    const message = expect.stringContaining('Usernames tried: root × 20, admin × 6');
    expect(body).toEqual({ topic: 'topic', title: SUBJECT, message, priority: 5, click: LINK });
  });

  it.each([
    ['/', '/message'],
    ['/gotify/', '/gotify/message'],
    ['/gotify/message', '/gotify/message'],
  ])('sends to an application of Gotify (%s)', async (path, endpoint) => {
    const { url, headers, body } = await posted('gotify', login, path);
    expect(url).toBe(endpoint);
    expect(headers['x-gotify-key']).toBe('the-token');
    expect(body).toEqual({
      title: SUBJECT,
      message: expect.stringContaining('A LOGIN SUCCEEDED at 2026-11-20 09:42:01 UTC: user root, by password'),
      priority: 10,
      extras: {
        'client::display': { contentType: 'text/plain' },
        'client::notification': { click: { url: LINK } },
      },
    });
  });

  /**
   * By service: the texts that people see, how many bytes the first may have, and what of `[x](y) <@1> @everyone` must not
   * stand in any of them outside a code span, for it would be formatting; null where texts are shown as they are.
   */
  const shown: readonly [ChatFormat, (body: never) => string[], number, RegExp | null][] = [
    [
      'slack',
      ({ text, blocks }: { text: string; blocks: { text: { text: string } }[] }) => [
        blocks[1]!.text.text,
        blocks[0]!.text.text,
        text,
      ],
      3000,
      /<@1>/,
    ],
    [
      'discord',
      ({ embeds: [embed] }: { embeds: { title: string; description: string }[] }) => [embed!.description, embed!.title],
      4096,
      /(?<!\\)(?:\[x|\(y|<@|@everyone)/,
    ],
    ['ntfy', ({ title, message }: { title: string; message: string }) => [message, title], 4096, null],
    ['gotify', ({ title, message }: { title: string; message: string }) => [message, title], 8192, null],
    // Code, and the link to the alert, are taken off.
    [
      'telegram',
      ({ text }: { text: string }) => [text.replaceAll(/<code>(.*?)<\/code>|<a href.*?>/g, '`$1`')],
      5000,
      /[@#]|<@/,
    ],
    ['teams', textsOfCard, 27_000, null],
    ['apprise', ({ title, body }: { title: string; body: string }) => [body, title], 8192, /<@|@everyone/],
    [
      'pagerduty',
      ({ payload }: { payload: { summary: string; custom_details: { description: string } } }) => [
        payload.custom_details.description,
        payload.summary,
      ],
      16_384,
      null,
    ],
  ];

  it('every service is put to hostile texts', () => {
    expect(shown.map(([type]) => type).sort()).toEqual([...CHAT_FORMATS].sort());
  });

  describe.each(shown)('on %s', (type, textsOf, most, formatting) => {
    it('lets no name begin formatting, or end a code span early', async () => {
      const { body } = await posted(type, { alerts: [hostileAlert('a`b``c```d [x](y) <@1> @everyone')] });
      const texts = textsOf(body as never);
      // The header of Slack is plain text, where nothing means anything.
      const formatted = type === 'slack' ? [texts[0]!, texts[2]!] : texts;
      const outside = formatted.map((text) => text.replaceAll(/``.*?``|`[^`\n]*`/g, ''));
      expect(formatting === null ? '' : outside.join('\n')).not.toMatch(formatting ?? /never/);
    });

    it.each(HOSTILE_TEXTS)('%j does no harm', async (text) => {
      for (const reason of ['first', 'digest'] as const) {
        const { body } = await posted(type, { reason, alerts: [hostileAlert(text)] });
        const texts = textsOf(body as never);
        for (const each of texts) expect(each).not.toMatch(INVISIBLE);
        const all = texts.join('\n');
        expect(all).not.toMatch(/https?:\/\/evil/);
        // The header of Slack is plain text, where nothing means anything.
        const mrkdwn =
          type === 'slack'
            ? [texts[0], texts[2]].join().replaceAll(/<https:\/\/alerts\.example\.org\/[\w/#-]+>/g, '')
            : '';
        expect(mrkdwn).not.toMatch(/[<>]/);
      }
    });

    it('tells of 500 alerts within the limits, and says how many it does not name', async () => {
      const alerts = Array.from({ length: 500 }, (_, index) =>
        storedAlert({ groupBy: { ip_address: `198.51.100.${index}` } }),
      );
      const { body } = await posted(type, { reason: 'digest', causes: ['rate_limit'], alerts, further: 1000 });
      const [text, ...others] = textsOf(body as never);
      expect(Buffer.byteLength(text!)).toBeLessThanOrEqual(most);
      for (const other of others) expect(other.length).toBeLessThanOrEqual(256);
      const named = text!.match(/198(\\?\.)51/g)!.length;
      expect(named).toBeGreaterThan(5);
      expect(text).toContain(`and ${1500 - named} more alerts`);
    });

    it('stays within the limits for a single alert of long names', async () => {
      const alert = hostileAlert('\u200B'.repeat(10_000));
      const values = Array.from({ length: 50 }, (_, index) => ({
        value: `${index}${'\u202E<&`*'.repeat(5000)}`,
        count: 1,
      }));
      const summary = { ...alert.summary, usernames: values, ipAddresses: values, hosts: values };
      const { body } = await posted(type, { alerts: [{ ...alert, summary }] });
      const [text, ...others] = textsOf(body as never);
      expect(Buffer.byteLength(text!)).toBeLessThanOrEqual(most);
      for (const other of others) expect(other.length).toBeLessThanOrEqual(1000);
      expect(text).toContain('failed attempts');
    });
  });

  it('lets no code span on Discord or Slack end early, and no name begin formatting', async () => {
    const alerts = [hostileAlert('a`b``c```d [x](y) <@1> @everyone')];
    const slack = (await posted('slack', { alerts })).body.blocks[1].text.text as string;
    expect(slack).toContain('`aˋbˋˋcˋˋˋd [x](y) &lt;@1&gt; @everyone` × 9');
    const discord = (await posted('discord', { alerts })).body.embeds[0];
    expect(discord.description).toContain('``aˋbˋˋcˋˋˋd [x](y) <@1> @everyone`` × 9');
    expect(discord.title).toContain('a\\`b\\`\\`c\\`\\`\\`d \\[x\\]\\(y\\) \\<\\@1\\> \\@everyone');
  });
});
