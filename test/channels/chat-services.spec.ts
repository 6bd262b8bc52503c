import type { ChatFormat } from '../../src/config/channels/channel-settings.js';
import type { NotificationMessage } from '../../src/notification/alert-text.js';
import { configuredChannels } from '../../src/notification/channels/configured-channels.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { hostileAlert, notificationMessage, storedAlert, withLogin } from '../factories/notification-message.js';
import { channelOf } from './channel-under-test.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { HttpStandIn } from './http-stand-in.js';
import type { HttpReply, ReceivedRequest } from './http-stand-in.js';

const TOKEN = '123456789:AAE-bot_token-of-telegram';
const LINK = 'https://alerts.example.org/dashboard#/alerts/the-alert';

const policyOf = (file: string) =>
  configuredChannels(loadSettings({ environment: { NOTIFY_CONFIG: 'x' }, readFile: () => file }))[0]!.policy;

/** What Telegram shows of HTML, and whether it takes it (core.telegram.org/bots/api#html-style). */
function telegramText(html: string): { text: string; outsideCode: string; fault: string | null } {
  const open: string[] = [];
  let [text, outsideCode, fault]: [string, string, string | null] = ['', '', null];
  for (const [part, tag] of html.matchAll(/<([^>]*)>|[^<]+/g)) {
    if (tag === undefined) {
      if (/>|&(?!(?:amp|lt|gt|quot);)/.test(part)) fault = `unescaped: ${part}`;
      const plain = part
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
      text += plain;
      outsideCode += open.includes('code') ? '`' : plain;
    } else if (tag.startsWith('/')) {
      if (open.pop() !== tag.slice(1)) fault = `end tag ${tag}`;
    } else {
      const name = tag.split(' ')[0]!;
      if (!['b', 'code', 'a'].includes(name)) fault = `unsupported start tag ${name}`;
      if (open.includes('code') || (name === 'code' && open.length > 0))
        fault = 'code holds and is held by nothing else';
      open.push(name);
    }
  }
  return { text, outsideCode, fault: open.length > 0 ? `no end tag ${open.join()}` : fault };
}

const refused = (status: number, description: string): HttpReply => ({
  status,
  body: JSON.stringify({ ok: false, error_code: status, description: `Bad Request: ${description}` }),
});

/** A body as it was posted: what is in it, the rules find out. */
type Posted = ReturnType<typeof JSON.parse>;

/** By service: what it answers to a message, by its own rules. */
const RULES: Partial<Record<ChatFormat, (request: ReceivedRequest, body: Posted) => HttpReply>> = {
  telegram: ({ url }, body) => {
    if (url !== `/bot${TOKEN}/sendMessage`) return refused(404, 'Not Found');
    if (body.chat_id !== '-1001234567890') return refused(400, 'chat not found');
    const { text, fault } = telegramText(body.text);
    if (body.parse_mode !== 'HTML' || fault !== null) return refused(400, `can't parse entities: ${fault}`);
    if (text.trim() === '') return refused(400, 'message text is empty');
    return text.length > 4096 ? refused(400, 'message is too long') : { status: 200, body: '{"ok":true}' };
  },
  teams: ({ body: text }, body) => {
    if (Buffer.byteLength(text) > 28_672) return { status: 413 };
    const [{ contentType, content }] = body.attachments;
    const isCard = body.type === 'message' && contentType === 'application/vnd.microsoft.card.adaptive';
    const isRight = isCard && content.type === 'AdaptiveCard' && ['1.4', '1.5'].includes(content.version);
    return { status: isRight ? 202 : 400 };
  },
  apprise: ({ url }, { title, body, type, format }) => {
    if (url !== '/notify/the-key') return { status: 204 };
    const isType = ['info', 'success', 'warning', 'failure'].includes(type);
    return { status: isType && format === 'text' && typeof title === 'string' && body !== '' ? 200 : 400 };
  },
  pagerduty: ({ url, body: text }, { routing_key, event_action, dedup_key, payload, links }) => {
    const faults = [
      ...(url === '/v2/enqueue' ? [] : ['path']),
      ...(routing_key === 'the-routing-key' ? [] : ['routing_key']),
      ...(['trigger', 'acknowledge', 'resolve'].includes(event_action) ? [] : ['event_action']),
      ...(dedup_key.length >= 1 && dedup_key.length <= 255 ? [] : ['dedup_key']),
      ...(payload.summary.length >= 1 && payload.summary.length <= 1024 ? [] : ['summary']),
      ...(typeof payload.source === 'string' && payload.source !== '' ? [] : ['source']),
      ...(['critical', 'error', 'warning', 'info'].includes(payload.severity) ? [] : ['severity']),
      ...(links.every(({ href }: { href: string }) => /^https?:/.test(href)) ? [] : ['links']),
      ...(Buffer.byteLength(text) <= 512 * 1024 ? [] : ['size']),
    ];
    return faults.length === 0
      ? { status: 202, body: '{"status":"success"}' }
      : { status: 400, body: JSON.stringify({ status: 'invalid event', errors: faults }) };
  },
};

const SET_UP: Partial<Record<ChatFormat, Record<string, string>>> = {
  telegram: { path: '', CHAT_TOKEN: TOKEN, CHAT_TO: '-1001234567890' },
  teams: { path: '/workflows/0123/triggers/manual/paths/invoke?sig=s3cret' },
  apprise: { path: '/notify/the-key' },
  pagerduty: { path: '', CHAT_TOKEN: 'the-routing-key' },
};

describe.each(Object.keys(RULES) as ChatFormat[])('%s, by its own rules', (type) => {
  let server: HttpStandIn;

  const deliver = (changes: Partial<NotificationMessage> = {}, more: Record<string, string> = {}) => {
    const { path = '', ...setUp } = SET_UP[type]!;
    const channel = channelOf({
      CHAT_FORMAT: type,
      CHAT_URL: `http://127.0.0.1:${server.port}${path}`,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      PUBLIC_URL: 'https://alerts.example.org',
      ...setUp,
      ...more,
    });
    return channel.deliver(notificationMessage(changes), new AbortController().signal);
  };
  const posted = async (changes: Partial<NotificationMessage> = {}, more: Record<string, string> = {}) => {
    expect(await deliver(changes, more)).toEqual({ kind: 'delivered' });
    return JSON.parse(server.requests.at(-1)!.body);
  };

  beforeEach(async () => {
    server = await HttpStandIn.start();
    server.behaviour = (request) => RULES[type]!(request, JSON.parse(request.body));
  });

  afterEach(() => server.stop());

  it('takes everything that there is to say', async () => {
    await posted({ reason: 'test', alerts: [] });
    await posted({ reason: 'ended' });
    await posted({ reason: 'still_going_on' });
    await posted({ reason: 'login_succeeded', alerts: [storedAlert(withLogin())] });
    const afterLogin = {
      milestones: ['root'],
      sentences: Array.from({ length: 30 }, (_, n) => `ran "x@y.example/${n}"`),
    };
    await posted({ reason: 'escalated', alerts: [storedAlert({ ...withLogin(), afterLogin })] });
  });

  it.each(HOSTILE_TEXTS)('takes %j, in one alert and in 500', async (text) => {
    await posted({ alerts: [hostileAlert(text)] });
    const alerts = Array.from({ length: 500 }, () => hostileAlert(text));
    await posted({ reason: 'digest', causes: ['rate_limit'], alerts, further: 9 });
  });

  if (type === 'telegram') {
    it('shows values as code, and links to the alert', async () => {
      const { text } = await posted({ alerts: [storedAlert({ id: 'the-alert', ...withLogin() })] });
      expect(text).toContain(
        '<b>[critical] SSH brute force from</b> <code>203.0.113.7:</code> <b>LOGIN SUCCEEDED after',
      );
      expect(text).toContain('Usernames tried: <code>root</code> × 20');
      expect(text).toContain(`<a href="${LINK}">Open in the dashboard</a>`);
    });

    it.each(['@everyone', '/start@bot', '#tag', 'evil.example', 'a@evil.example', 't.me/joinchat', 'evil。example'])(
      'makes no link or mention of %s',
      async (text) => {
        for (const reason of ['first', 'digest'] as const) {
          const body = await posted({
            reason,
            alerts: [{ ...hostileAlert(text), explanation: `They tried ${text}.` }],
          });
          expect(telegramText(body.text).outsideCode).not.toMatch(/[@#/]|\w[.。]\w/);
        }
      },
    );

    it('waits as long as it is told in the body', async () => {
      const body = '{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":35}}';
      server.behaviour = { status: 429, body };
      expect(await deliver()).toMatchObject({ kind: 'retry', afterMs: 35_000 });
    });

    it('tells nobody the token, which is in its path', async () => {
      server.behaviour = ({ url }) => ({ status: 404, body: `no ${url}, ${decodeURIComponent(url)}` });
      expect(JSON.stringify(await deliver())).not.toMatch(/AAE-bot|123456789/);
      server.behaviour = 'break';
      expect(JSON.stringify(await deliver())).not.toMatch(/AAE-bot|123456789/);
    });
  }

  if (type === 'teams') {
    it('shows a card of runs of text, which know no Markdown', async () => {
      const { attachments } = await posted({ alerts: [storedAlert({ id: 'the-alert', ...withLogin() })] });
      const { body, actions } = attachments[0].content;
      expect(new Set(body.map((each: { type: string }) => each.type))).toEqual(new Set(['RichTextBlock']));
      expect(body[0].inlines).toMatchObject([{ weight: 'Bolder', color: 'Attention' }]);
      expect(actions).toEqual([{ type: 'Action.OpenUrl', title: 'Open in the dashboard', url: LINK }]);
      const functions = JSON.stringify(await posted({ alerts: [hostileAlert('{{DATE(2026-01-01T00:00:00Z)}}')] }));
      expect(functions).toContain('DATE');
      expect(functions).not.toContain('{{DATE');
    });

    it('names each alert of a digest with a link', async () => {
      const alerts = [storedAlert({ id: 'the-alert' }), storedAlert()];
      const body = JSON.stringify(await posted({ reason: 'digest', causes: ['quiet'], alerts, further: 3 }));
      expect(body).toContain(`"selectAction":{"type":"Action.OpenUrl","url":"${LINK}"}`);
      expect(body).toContain('and 3 more alerts');
    });
  }

  if (type === 'apprise') {
    it.each([
      ['failure', { alerts: [storedAlert()] }],
      ['warning', { alerts: [storedAlert({ severity: 'medium' })] }],
      ['info', { alerts: [storedAlert({ severity: 'low' })] }],
      ['info', { reason: 'test', alerts: [] }],
      ['success', { reason: 'ended' }],
    ] as const)('says that it is a %s', async (kind, changes) => {
      expect(await posted(changes)).toMatchObject({ type: kind });
    });

    it('names tags where there are some', async () => {
      expect(await posted({}, { CHAT_TO: 'on-call,team' })).toMatchObject({ tag: 'on-call,team' });
      expect(await posted()).not.toHaveProperty('tag');
    });

    it('gives up where nothing is configured, which answers 204, and tries again where a service behind it failed', async () => {
      expect(await deliver({}, { CHAT_URL: `http://127.0.0.1:${server.port}/notify/other` })).toEqual({
        kind: 'give-up',
        reason: expect.stringContaining('204 No Content: nothing is configured under this key'),
      });
      server.behaviour = { status: 424, body: '{"error":"One or more notification could not be sent."}' };
      expect(await deliver()).toMatchObject({ kind: 'retry', reason: expect.stringContaining('could not be sent') });
    });
  }

  if (type === 'pagerduty') {
    it('triggers by the id of the alert, and resolves what has ended', async () => {
      const alerts = [storedAlert({ id: 'the-alert', ...withLogin() })];
      expect(await posted({ alerts })).toMatchObject({
        event_action: 'trigger',
        dedup_key: 'the-alert',
        payload: { severity: 'critical', source: 'web-1', summary: expect.stringContaining('LOGIN SUCCEEDED') },
        links: [{ href: LINK }],
      });
      expect(await posted({ reason: 'ended', alerts })).toMatchObject({
        event_action: 'resolve',
        dedup_key: 'the-alert',
      });
      const digest = { id: 'one', reason: 'digest', causes: ['quiet'], alerts } as const;
      expect(await posted(digest)).toMatchObject({ event_action: 'trigger', dedup_key: 'one' });
    });

    it('is told of the end unless somebody does not want it', () => {
      const channel = 'name: pager, type: pagerduty, token: x, url: "https://events.pagerduty.com"';
      expect(policyOf(`channels: [{ ${channel} }]`)).toMatchObject({ notifiesEnd: true, resolves: true });
      const unwanted = policyOf(`channels: [{ ${channel}, ended: "false" }]`);
      expect(unwanted).toMatchObject({ notifiesEnd: false, resolves: false });
      const chat = policyOf('channels: [{ name: chat, type: slack, url: "https://hooks.slack.com/x", ended: "true" }]');
      expect(chat).toMatchObject({ notifiesEnd: true, resolves: false });
    });

    it('waits when there are too many', async () => {
      server.behaviour = { status: 429, headers: { 'retry-after': '7' } };
      expect(await deliver()).toMatchObject({ kind: 'retry', afterMs: 7_000 });
    });
  }
});
