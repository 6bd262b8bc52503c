import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

const BRUTE_FORCE = 'e772c04b-6658-5a62-93a0-d707fa02dba3';

describeInBrowser('the charts of the dashboard', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    copyFileSync('logs/auth.log', join(folder(), 'auth.log'));
    service = await startService(folder(), {}, () => Date.UTC(2026, 10, 21));
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, service.url);
    ({ page } = dashboard);
    await page.clock.setFixedTime(Date.UTC(2026, 10, 21));
    await dashboard.go('?since=2026-11-20T09:00Z&until=2026-11-20T10:00Z');
  });

  afterEach(async () => {
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const plot = () => page.getByRole('slider');
  const said = (words: RegExp) =>
    page.waitForFunction(`${words}.test(document.querySelector('.plot').getAttribute('aria-valuetext'))`);

  it('show the numbers of what the pointer is on', async () => {
    const box = (await page.locator('.plot .u-over').boundingBox())!;
    // 09:41 of an hour.
    await page.mouse.move(box.x + (box.width * 41.5) / 60, box.y + 60);
    const tip = page.locator('.chart-tip');
    await tip.waitFor();
    await expectSoon(() => tip.innerText()).toMatch(/20 Nov 2026, 10:41:00 – 10:42:00 CET\s+failed attempts\s+2\d/);
    await page.mouse.move(0, 0);
    await tip.waitFor({ state: 'detached' });
  });

  it('are walked and zoomed by keyboard', async () => {
    await plot().focus();
    await page.keyboard.press('Home');
    await said(/20 Nov 2026, 10:00:00/);
    for (let times = 0; times < 4; times++) await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowRight');
    await said(/20 Nov 2026, 10:41:00, 2\d failed attempts/);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/since=2026-11-20T09%3A41%3A00.000Z&until=2026-11-20T09%3A43%3A00.000Z/);
    await page.getByText('27 failed attempts from 2 addresses').waitFor();
  });

  it('leave out what the legend takes away, and fit the time to what there is', async () => {
    const failed = page.getByRole('button', { name: /failed attempts/ });
    await expectSoon(() => failed.innerText()).toMatch(/27/);
    await failed.click();
    await page.getByRole('button', { name: /failed attempts/, pressed: false }).waitFor();
    await failed.click();
    await page.getByRole('button', { name: 'Fit to data' }).click();
    await page.waitForURL(/since=2026-11-20T09%3A/);
    await expectSoon(() => page.locator('.chart').getAttribute('data-bars')).not.toBe('0');
  });

  it('show the course of an attack by what became of each attempt', async () => {
    await dashboard.go(`alerts/${BRUTE_FORCE}`);
    await expectSoon(() => page.locator('.chart .legend').innerText()).toMatch(/failed attempts\s+26/);
    await expectSoon(() => page.locator('.chart .mark').count()).toBe(1);
    await page.getByText('As a table').click();
    await expectSoon(() => page.getByRole('region', { name: 'The chart as a table' }).innerText()).toContain(
      'From (CET)',
    );
  });
});
