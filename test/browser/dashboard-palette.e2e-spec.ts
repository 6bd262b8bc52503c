import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { bruteForce } from '../factories/log-lines.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

describeInBrowser('the palette and the keys of the dashboard', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(join(folder(), 'auth.log'), `${bruteForce(12, { user: 'root' }).join('\n')}\n`);
    service = await startService(folder());
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, service.url);
    ({ page } = dashboard);
    await dashboard.go('rules');
  });

  afterEach(async () => {
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const field = () => page.getByRole('combobox', { name: 'Go to or search' });

  it('goes to a view, an address, a rule, a search, by keyboard alone', async () => {
    for (const [key, text, place, heading] of [
      ['Control+k', 'logi', '/logins', 'Logins'],
      ['/', '203.0.113.7', '/addresses/203.0.113.7', 'Address 203.0.113.7'],
      ['/', 'from:203.0.113.0/24', '/entries?ip_address=203.0.113.0%2F24', 'Entries'],
      ['Meta+k', 'severity:high', '/alerts?min_severity=high', 'Alerts'],
    ] as const) {
      await page.keyboard.press(key);
      await field().fill(text);
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/dashboard#${place}`);
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
      await field().waitFor({ state: 'detached' });
      await dashboard.settled();
    }
    await page.keyboard.press('/');
    await field().fill('user enum');
    // The rules come after the palette.
    await page.getByRole('option', { name: 'Rule: SSH user enumeration' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('option', { name: 'Rule: SSH user enumeration', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'SSH user enumeration' }).waitFor();
  });

  it('is used with a pointer, and closed beside it or by Escape', async () => {
    await page.getByRole('button', { name: 'Go to or search' }).click();
    await page.getByRole('option', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.getByRole('button', { name: 'Go to or search' }).click();
    await page.keyboard.press('Escape');
    await field().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Go to or search' }).click();
    await field().waitFor();
    await page.mouse.click(5, 300);
    await field().waitFor({ state: 'detached' });
  });

  it('says what a query does not know', async () => {
    await page.keyboard.press('/');
    await field().fill('usr:root');
    await page.getByText('Did you mean user:').waitFor();
    await expectSoon(() => page.getByRole('option').count()).toBe(0);
    await field().fill('user: root');
    await page.getByText('has a blank after the colon. Did you mean user:root?').waitFor();
    await expectSoon(() => page.getByRole('option').count()).toBe(0);
  });

  it('changes how the page is shown', async () => {
    await page.keyboard.press('/');
    await field().fill('dark');
    await page.keyboard.press('Enter');
    await page.waitForFunction("document.documentElement.dataset.theme === 'dark'");
  });

  it('says which keys there are, and leaves those of a single sign to others on request', async () => {
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    await help.getByText('acknowledge').waitFor();
    await help.getByRole('checkbox').uncheck();
    await help.getByRole('button', { name: 'Close' }).click();
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.keyboard.press('/');
    await page.keyboard.press('Control+k');
    await field().waitFor();
    await expectSoon(() => page.getByRole('dialog').count()).toBe(1);
    await expectSoon(() => field().inputValue()).toBe('');
  });

  it('writes what it is given into a field, and does nothing else with it', async () => {
    await dashboard.go('entries');
    await page.getByLabel('Query').focus();
    await page.keyboard.type('a/b?');
    await expectSoon(() => page.getByLabel('Query').inputValue()).toBe('a/b?');
    await expectSoon(() => field().count()).toBe(0);
  });
});
