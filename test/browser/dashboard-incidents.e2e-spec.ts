import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

const BREAK_IN = '203.0.113.7';
const OTHER = '198.51.100.9';

describeInBrowser('incidents in the dashboard', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    const lines = [
      ...bruteForce(12, { address: BREAK_IN, user: 'root' }),
      acceptedPassword({ second: 60, address: BREAK_IN, user: 'deploy' }),
      ...bruteForce(12, { address: OTHER, second: 9_000 }),
    ];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder(), { RATE_LIMIT_PER_MINUTE: '100000', DECISIONS: 'on' });
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, service.url);
    ({ page } = dashboard);
  });

  afterEach(async () => {
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('are a row for each attacker, those who got in first, and lead to their story', async () => {
    await dashboard.go('incidents');
    await page.getByText('2 incidents.').waitFor();
    await expectSoon(() => page.locator('.alert .title').allInnerTexts()).toEqual([
      `${BREAK_IN} got in as deploy`,
      `${OTHER}: 12 attempts on oracle`,
    ]);
    await page.getByRole('link', { name: 'got in as deploy' }).click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    await page.getByText(`It got in as deploy from ${BREAK_IN} by password`).waitFor();
    await page.getByRole('heading', { name: 'Course of the attack' }).waitFor();
    await expectSoon(() => page.locator('.chart .mark.break-in').count()).toBe(1);
    const link = page.getByRole('link', { name: 'as a page' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^incident-[\da-f-]{36}\.html$/);
  });

  it('have their address turned away, and let in again, where they are read about', async () => {
    await dashboard.go('incidents');
    await page.getByRole('link', { name: OTHER }).click();
    await page.getByRole('button', { name: 'Block', exact: true }).click();
    await page.getByText(`${OTHER} is on the list of whom firewalls turn away.`).waitFor();
    expect((await service.http.get(`/decisions?value=${OTHER}&state=active`).expect(200)).body).toHaveLength(1);
    await page.getByRole('button', { name: 'Unblock' }).click();
    await page.getByText(`${OTHER} is on the list no longer.`).waitFor();
  });

  it('are triaged with all their alerts at once', async () => {
    await dashboard.go('incidents');
    for (const box of await page.locator('.alert').getByRole('checkbox').all()) await box.check();
    const bar = page.getByRole('toolbar', { name: 'Triage of the chosen incidents' });
    await bar.getByText('2 chosen').waitFor();
    await bar.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText(/Acknowledged \d+ alerts of 2 incidents\./).waitFor();
    const open = (await service.http.get('/alerts?status=open').expect(200)).body as unknown[];
    expect(open).toEqual([]);
    // What nobody has to look at any more is found, and the headline says it.
    await page.getByLabel('Status').selectOption('resolved');
    await page.getByText('No incident matches.').waitFor();
    await page.getByLabel('Status').selectOption('acknowledged');
    await page.getByText('2 incidents.', { exact: true }).waitFor();
    await dashboard.go('?range=all');
    await page.getByText('2 incidents (all acknowledged or resolved),').waitFor();
  });

  it('are where they were before, for whoever takes it back by key', async () => {
    await dashboard.go('incidents');
    const [box] = await page.locator('.alert').getByRole('checkbox').all();
    await box!.check();
    await page.getByRole('toolbar').getByRole('button', { name: 'Resolve' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Resolve/ })
      .click();
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.focus();
    await page.keyboard.press('Enter');
    await undo.waitFor({ state: 'detached' });
    await expectSoon(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
  });
});
