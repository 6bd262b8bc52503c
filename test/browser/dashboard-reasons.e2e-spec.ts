import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { describeInBrowser, keepScreenshot, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const ATTACKER = '203.0.113.7';
const NEAR = '198.51.100.9';
const ALLOWED = '192.0.2.77';

describeInBrowser('why and why not, in the dashboard', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    const lines = [
      ...bruteForce(26, { address: ATTACKER, user: 'root' }),
      ...bruteForce(7, { address: NEAR, user: 'root', second: 9_000 }),
      ...bruteForce(12, { address: ALLOWED, user: 'admin', second: 12_000 }),
      failedPassword({ second: 20_000, address: NEAR, user: '<img src=x onerror=alert(1)>' }),
    ];
    for (let host = 1; host <= 22; host++) {
      const address = `45.9.148.${host}`;
      for (const [at, user] of ['root', 'admin', '<img src=y>', `own${host}`].entries()) {
        lines.push(...bruteForce(at === 0 ? 2 : 1, { address, user, second: 30_000 + host * 20 + at * 4 }));
      }
    }
    lines.push(acceptedPassword({ second: 30_500, address: '45.9.148.3', user: 'admin' }));
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder(), { RATE_LIMIT_PER_MINUTE: '100000', ALLOWLIST: '192.0.2.0/24' });
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, service.url);
    ({ page } = dashboard);
  });

  afterEach(async () => {
    await expectSoon(() => violations()).toEqual([]);
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  async function violations(): Promise<string[]> {
    if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(AXE);
    const found = await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) =>
         id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
    );
    return found as string[];
  }

  it('an alert says in a sentence what its rule asks for, and what there was', async () => {
    const [alert] = (await service.http.get(`/alerts?rule=ssh_brute_force&ip_address=${ATTACKER}`)).body;
    await dashboard.go(`alerts/${alert.id}`);
    const why = page.locator('p.why');
    await expectSoon(() => why.innerText()).toMatch(
      /^Why: 10 failed attempts in 9 s: the rule asks for 10 failed attempts from one address within 5 minutes\. At its peak there were 26 within 5 minutes\. The peak was at .+\.$/,
    );
    await keepScreenshot(page, 'why-alert');
  });

  it('the page of an address says how near each rule came, and what was missing', async () => {
    await dashboard.go(`addresses/${NEAR}`);
    const card = page.locator('section.distances');
    await card.getByText('7 of 10 failed attempts within 5 minutes: below the threshold.').waitFor();
    await card.getByText(/rules saw nothing that they look for/).click();
    await card.getByRole('link', { name: 'SSH scanning' }).waitFor();
    await keepScreenshot(page, 'why-not-address');
    await card.getByRole('link', { name: 'SSH brute force', exact: true }).click();
    await page.getByRole('heading', { name: 'SSH brute force' }).waitFor();
  });

  it('the page of an address on the allowlist leads to the entry that stopped it', async () => {
    await dashboard.go(`addresses/${ALLOWED}`);
    const card = page.locator('section.distances');
    await card
      .getByText(/with which it would be 12 \(192\.0\.2\.0\/24\)/)
      .first()
      .waitFor();
    await card.getByRole('link', { name: 'See the allowlist' }).first().click();
    await page.getByRole('heading', { name: 'Allowlist' }).first().waitFor();
  });

  it('the page of an attacker names the alerts that its rules raised', async () => {
    await dashboard.go(`addresses/${ATTACKER}`);
    const card = page.locator('section.distances');
    await card.getByText('26 failed attempts within 5 minutes, where 10 are enough: it raised an alert.').waitFor();
    await card.getByRole('listitem').getByRole('link', { name: 'SSH brute force' }).nth(1).click();
    await page.locator('p.why').waitFor();
  });

  it('the page of a user has its rules, too, whatever the name', async () => {
    await dashboard.go(`users/${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
    await page
      .locator('section.distances')
      .getByText(/^1 of \d+ different addresses within/)
      .waitFor();
    await keepScreenshot(page, 'why-not-user');
  });

  it('the page of a rule shows what another threshold and window would do, and leads there', async () => {
    await dashboard.go('rules/ssh_brute_force');
    const card = page.locator('section.preview');
    await card.getByText('Now it asks for 10 failed attempts from one address within 5 minutes.').waitFor();
    await card.getByRole('slider', { name: 'Threshold, as a slider' }).fill('6');
    await expectSoon(() => card.getByRole('spinbutton', { name: 'Threshold' }).inputValue()).toBe('6');
    await card.getByRole('slider', { name: 'Window, as a slider' }).press('ArrowRight');
    await expectSoon(() => card.getByRole('spinbutton', { name: 'Window' }).inputValue()).toBe('10');
    await card.getByRole('button', { name: 'Preview' }).click();
    await card
      .getByText(
        /With 6 failed attempts from one address within 10 minutes: 1 alert would appear, 0 would vanish, 1 would stay/,
      )
      .waitFor();
    await keepScreenshot(page, 'preview');
    await card.getByRole('link', { name: NEAR }).click();
    await page.getByText('Failed password for root').first().waitFor();
  });

  it('a preview can be cancelled, and says why it is refused', async () => {
    await dashboard.go('rules/ssh_brute_force');
    const card = page.locator('section.preview');
    await page.route('**/rules/preview*', () => undefined);
    await card.getByRole('button', { name: 'Preview' }).click();
    await card.getByText('Looking at the stored entries…').waitFor();
    await card.getByRole('button', { name: 'Cancel' }).click();
    await card.getByText('Cancelled.').waitFor();
    await page.unroute('**/rules/preview*');
    dashboard.allow(/503/);
    await page.route('**/rules/preview*', (route) =>
      route.fulfill({ status: 503, json: { detail: 'Other previews are under way; try again in a moment.' } }),
    );
    await card.getByRole('button', { name: 'Preview' }).click();
    await card.getByRole('alert').getByText('Other previews are under way').waitFor();
  });

  it('a rule for which one entry is enough has no threshold to change', async () => {
    await dashboard.go('rules/log_tampering');
    await page.getByText('there is no threshold to change').waitFor();
  });

  it('an incident of many addresses shows who tried which name, down to the entries', async () => {
    const [incident] = (
      await service.http.get(`/incidents?kind=attack&active_since=${encodeURIComponent(timeOf(30_000))}`)
    ).body;
    await dashboard.go(`incidents/${incident.id}`);
    const table = page.getByRole('table', { name: /^Failed attempts by address and user name/ });
    await table.waitFor();
    await expectSoon(() => table.locator('tfoot td').last().innerText()).toBe(String(incident.attempts));
    await table.locator('.got-in').first().waitFor();
    await expectSoon(() => page.locator('.matrix img').count()).toBe(0);
    await keepScreenshot(page, 'matrix');
    const matrix = page.locator('.matrix');
    await matrix.getByText('1 to 12 of 22 addresses').waitFor();
    await matrix.getByRole('button', { name: 'Show more addresses' }).click();
    await matrix.getByText('1 to 12 of').waitFor({ state: 'detached' });
    await expectSoon(() => table.locator('tbody tr').count()).toBe(23);
    await expectSoon(() => table.locator('tfoot td').last().innerText()).toBe(String(incident.attempts));
    const row = table.getByRole('row', { name: /^45\.9\.148\.3 / });
    await row.getByRole('link', { name: '2', exact: true }).first().click();
    await page
      .getByText(/3 entries|Failed password/)
      .first()
      .waitFor();
    await expectSoon(() => decodeURIComponent(page.url())).toContain('ip_address=45.9.148.3');
  });

  it('an attack of one address has no such table', async () => {
    const [alert] = (await service.http.get(`/alerts?rule=ssh_brute_force&ip_address=${ATTACKER}`)).body;
    await dashboard.go(`alerts/${alert.id}`);
    await expectSoon(() => page.locator('.matrix').count()).toBe(0);
  });
});
