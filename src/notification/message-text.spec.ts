import { notificationMessage, storedAlert, withLogin } from '../../test/factories/notification-message.js';
import { messageText, plainText } from './message-text.js';
import type { NotificationMessage } from './alert-text.js';

const PUBLIC_URL = 'https://alerts.example.org';

const subjectOf = (changes: Partial<NotificationMessage>) => messageText(notificationMessage(changes), '').subject;

describe('the subject of a message', () => {
  it.each<[string, Partial<NotificationMessage>]>([
    ['[high] SSH brute force from 203.0.113.7: 26 attempts in 1 min', {}],
    ['[high] More severe: SSH brute force from 203.0.113.7: 26 attempts in 1 min', { reason: 'graver' }],
    ['[high] Still going on: SSH brute force from 203.0.113.7: 26 attempts in 1 min', { reason: 'still_going_on' }],
    ['[high] Ended: SSH brute force from 203.0.113.7: 26 attempts in 1 min', { reason: 'ended' }],
    [
      '[critical] SSH brute force from 203.0.113.7: LOGIN SUCCEEDED after 26 attempts in 1 min',
      { reason: 'login_succeeded', alerts: [storedAlert(withLogin())] },
    ],
    ['[test] Notifications arrive here', { reason: 'test', alerts: [] }],
    [
      '[medium] Log source fell silent in /var/log/auth.log',
      {
        alerts: [
          storedAlert({
            severity: 'medium',
            reason: 'Log source fell silent',
            groupBy: { source: '/var/log/auth.log' },
            explanation: 'No line for an hour.',
          }),
        ],
      },
    ],
    ['[high] Digest: 1 alert', { reason: 'digest', causes: ['quiet'] }],
    [
      '[critical] Digest: 14 alerts, LOGIN SUCCEEDED in 1',
      { reason: 'digest', causes: ['quiet'], alerts: [storedAlert(), storedAlert(withLogin())], further: 12 },
    ],
    [
      '[critical] Digest: 13 alerts, LOGIN SUCCEEDED in 1 or more',
      { reason: 'digest', causes: ['quiet'], alerts: [storedAlert(withLogin())], further: 12 },
    ],
  ])('is %s', (subject, changes) => {
    expect(subjectOf(changes)).toBe(subject);
  });

  it.each([
    [999, '1 attempt in 1 s'],
    [59_400, '1 attempt in 59 s'],
    [60_000, '1 attempt in 1 min'],
    [3_570_000, '1 attempt in 1.0 h'],
    [0, '1 attempt'],
  ])('says how long an attack of %s ms took', (milliseconds, words) => {
    const alert = storedAlert({ attempts: 1 });
    expect(subjectOf({ alerts: [{ ...alert, lastSeen: alert.firstSeen + milliseconds }] })).toMatch(
      new RegExp(`: ${words}$`),
    );
  });
});

describe('the text of a message', () => {
  it('is complete', () => {
    const alert = storedAlert({ id: 'the-id', ...withLogin() });
    const text = messageText(notificationMessage({ reason: 'still_going_on', alerts: [alert] }), PUBLIC_URL);
    expect(plainText(text)).toBe(`SSH brute force from 203.0.113.7

You were notified of this before; it is still going on.

A LOGIN SUCCEEDED at 2026-11-20 09:42:01 UTC: user root, by password, from 203.0.113.7
26 failed attempts in 1 min.
Severity: critical
First seen: 2026-11-20 09:41:00 UTC
Last seen: 2026-11-20 09:42:00 UTC
Host: web-1
Usernames tried: root × 20, admin × 6
https://alerts.example.org/dashboard#/alerts/the-id
Alert the-id
`);
  });

  it('names every alert of a digest once, the most severe first, and says why it is one', () => {
    const [low, high] = [
      storedAlert({ id: 'low', severity: 'low', groupBy: { ip_address: '198.51.100.1' } }),
      storedAlert({ id: 'high' }),
    ];
    const message = notificationMessage({
      reason: 'digest',
      causes: ['backfill', 'rate_limit', 'quiet'],
      alerts: [low, high, low],
      further: 480,
    });
    expect(plainText(messageText(message, PUBLIC_URL))).toBe(`[high] Digest: 482 alerts

Found in older log lines: notified together, since they were last seen a while ago.
Too many alerts came at once to notify of them one by one.
Came in quiet time, and waited.

[high] SSH brute force from 203.0.113.7: 26 attempts in 1 min
2026-11-20 09:41:00 to 09:42:00 UTC
Usernames tried: root × 20, admin × 6
https://alerts.example.org/dashboard#/alerts/high

[low] SSH brute force from 198.51.100.1: 26 attempts in 1 min
2026-11-20 09:41:00 to 09:42:00 UTC
Usernames tried: root × 20, admin × 6
https://alerts.example.org/dashboard#/alerts/low

and 480 more alerts: https://alerts.example.org/dashboard#/alerts
`);
  });

  it('shows what an attacker wrote shortened, visible, told from our words, and as no link', () => {
    const usernames = ['\u202Eroot\r\nBcc: x@example.org', 'a'.repeat(10_000), 'https://evil.example', 'x × 99, y'];
    const alert = storedAlert();
    const summary = { ...alert.summary, usernameCount: 12, usernames: usernames.map((value) => ({ value, count: 1 })) };
    const text = plainText(messageText(notificationMessage({ alerts: [{ ...alert, summary }] }), ''));
    expect(text).toContain(
      `Usernames tried: "\\u202eroot\\u000d\\u000aBcc: x@example.org" × 1, "${'a'.repeat(60)}…" × 1, ` +
        '"https[:]//evil.example" × 1, "x × 99, y" × 1 and 2 more\n',
    );
  });

  it.each<[string, Partial<NotificationMessage>]>([
    ['of one alert', {}],
    ['of a digest', { reason: 'digest', causes: ['quiet'] }],
  ])('says in one sentence where a client can choose the address: %s', (_, changes) => {
    const sentence =
      'A client can choose what stands where the filter looks for the address: do not block by it alone.\n';
    const textOf = (forgeable: boolean) =>
      plainText(messageText(notificationMessage({ ...changes, alerts: [storedAlert({ forgeable })] }), ''));
    expect(textOf(true).split(sentence)).toHaveLength(2);
    expect(textOf(false)).not.toContain('A client can choose');
  });

  it('has no link where nobody knows the address', () => {
    expect(plainText(messageText(notificationMessage(), ''))).not.toContain('http');
  });
});
