import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { Browser } from 'playwright-core';
import { CHANNEL_TYPES } from '../../src/config/channels/channel-settings.js';
import type { ChannelType } from '../../src/config/channels/channel-settings.js';
import { startChannel } from '../channels/channel-under-test.js';
import { bruteForce } from '../factories/log-lines.js';
import { notificationMessage, storedAlert } from '../factories/notification-message.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { StrippingProxy } from '../support/stripping-proxy.js';
import { sharedFolder } from '../support/temporary-folder.js';

const KEY = 'read-key-0123456789abcdefghij';

/** What a message shows as links, each once. Of a mail: in its text and behind its buttons. */
async function linksOf(type: ChannelType, body: string): Promise<string[]> {
  const texts = type === 'email' ? await mailTexts(body) : stringsOf(JSON.parse(body));
  return [...new Set(texts.flatMap((text) => text.match(/https?:\/\/[^\s"<>|\\]+/g) ?? []))];
}

async function mailTexts(body: string): Promise<string[]> {
  const { text, html } = await simpleParser(body);
  expect(text).toContain('/dashboard');
  const hrefs = [...String(html).matchAll(/href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
  expect(hrefs).not.toEqual([]);
  return [text!, ...hrefs];
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

describeInBrowser('the links in notifications', () => {
  const folder = sharedFolder();
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(join(folder(), 'auth.log'), `${bruteForce(12, { user: 'root' }).join('\n')}\n`);
    browser = await launchChromium();
  }, 60_000);

  afterAll(() => browser?.close());

  // Where a key is asked for, it is the page that asks, whatever the link came by.
  describe.each([
    ['where no key is asked for', false, CHANNEL_TYPES],
    ['where keys are required', true, ['email', 'slack', 'alertmanager'] as const],
  ])('%s', (_, withKeys, types) => {
    let service: RunningService;
    let proxy: StrippingProxy;
    let alert: { id: string; reason: string };

    beforeAll(async () => {
      service = await startService(folder(), {
        BASE_PATH: '/ssh',
        ...(withKeys ? { API_KEYS: `looker:read:${KEY}` } : {}),
      });
      proxy = await StrippingProxy.start('/ssh', service.url);
      const asked = service.http.get('/alerts?rule=ssh_brute_force');
      const { body } = await (withKeys ? asked.set('X-API-Key', KEY) : asked).expect(200);
      [alert] = body;
    }, 60_000);

    afterAll(async () => {
      await proxy?.stop();
      await service?.stop();
    });

    it.each(types)('of the %s channel open the alert in the dashboard', async (type) => {
      const channel = await startChannel(type, proxy.url);
      const message = notificationMessage({
        receiver: channel.channel.receivers[0]!,
        alerts: [storedAlert({ id: alert.id })],
      });
      await channel.channel.deliver(message, new AbortController().signal);
      const digest = { ...message, reason: 'digest', further: 7 } as const;
      await channel.channel.deliver(digest, new AbortController().signal);
      const [links, digestLinks] = await Promise.all(channel.accepted().map((body) => linksOf(type, body)));
      await channel.stop();
      expect(links).toHaveLength(1);

      const dashboard = await DashboardPage.open(browser, proxy.url);
      dashboard.allow(/401 \(Unauthorized\)/);
      const { page } = dashboard;
      await page.goto(links![0]!);
      if (withKeys) {
        await page.getByLabel('Access key').fill(KEY);
        await page.getByRole('button', { name: 'Sign in' }).click();
      }
      await page.getByRole('heading', { level: 1, name: alert.reason }).waitFor();
      await page.getByRole('heading', { name: 'Evidence' }).waitFor();
      for (const link of digestLinks!.filter((each) => each !== links![0])) {
        await page.goto(link);
        await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
      }
      expect(dashboard.faults).toEqual([]);
      await dashboard.close();
    });
  });
});
