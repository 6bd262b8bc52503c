import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { acceptedPassword, bruteForce, failedPassword } from '../factories/log-lines.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

describeInBrowser('the dashboard, while things happen', () => {
  const folder = temporaryFolder();
  let service: ServiceProcess;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  beforeEach(async () => {
    writeFileSync(join(folder(), 'auth.log'), `${bruteForce(12, { user: 'root' }).join('\n')}\n`);
    service = await ServiceProcess.start(folder());
    await service.until<unknown[]>('/alerts', (alerts) => alerts.length >= 2);
    dashboard = await DashboardPage.open(browser, service.url);
    ({ page } = dashboard);
  });

  afterEach(async () => {
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
    await service.stop();
  });

  afterAll(() => browser?.close());

  const write = (lines: readonly string[]): void => appendFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);

  it('shows an alert as soon as the line of the log is there, and says when someone got in', async () => {
    await dashboard.go('alerts');
    await page.locator('.connection[data-state="open"]').waitFor();
    write(bruteForce(12, { address: '198.51.100.9', second: 100 }));
    await page.locator('.alert', { hasText: '198.51.100.9' }).first().waitFor();

    await dashboard.go('');
    await page.getByText('2 attackers').first().waitFor();
    write([acceptedPassword({ address: '198.51.100.9', user: 'oracle', second: 120 })]);
    await page.locator('.verdict.got-in', { hasText: 'Someone got in: oracle from 198.51.100.9' }).waitFor();
  });

  it('moves the figures with every line, not only with alerts', async () => {
    await dashboard.go('');
    await page.getByText('12 failed attempts from 1 address').waitFor();
    write([failedPassword({ address: '192.0.2.200', user: 'mistyped', second: 130 })]);
    await page.getByText('13 failed attempts from 2 addresses').waitFor();
  });

  it('follows the log while live tail is on', async () => {
    await dashboard.go('entries?category=login_succeeded');
    await page.getByText('No entry matches.').waitFor();
    await page.getByRole('button', { name: 'Live tail' }).click();
    write([acceptedPassword({ address: '198.51.100.9', user: 'oracle', second: 120 })]);
    await page.locator('.entries > .login_succeeded', { hasText: 'oracle' }).waitFor();
    await page.getByText('1 entry', { exact: true }).waitFor();
  });

  it('is used by keyboard alone: from the beginning of the page to an acknowledged alert', async () => {
    await dashboard.go('alerts');
    const focused = page.locator(':focus');
    for (let tabs = 0; tabs < 60 && (await page.locator('.alert :focus').count()) === 0; tabs++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('j');
    await expectSoon(() => focused.getAttribute('class')).toBe('title');
    const [first, second] = await service.get<{ id: string }[]>('/alerts');
    await expectSoon(() => focused.getAttribute('href')).toBe(`#/alerts/${second!.id}`);
    await page.keyboard.press('k');
    await page.keyboard.press('a');
    await page.getByText('Acknowledged 1 alert.').waitFor();
    await service.until<{ status: string }>(`/alerts/${first!.id}`, ({ status }) => status === 'acknowledged');
    await page.locator(`.alert[data-id="${first!.id}"] .status.acknowledged`).waitFor();
    await expectSoon(() => focused.getAttribute('href')).toBe(`#/alerts/${first!.id}`);

    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'Resolve 2 alerts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Note' }).fill('by keyboard');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Noted on 2 alerts.').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/dashboard#/alerts/${second!.id}`);
    await page.getByText('by keyboard').waitFor();
  });

  it('says that it is not connected, comes back after a restart, and has missed nothing', async () => {
    dashboard.allow(/ERR_|Failed to load|NetworkError/);
    await dashboard.go('alerts');
    await page.locator('.connection[data-state="open"]').waitFor();
    const port = new URL(service.url).port;
    await service.stop('SIGKILL');
    await page.getByText('Not connected').waitFor();
    write(bruteForce(12, { address: '198.51.100.77', second: 200 }));
    service = await ServiceProcess.start(folder(), { PORT: port });
    await page.locator('.connection[data-state="open"]').waitFor();
    await page.locator('.alert', { hasText: '198.51.100.77' }).first().waitFor();
  });
});
