import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { bruteForce } from '../factories/log-lines.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

/** More than a page of the list holds. */
const ATTACKERS = 60;

describeInBrowser('triage in the dashboard', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    const attacks = Array.from({ length: ATTACKERS }, (_, index) =>
      bruteForce(12, { address: `198.51.100.${index + 1}`, user: `name${index}`, second: index * 30 }),
    );
    writeFileSync(join(folder(), 'auth.log'), `${attacks.flat().join('\n')}\n`);
    service = await startService(folder(), { RATE_LIMIT_PER_MINUTE: '100000' });
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, service.url);
    ({ page } = dashboard);
    await dashboard.go('alerts?rule=ssh_brute_force');
  });

  afterEach(async () => {
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const countOf = async (status: string): Promise<number> => {
    const answer = await service.http.get(`/alerts?rule=ssh_brute_force&limit=1&status=${status}`).expect(200);
    return Number(answer.headers['x-total-count']);
  };
  const bar = () => page.getByRole('toolbar', { name: 'Triage of the chosen alerts' });

  it('shows what can be done while something is chosen', async () => {
    expect(await bar().count()).toBe(0);
    await page.getByRole('checkbox').nth(1).check();
    await bar().getByText('1 chosen').waitFor();
    expect(await bar().getByRole('button', { name: 'Select all that match' }).count()).toBe(0);
    await bar().getByRole('button', { name: 'Choose none' }).click();
    await bar().waitFor({ state: 'detached' });
  });

  it('takes back what was done', async () => {
    const first = page.locator('.alert').first();
    await first.getByRole('checkbox').check();
    await bar().getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('Acknowledged 1 alert.').waitFor();
    await first.locator('.status.acknowledged').waitFor();
    await first.getByRole('checkbox').check();
    await bar().getByRole('button', { name: 'Resolve…' }).click();
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await page.getByText('Resolved 1 alert.').waitFor();
    expect(await countOf('resolved')).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
    await first.locator('.status.acknowledged').waitFor();
    expect([await countOf('acknowledged'), await countOf('resolved')]).toEqual([1, 0]);
  });

  it('changes all that match, also beyond the page, after asking', async () => {
    expect(await countOf('open,acknowledged')).toBe(ATTACKERS);
    await page.getByLabel('All of this page').check();
    await bar().getByText('50 chosen').waitFor();
    await bar().getByRole('button', { name: 'Select all that match' }).click();
    await bar().getByText(`All ${ATTACKERS} alerts that match`).waitFor();
    await bar().getByRole('button', { name: 'Snooze…' }).click();
    const dialog = page.getByRole('dialog', { name: `Snooze ${ATTACKERS} alerts` });
    await dialog.getByText('no undo is offered').waitFor();
    await dialog.getByRole('button', { name: 'Snooze' }).click();
    await page.getByText(`Snoozed ${ATTACKERS} alerts.`).waitFor();
    await page.locator('.alert', { hasText: 'snoozed until' }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Older' }).click();
    await page
      .locator('.alert', { hasText: 'snoozed until' })
      .nth(ATTACKERS - 51)
      .waitFor();
  });
});
