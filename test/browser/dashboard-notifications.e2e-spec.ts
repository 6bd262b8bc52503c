import type { Browser } from 'playwright-core';
import { FurnishedService, KEYS } from '../api/furnished-service.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

describeInBrowser('the dashboard, where somebody is notified of alerts', () => {
  const folder = sharedFolder();
  let furnished: FurnishedService;
  let browser: Browser;

  beforeAll(async () => {
    furnished = await FurnishedService.start(folder());
    await furnished.furnish();
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await furnished?.stop();
  });

  it('shows what arrived and what did not, tries again, and sends a test', async () => {
    const dashboard = await DashboardPage.open(browser, furnished.service.url);
    dashboard.allow(/401/);
    const { page } = dashboard;
    await page.goto(`${furnished.service.url}/dashboard#/notifications?state=failed`);
    await page.getByLabel('Access key').fill(KEYS.admin);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('It is tried again.').waitFor();
    await furnished.service.notified();
    await page.getByLabel('State').selectOption('delivered');
    await page.locator('.rows .state-good', { hasText: 'delivered' }).first().waitFor();
    await page.getByRole('button', { name: 'Send a test message' }).click();
    await page.getByText(/^(?:Delivered|Not delivered) to /).waitFor();
    await furnished.service.notified();

    await page.locator('.rows li', { hasText: 'login succeeded' }).getByRole('link').first().click();
    await page.waitForURL(/#\/alerts\//);
    await dashboard.settled();
    await expectSoon(() => page.locator('.card', { hasText: 'Notifications' }).innerText()).toContain('by webhook');
    await expectSoon(() => page.locator('.outcome').innerText()).toContain('Someone got in: oracle from 203.0.113.7');
    await dashboard.go('rules');
    await page.getByRole('button', { name: 'Read the files again' }).click();
    await page.getByText('The rules were read again.').waitFor();
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });
});
