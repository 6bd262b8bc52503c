import type { Browser } from 'playwright-core';
import { htmlMail } from '../../src/notification/channels/mail/mail-message.js';
import { messageText } from '../../src/notification/message-text.js';
import type { NotificationMessage } from '../../src/notification/alert-text.js';
import { HOSTILE_TEXTS } from '../channels/hostile-texts.js';
import { hostileAlert, notificationMessage, storedAlert, withLogin } from '../factories/notification-message.js';
import { badWeek, weeklySummary } from '../factories/weekly-summary.js';
import { describeInBrowser, keepScreenshot, launchChromium } from '../support/chromium.js';
import { expectSoon } from '../support/expect-soon.js';

const PHONE = 390;
const SCREEN = 600;

const many = Array.from({ length: 14 }, (_, index) => ({ value: `198.51.100.${index + 1}`, count: 30 - index }));
const distributed = storedAlert({
  reason: 'SSH distributed brute force',
  groupBy: { username: 'deploy' },
  ipAddress: null,
  attempts: 321,
  summary: { ...storedAlert().summary, ipAddressCount: 14, ipAddresses: many },
});
const silent = storedAlert({
  severity: 'medium',
  reason: 'Log source fell silent',
  groupBy: { source: '/var/log/remote/web-1/auth.log' },
  ipAddress: null,
  attempts: 0,
  explanation: 'The last line came 3 hours ago. Check that the host is up and that its logs are still sent here.',
  summary: { ...storedAlert().summary, usernameCount: 0, usernames: [], hosts: [] },
});

const MAILS: readonly [string, Partial<NotificationMessage>][] = [
  ['alert', {}],
  ['login', { reason: 'login_succeeded', alerts: [storedAlert(withLogin())] }],
  ['reminder', { reason: 'still_going_on', alerts: [distributed] }],
  ['source', { alerts: [silent] }],
  ['test', { reason: 'test', alerts: [] }],
  [
    'digest',
    {
      reason: 'digest',
      causes: ['backfill', 'quiet'],
      alerts: [storedAlert(withLogin()), storedAlert(), distributed, silent, storedAlert({ severity: 'low' })],
      further: 480,
    },
  ],
  ['week', { reason: 'weekly_summary', alerts: [], summary: badWeek() }],
  ['quiet-week', { reason: 'weekly_summary', alerts: [], summary: weeklySummary() }],
  [
    'hostile-week',
    {
      reason: 'weekly_summary',
      alerts: [],
      summary: badWeek({
        verdict: HOSTILE_TEXTS.join(' ').slice(0, 250),
        news: HOSTILE_TEXTS.map((words) => ({ words, route: '/hosts/web-1' })),
        sources: [{ address: 'x'.repeat(300), attempts: '9' }],
        open: HOSTILE_TEXTS.map((headline) => ({ id: 'one', severity: 'high', headline })),
      }),
    },
  ],
  ['hostile', { alerts: [hostileAlert(HOSTILE_TEXTS.join(' ').slice(0, 500))] }],
  ['hostile-digest', { reason: 'digest', causes: ['rate_limit'], alerts: HOSTILE_TEXTS.map(hostileAlert) }],
];

describeInBrowser('an HTML mail', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  it.each(MAILS)('shows %s on a screen and on a phone, light and dark, and executes nothing', async (name, changes) => {
    const html = htmlMail(messageText(notificationMessage(changes), 'https://alerts.example.org'));
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [SCREEN, PHONE]) {
        const page = await browser.newPage({ viewport: { width, height: 700 }, colorScheme });
        const surprises: string[] = [];
        page.on('request', (request) => surprises.push(request.url()));
        page.on('dialog', (dialog) => {
          surprises.push(dialog.message());
          void dialog.dismiss();
        });
        page.on('console', (message) => surprises.push(message.text()));
        await page.setContent(html);
        expect(surprises).toEqual([]);
        await expectSoon(() => page.locator('script, img, iframe, object, embed, form, svg, link').count()).toBe(0);
        await expectSoon(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        await expectSoon(() => page.locator('a:not([href^="https://alerts.example.org/dashboard#/"])').count()).toBe(0);
        await keepScreenshot(page, `mail-${name}-${colorScheme}-${width}`);
        await page.close();
      }
    }
  });
});
