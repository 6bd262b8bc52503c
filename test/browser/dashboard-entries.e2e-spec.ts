import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

const BRUTE_FORCE = 'e772c04b-6658-5a62-93a0-d707fa02dba3';

describeInBrowser('the log in the dashboard', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    copyFileSync('logs/auth.log', join(folder(), 'auth.log'));
    service = await startService(folder(), {}, () => Date.UTC(2026, 10, 21, 6));
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, service.url);
    ({ page } = dashboard);
    await page.clock.setFixedTime(Date.UTC(2026, 10, 21, 6));
  });

  afterEach(async () => {
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const total = async (query: string): Promise<number> => {
    const answer = await service.http.get(`/logs?limit=1&${query}`).expect(200);
    return Number(answer.headers['x-total-count']);
  };
  const says = (count: number) =>
    page.getByRole('status').getByText(`${count} ${count === 1 ? 'entry' : 'entries'}`, { exact: true });
  const ask = async (query: string): Promise<void> => {
    await page.getByLabel('Query').fill(query);
    await page.getByLabel('Query').press('Enter');
  };

  it('is searched by a query, which stands in the address', async () => {
    await dashboard.go('entries');
    await says(await total('')).waitFor();
    await ask('user:root from:203.0.113.0/24 "Failed password"');
    await page.waitForURL(/username=root&ip_address=203.0.113.0%2F24&q=Failed\+password/);
    await says(await total('username=root&ip_address=203.0.113.0/24&q=Failed+password')).waitFor();
    await page.reload();
    await dashboard.settled();
    await expectSoon(() => page.getByLabel('Query').inputValue()).toBe('user:root from:203.0.113.0/24 Failed password');
    await ask('usr:root');
    await page.getByText('Did you mean user:').waitFor();
    await ask('severity:high words');
    await page.getByText('Some of these are of alerts').waitFor();
    await ask('severity:high');
    await page.waitForURL(/#\/alerts\?min_severity=high/);
    await page.getByText('4 alerts.').waitFor();
  });

  it('is narrowed by filters, and by time', async () => {
    await dashboard.go('entries');
    // A type that no entry here has.
    await page.getByLabel('Type').locator('optgroup option[value="pam_failed_login"]').waitFor({ state: 'attached' });
    await page.getByLabel('What happened').selectOption('login_succeeded');
    await says(await total('category=login_succeeded')).waitFor();
    await page.getByRole('textbox', { name: 'User' }).fill('deploy');
    await page.getByRole('textbox', { name: 'User' }).press('Enter');
    await says(await total('category=login_succeeded&username=deploy')).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await ask('since:"2026-11-20 10:41" until:"2026-11-20 10:42"');
    await says(await total('since=2026-11-20T09:41:00Z&until=2026-11-20T09:42:00Z')).waitFor();
    await expectSoon(() => page.locator('.entries > li').first().innerText()).toContain('20 Nov 2026, 10:41');
  });

  it('goes on to older entries, a page at a time', async () => {
    await dashboard.go('entries');
    const first = await page.locator('.entries > li').first().innerText();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.waitForURL(/cursor=/);
    const line = first.split('\n').at(-1)!;
    await page.locator('.entries > li').first().filter({ hasNotText: line }).waitFor();
    await page.getByRole('button', { name: 'Newest' }).click();
    await page.locator('.entries > li', { hasText: line }).first().waitFor();
  });

  it('is saved as CSV', async () => {
    await dashboard.go('entries?ip_address=203.0.113.7');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n');
    expect(lines[0]).toContain('id,timestamp');
    expect(lines).toHaveLength((await total('ip_address=203.0.113.7')) + 1);
  });

  it('is where figures, bars and evidence lead to', async () => {
    await dashboard.go('?since=2026-11-20T09:00Z&until=2026-11-20T10:00Z');
    await page.locator('.ranking').first().getByRole('link', { name: /^26/ }).click();
    await page.waitForURL(/#\/entries\?since=.*ip_address=203.0.113.7/);
    await dashboard.go('?since=2026-11-20T09:00Z&until=2026-11-20T10:00Z');
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/entries\?since=2026-11-20T09%3A00%3A00.000Z&until=2026-11-20T09%3A01%3A00.000Z/);
    await dashboard.go(`alerts/${BRUTE_FORCE}`);
    await page.getByRole('link', { name: 'All entries of the time' }).click();
    await page.waitForURL(/#\/entries\?ip_address=203.0.113.7&since=/);
    await says(
      await total('ip_address=203.0.113.7&since=2026-11-20T09:41:00.060Z&until=2026-11-20T09:42:05.061Z'),
    ).waitFor();
  });

  it('leads to the pages of hosts and networks', async () => {
    await dashboard.go('entries?ip_address=203.0.113.7');
    await page.locator('.entries').getByRole('link', { name: 'web-1' }).first().click();
    await page.getByRole('heading', { name: 'Host web-1' }).waitFor();
    await dashboard.settled();
    await expectSoon(() => page.locator('.verdict').innerText()).toContain('2 attackers came and stopped');
    await dashboard.go('addresses/203.0.113.7');
    await page.getByRole('link', { name: '203.0.113.0/24' }).click();
    await page.getByRole('heading', { name: 'Network 203.0.113.0/24' }).waitFor();
    await dashboard.settled();
    await expectSoon(() => page.locator('.ranking').first().innerText()).toMatch(
      /Addresses\s+\d+\s+203\.0\.113\.7\s+26/,
    );
  });
});
