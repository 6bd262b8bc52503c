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

describeInBrowser('how the dashboard is shown', () => {
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
    dashboard = await DashboardPage.open(browser, service.url, { colorScheme: 'light' });
    ({ page } = dashboard);
    await page.clock.setFixedTime(Date.UTC(2026, 10, 21, 12));
  });

  afterEach(async () => {
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const groundBecomes = (colour: unknown) =>
    page.waitForFunction(`getComputedStyle(document.body).backgroundColor === '${String(colour)}'`);

  it('is light or dark as the system is, or as somebody chose, and remembers it', async () => {
    await dashboard.go('');
    const light = await ground();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.getByRole('button', { name: 'Colours' }).click();
    await page.getByLabel('Light').check();
    await groundBecomes(light);
    await page.keyboard.press('Escape');
    await page.getByLabel('Light').waitFor({ state: 'detached' });
    await page.reload();
    await dashboard.settled();
    await groundBecomes(light);
    await page.getByRole('button', { name: 'Colours' }).click();
    await page.getByLabel('As the system').check();
    await groundBecomes(dark);
    await expectSoon(() => page.evaluate('localStorage.length')).toBe(0);
  });

  it('shows every time in one zone, and says which', async () => {
    await dashboard.go('alerts');
    const time = page.locator('.alert time').first();
    await expectSoon(() => time.innerText()).toMatch(/20 Nov 2026, 10:00:\d\d/);
    await expectSoon(() => time.getAttribute('title')).toMatch(/ CET$/);
    await page.getByRole('button', { name: /Europe\/Berlin/ }).click();
    await time.filter({ hasText: /20 Nov 2026, 09:00:\d\d/ }).waitFor();
    await expectSoon(() => time.getAttribute('title')).toMatch(/ UTC$/);
    await page.reload();
    await time.filter({ hasText: /20 Nov 2026, 09:00:\d\d/ }).waitFor();
  });

  it('says in the tab of the browser how many alerts are open', async () => {
    await dashboard.go('rules');
    await page.waitForFunction("document.title === '(2) Rules · SSH attacks'");
    await page.locator('.side .count', { hasText: '2' }).waitFor();
  });

  it('on a phone, the views lie at the bottom, and a finger meets what it wants', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await dashboard.go('alerts');
    const bar = page.locator('.bottom-bar');
    await bar.getByRole('link', { name: 'Overview' }).click();
    await page.waitForURL(/dashboard#\/$/);
    await bar.getByRole('button', { name: 'More' }).click();
    await bar.getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('heading', { name: 'Rules' }).waitFor();
    for (const view of ['', 'alerts', 'sessions', 'notifications', 'allowlist']) {
      await dashboard.go(view);
      expect({ view, small: await smallTargets(page) }).toEqual({ view, small: [] });
    }
  });
});

/** Buttons, fields and links of the navigation that are lower than 44 CSS pixels. */
function smallTargets(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('button, .choose, select, input:not([type=checkbox], [type=radio]), .view-link')]
    .filter((each) => each.getClientRects().length > 0 && each.getBoundingClientRect().height < 43.5)
    .map((each) => each.outerHTML.slice(0, 100))`);
}
