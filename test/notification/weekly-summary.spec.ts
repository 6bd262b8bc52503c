import { htmlMail } from '../../src/notification/channels/mail/mail-message.js';
import { messageText, plainText } from '../../src/notification/message-text.js';
import type { WeeklySummary } from '../../src/notification/weekly/weekly-summary.js';
import { HOSTILE_TEXTS } from '../channels/hostile-texts.js';
import { notificationMessage } from '../factories/notification-message.js';
import { badWeek, weeklySummary } from '../factories/weekly-summary.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { HOUR, MINUTE, OutboxUnderTest } from './outbox-under-test.js';
import { RecordingChannel } from './recording-channel.js';

const MONDAY_8 = { weekday: 1, minute: 8 * 60, timeZone: 'Europe/Berlin' };
const DAY = 24 * HOUR;
const MONDAY = Date.UTC(2026, 10, 23, 7);

describe('the summary of a week', () => {
  const folder = temporaryFolder();
  let outbox: OutboxUnderTest;
  let channel: RecordingChannel;

  const weeks = () => channel.delivered.map(({ summary }) => new Date(summary!.until).toISOString());

  beforeEach(async () => {
    outbox = await OutboxUnderTest.open(folder(), { NOTIFY_DEADLINE_HOURS: '2' });
    channel = new RecordingChannel('mail', ['a@example.org', 'b@example.org']);
    outbox.now = MONDAY - DAY;
  });

  afterEach(() => outbox.close());

  it('is sent once to each receiver, when the week is over and its lines are read', async () => {
    const { round } = await outbox.process([channel], {}, MONDAY_8);
    await round();
    outbox.now = MONDAY + MINUTE - 1;
    await round();
    expect(channel.delivered).toEqual([]);
    outbox.now = MONDAY + MINUTE;
    await round();
    await round();
    expect(channel.delivered.map(({ reason, receiver }) => `${reason} to ${receiver}`)).toEqual([
      'weekly_summary to a@example.org',
      'weekly_summary to b@example.org',
    ]);
    expect(channel.delivered[0]!.summary).toMatchObject({ since: MONDAY - 7 * DAY, until: MONDAY });
    outbox.now = MONDAY + 6 * DAY;
    await round();
    expect(channel.delivered).toHaveLength(2);
    outbox.now = MONDAY + 7 * DAY + MINUTE;
    await round();
    expect(channel.delivered).toHaveLength(4);
  });

  it('is sent once, though the service was restarted, and though several run', async () => {
    const first = await outbox.process([channel], {}, MONDAY_8);
    await first.round();
    const others = [await outbox.process([channel], {}, MONDAY_8), await outbox.process([channel], {}, MONDAY_8)];
    outbox.now = MONDAY + HOUR;
    await Promise.all([first, ...others].map(({ round }) => round()));
    const restarted = await outbox.process([channel], {}, MONDAY_8);
    await restarted.round();
    expect(channel.delivered.map(({ receiver }) => receiver).sort()).toEqual(['a@example.org', 'b@example.org']);
  });

  it('is of the last week alone where nothing ran for long, and late', async () => {
    await (await outbox.process([channel], {}, MONDAY_8)).round();
    outbox.now = MONDAY + 16 * DAY;
    await (await outbox.process([channel], {}, MONDAY_8)).round();
    expect(new Set(weeks())).toEqual(new Set(['2026-12-07T07:00:00.000Z']));
  });

  it('is not sent of a week that was over when it was turned on, nor when it is turned on again', async () => {
    await (await outbox.process([channel], {}, MONDAY_8)).round();
    await (await outbox.process([channel])).round();
    outbox.now = MONDAY + 2 * DAY;
    const again = await outbox.process([channel], {}, MONDAY_8);
    await again.round();
    expect(channel.delivered).toEqual([]);
    outbox.now = MONDAY + 7 * DAY + HOUR;
    await again.round();
    expect(new Set(weeks())).toEqual(new Set(['2026-11-30T07:00:00.000Z']));
  });

  it('is tried again later where the week cannot be read, and says then what it would have said', async () => {
    const { round } = await outbox.process([channel], {}, MONDAY_8);
    await round();
    const { weeks: readable } = outbox;
    let tries = 0;
    const failing = { read: () => (tries++, Promise.reject<WeeklySummary>(new Error('no figures'))) };
    Object.assign(outbox.weeks, failing);
    outbox.now = MONDAY + MINUTE;
    await round();
    await round();
    expect([tries, channel.delivered]).toEqual([1, []]);
    Object.assign(outbox.weeks, { read: (week: object) => Promise.resolve(weeklySummary(week)) });
    expect(outbox.weeks).toBe(readable);
    outbox.now += 5 * MINUTE;
    await round();
    expect(new Set(weeks())).toEqual(new Set(['2026-11-23T07:00:00.000Z']));
  });

  it('arrives though the mail server is down for a while, with the figures of when the week ended', async () => {
    const { round } = await outbox.process([channel], {}, MONDAY_8);
    await round();
    channel.answer = () => ({ kind: 'retry', reason: 'down' });
    Object.assign(outbox.weeks, { read: (week: object) => Promise.resolve(badWeek(week)) });
    outbox.now = MONDAY + MINUTE;
    await round();
    channel.answer = () => ({ kind: 'delivered' });
    Object.assign(outbox.weeks, { read: (week: object) => Promise.resolve(weeklySummary(week)) });
    outbox.now += HOUR;
    await round();
    expect(channel.delivered.map(({ summary }) => summary!.isAlarming)).toEqual([true, true]);
  });
});

const text = (summary: WeeklySummary, url = 'https://alerts.example.org') =>
  messageText(notificationMessage({ reason: 'weekly_summary', alerts: [], summary }), url);

describe('the mail of a week', () => {
  it('says what came, what was new and what nobody looked at, with links to the page of that week', () => {
    const plain = plainText(text(badWeek()));
    expect(text(badWeek()).subject).toBe('Weekly summary: THEY GOT IN, 12 incidents that nobody looked at');
    expect(plain).toContain('Mon 23 Nov 2026, 08:00 to Mon 30 Nov 2026, 08:00 (Europe/Berlin)');
    expect(plain).toContain('Failed attempts: 18,204 (week before: 9,377)');
    expect(plain).toContain('- [critical] 203.0.113.7 got in as deploy');
    expect(plain).toContain('12 incidents of this week are open');
    const time = 'since=2026-11-23T07%3A00%3A00.000Z&until=2026-11-30T07%3A00%3A00.000Z';
    for (const shown of [plain, htmlMail(text(badWeek())).replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')]) {
      expect(shown).toContain(`https://alerts.example.org/dashboard#/?${time}`);
      expect(shown).toContain(`https://alerts.example.org/dashboard#/incidents?status=open&${time}`);
      expect(shown).toContain('https://alerts.example.org/dashboard#/sessions/5c0a8b0e-3f2d-5a67-8f5e-0d7c0a5b9a11');
    }
  });

  it('has no links without a public address, and says that there was nothing', () => {
    const quiet = text(weeklySummary(), '');
    const plain = plainText(quiet);
    expect(plain).not.toContain('http');
    expect(htmlMail(quiet)).not.toContain('<a ');
    expect(plain).toContain('Nothing: no login from a new address');
    expect(plain).toContain('Nothing: no incident of this week is open.');
    expect(plainText(text(weeklySummary({ news: null })))).toContain('Nothing is stored from before this week');
  });

  it.each(HOSTILE_TEXTS.map((each) => [each.slice(0, 20), each] as const))('does no harm with %j', (_name, hostile) => {
    const summary = badWeek({
      verdict: hostile,
      sources: [{ address: hostile, attempts: '9' }],
      news: [{ words: hostile, route: `/hosts/${encodeURIComponent(hostile.replace(/\p{Cs}/gu, '').slice(0, 255))}` }],
      open: [{ id: hostile.replace(/\p{Cs}/gu, '').slice(0, 36), severity: 'high', headline: hostile }],
    });
    const html = htmlMail(text(summary));
    expect(html).not.toMatch(/<(?:img|script)/);
    for (const shown of [html.replaceAll(/href="[^"]*"/g, ''), plainText(text(summary))]) {
      expect(shown).not.toContain('https://evil.example');
      expect(shown).not.toMatch(/[\u202E\u2066\u200B\u0000\u001B]/);
      expect(shown.length).toBeLessThan(40_000);
    }
    expect(text(summary).subject).toBe('Weekly summary: THEY GOT IN, 12 incidents that nobody looked at');
  });
});
