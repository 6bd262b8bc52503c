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
      // Nothing in common, so that each is an incident of its own.
      bruteForce(12, { address: `${index + 20}.51.100.7`, user: `name${index}`, second: index * 1_500 }),
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
  const incidentBar = () => page.getByRole('toolbar', { name: 'Triage of the chosen incidents' });
  const statuses = async (): Promise<string[]> => {
    const answer = await service.http.get('/alerts?limit=1000').expect(200);
    return (answer.body as { id: string; status: string }[]).map(({ id, status }) => `${id} ${status}`).toSorted();
  };

  it('shows what can be done while something is chosen', async () => {
    await expectSoon(() => bar().count()).toBe(0);
    await page.getByRole('checkbox').nth(1).check();
    await bar().getByText('1 chosen').waitFor();
    await expectSoon(() => bar().getByRole('button', { name: 'Select all that match' }).count()).toBe(0);
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
    await expectSoon(() => countOf('resolved')).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
    await first.locator('.status.acknowledged').waitFor();
    expect([await countOf('acknowledged'), await countOf('resolved')]).toEqual([1, 0]);
  });

  it('changes all that match, also beyond the page, after asking', async () => {
    await expectSoon(() => countOf('open,acknowledged')).toBe(ATTACKERS);
    await page.getByLabel('All of this page').check();
    await bar().getByText('50 chosen').waitFor();
    await bar().getByRole('button', { name: 'Select all that match' }).click();
    await bar().getByText(`All ${ATTACKERS} alerts that match`).waitFor();
    await bar().getByRole('button', { name: 'Snooze…' }).click();
    const dialog = page.getByRole('dialog', { name: `Snooze ${ATTACKERS} alerts` });
    await dialog.getByText('All that match are changed at once.').waitFor();
    await dialog.getByRole('button', { name: 'Snooze' }).click();
    await page.getByText(`Snoozed ${ATTACKERS} alerts.`).waitFor();
    await page.locator('.alert', { hasText: 'snoozed until' }).first().waitFor();
    await page.getByRole('button', { name: 'Older' }).click();
    await page
      .locator('.alert', { hasText: 'snoozed until' })
      .nth(ATTACKERS - 51)
      .waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
    const { body } = await service.http.get('/alerts?rule=ssh_brute_force&limit=1000').expect(200);
    expect((body as { snoozed_until: unknown }[]).filter((alert) => alert.snoozed_until !== null)).toEqual([]);
  });

  it('chooses a range with Shift, by pointer and by keyboard', async () => {
    const boxes = page.locator('.alert').getByRole('checkbox');
    await boxes.nth(1).click();
    await boxes.nth(4).click({ modifiers: ['Shift'] });
    await bar().getByText('4 chosen').waitFor();
    await boxes.nth(2).click({ modifiers: ['Shift'] });
    await bar().getByText('1 chosen').waitFor();
    await page.locator('.alert a.title').nth(6).focus();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await bar().getByText('4 chosen').waitFor();
    await expectSoon(() => boxes.nth(8).isChecked()).toBe(true);
  });

  it('is done by keys as soon as the list is there, but not in a field or a dialog', async () => {
    const chosen = page.locator('.alert.chosen');
    const focused = () => page.evaluate("document.activeElement.closest('[data-id]')?.dataset.id ?? null");
    const second = await page.locator('.alert').nth(1).getAttribute('data-id');
    await page.getByLabel('Query').focus();
    await page.keyboard.press('x');
    await page.getByLabel('Query').blur();
    await expectSoon(() => chosen.count()).toBe(0);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('choose all from the last choice up to it').waitFor();
    await page.keyboard.press('x');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectSoon(() => chosen.count()).toBe(0);
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expectSoon(() => focused()).toBe(second);
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('x');
    await bar().getByText('1 chosen').waitFor();
    await expectSoon(() => chosen.getAttribute('data-id')).toBe(second);
    await page.keyboard.press('a');
    await page.getByText('Acknowledged 1 alert.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
  });

  it('leaves keys of a single sign outside of the list to others where somebody has turned them off', async () => {
    await page.evaluate("localStorage.setItem('log-analyzer-keys', 'off')");
    await page.reload();
    await dashboard.settled();
    await page.keyboard.press('x');
    await expectSoon(() => page.locator('.alert.chosen').count()).toBe(0);
    await page.locator('.alert a.title').first().focus();
    await page.keyboard.press('x');
    await bar().getByText('1 chosen').waitFor();
  });

  describe('of incidents', () => {
    beforeEach(() => dashboard.go('incidents'));

    it('takes back what was done, each alert to what it was', async () => {
      const before = await statuses();
      const boxes = page.locator('.alert').getByRole('checkbox');
      await boxes.nth(0).click();
      await boxes.nth(24).click({ modifiers: ['Shift'] });
      await incidentBar().getByText('25 chosen').waitFor();
      await page.keyboard.press('r');
      await page.getByRole('button', { name: 'Resolve', exact: true }).click();
      await page.getByText(/Resolved \d+ alerts of 25 incidents\./).waitFor();
      await expectSoon(() => statuses()).not.toEqual(before);
      await page.keyboard.press('u');
      await page.getByText('Undone.').waitFor();
      await expectSoon(() => statuses()).toEqual(before);
    });

    it('reaches all that match, beyond the page, and is taken back', async () => {
      const before = await statuses();
      await page.getByLabel('All of this page').check();
      await incidentBar().getByText('25 chosen').waitFor();
      await incidentBar().getByRole('button', { name: 'Select all that match' }).click();
      await incidentBar().getByText(`All ${ATTACKERS} incidents that match`).waitFor();
      await incidentBar().getByRole('button', { name: 'Resolve…' }).click();
      const dialog = page.getByRole('dialog', { name: `Resolve ${ATTACKERS} incidents` });
      await dialog.getByRole('button', { name: 'Resolve' }).click();
      await page.getByText('No incident matches.').waitFor();
      expect((await statuses()).every((each) => each.endsWith(' resolved'))).toBe(true);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('Undone.').waitFor();
      await expectSoon(() => statuses()).toEqual(before);
    });

    it('is done by keys as soon as the list is there', async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await incidentBar().getByText('1 chosen').waitFor();
      await expectSoon(() => page.locator('.alert').nth(1).getAttribute('class')).toContain('chosen');
    });
  });
});
