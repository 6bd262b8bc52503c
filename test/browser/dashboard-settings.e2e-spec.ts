import type { Browser } from 'playwright-core';
import { FurnishedService, KEYS } from '../api/furnished-service.js';
import { describeInBrowser, keepScreenshot, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { SmtpStandIn } from '../channels/smtp-stand-in.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

describeInBrowser('the settings in the dashboard', () => {
  const folder = sharedFolder();
  let furnished: FurnishedService;
  let mails: SmtpStandIn;
  let browser: Browser;

  beforeAll(async () => {
    mails = await SmtpStandIn.start();
    furnished = await FurnishedService.start(folder(), {
      SENDER_EMAIL: 'alerts@example.org',
      RECEIVER_EMAIL: 'admin@example.org',
      EMAIL_PASSWORD: 'app-password',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mails.port),
    });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await furnished?.stop();
    await mails?.stop();
  });

  const open = async (key: string): Promise<DashboardPage> => {
    const dashboard = await DashboardPage.open(browser, furnished.service.url);
    dashboard.allow(/401|403/);
    await dashboard.page.goto(`${furnished.service.url}/dashboard#/settings`);
    await dashboard.page.getByLabel('Access key').fill(key);
    await dashboard.page.getByRole('button', { name: 'Sign in' }).click();
    await dashboard.settled();
    return dashboard;
  };

  it('have tests of channels that say on the spot what arrived, and why the rest did not', async () => {
    const dashboard = await open(KEYS.write);
    const { page } = dashboard;
    await page.getByRole('button', { name: 'Send a test message by webhook' }).click();
    await page.getByText('Delivered to 127.0.0.1').first().waitFor();
    await page.getByRole('button', { name: 'Send a test message by email' }).click();
    await page.getByText('Delivered to admin@example.org.').waitFor();
    furnished.answerWith(410);
    await page.getByRole('button', { name: 'Send a test message by webhook' }).click();
    await page.getByText(/^Not delivered to 127\.0\.0\.1.*410/).waitFor();
    furnished.answerWith(200);
    mails.behaviour = '550 5.1.1 no such user, app-password';
    await page.getByRole('button', { name: 'Send a test message by email' }).click();
    await page.getByText(/^Not delivered to admin@example\.org: .*no such user/).waitFor();
    expect(mails.passwords).toContain('app-password');
    await expectSoon(() => page.locator('main').innerText()).not.toContain('app-password');
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  it('are not for keys that may only read, which is said', async () => {
    const dashboard = await open(KEYS.read);
    const { page } = dashboard;
    const button = page.getByRole('button', { name: 'Send a test message by webhook' });
    await expectSoon(() => button.isDisabled()).toBe(true);
    await expectSoon(() => page.getByText('It takes a key that may write.').count()).toBe(2);
    await dashboard.close();
  });

  it('are shown as they were given, without secrets, to an administrator alone', async () => {
    const dashboard = await open(KEYS.admin);
    const { page } = dashboard;
    const card = page.locator('.card.given');
    await expectSoon(() => card.innerText()).toMatch(/SMTP_HOST\s+127\.0\.0\.1\s+environment/);
    await expectSoon(() => card.innerText()).toMatch(/EMAIL_PASSWORD\s+set, and not shown/);
    await expectSoon(() => card.innerText()).not.toContain('RETENTION_DAYS');
    await card.getByText(/\d+ settings left at the default/).click();
    await expectSoon(() => card.innerText()).toMatch(/RETENTION_DAYS\s+0\s+default/);
    expect(await page.content()).not.toContain('app-password');
    await keepScreenshot(page, 'settings-given');
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();

    const reader = await open(KEYS.read);
    await reader.page.getByRole('heading', { name: 'Notifications' }).waitFor();
    await expectSoon(() => reader.page.locator('.card.given').count()).toBe(0);
    expect(reader.faults).toEqual([]);
    await reader.close();
  });
});
