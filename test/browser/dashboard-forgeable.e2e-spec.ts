import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

/** An hour after the lines below. */
const NOW = Date.UTC(2026, 10, 30, 10);
const FORGED = '203.0.113.7';
const SURE = '203.0.113.8';

/** Seconds apart, with the time as many programs write it. */
function lines(text: string): string {
  return Array.from({ length: 5 }, (_, second) => `2026-11-30 09:00:0${second} ${text}\n`).join('');
}

describeInBrowser('alerts about an address that a client can choose', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    const path = (name: string): string => join(folder(), name);
    writeFileSync(path('loose.conf'), '[Definition]\nfailregex = loose: no login for .* from <HOST>\n');
    writeFileSync(path('strict.conf'), '[Definition]\nfailregex = ^\\s*strict: no login from <HOST>$\n');
    writeFileSync(
      path('app.log'),
      lines(`loose: no login for x from 198.51.100.9 from ${FORGED}`) + lines(`strict: no login from ${SURE}`),
    );
    const filters = ['loose', 'strict'].map((name) => `;filter=${path(`${name}.conf`)};maxretry=5`);
    service = await startService(folder(), { LOG_FILES: `${path('app.log')}${filters.join('')}` }, () => NOW);
    browser = await launchChromium();
    dashboard = await DashboardPage.open(browser, service.url);
    ({ page } = dashboard);
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('have a badge in the list, and a sentence beside it where they are shown; others have neither', async () => {
    const rowOf = (address: string) => page.locator('.alert', { hasText: address });
    const sentence = page.getByText('A client can choose what stands where the filter looks for the address');
    for (const [address, times] of [
      [FORGED, 1],
      [SURE, 0],
    ] as const) {
      await dashboard.go('alerts?status=all');
      await expectSoon(() => rowOf(address).count()).toBe(1);
      await expectSoon(() => rowOf(address).locator('.badge.forgeable').count()).toBe(times);
      await rowOf(address).locator('.title').click();
      await page.getByText('Evidence').waitFor();
      await expectSoon(() => page.locator('main .badge.forgeable').allTextContents()).toEqual(
        times === 1 ? ['forgeable address'] : [],
      );
      await expectSoon(() => sentence.allTextContents()).toEqual(
        times === 1
          ? ['A client can choose what stands where the filter looks for the address: do not block by it alone.']
          : [],
      );
    }
    for (const [address, times] of [
      [FORGED, 1],
      [SURE, 0],
    ] as const) {
      await dashboard.go('incidents');
      await expectSoon(() => rowOf(address).locator('.badge.forgeable').count()).toBe(times);
      await rowOf(address).locator('.title').click();
      await page.getByRole('heading', { name: 'What happened' }).waitFor();
      // That of the incident, and that of its alert.
      await expectSoon(() => page.locator('main .badge.forgeable').count()).toBe(2 * times);
      await expectSoon(() => sentence.count()).toBe(times);
      await dashboard.go(`addresses/${address}`);
      await page.getByRole('heading', { name: 'Alerts', exact: true }).waitFor();
      const section = page.locator('section', { has: page.getByRole('heading', { name: 'Alerts', exact: true }) });
      await expectSoon(() => section.locator('.badge.forgeable').count()).toBe(times);
    }
    await dashboard.go('sources');
    await page.getByText('a client can choose the address that 1 of them takes').waitFor();
    await expectSoon(() => page.locator('main li', { hasText: 'strict' }).innerText()).toBe('strict: 1 expression.');
    expect(dashboard.faults).toEqual([]);
  });
});
