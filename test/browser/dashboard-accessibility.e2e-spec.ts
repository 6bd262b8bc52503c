import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { FurnishedService, KEYS } from '../api/furnished-service.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { mmdbFile } from '../support/mmdb.js';
import { sharedFolder } from '../support/temporary-folder.js';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

describeInBrowser('the dashboard, for everybody', () => {
  const folder = sharedFolder();
  let furnished: FurnishedService;
  let views: readonly string[];
  let browser: Browser;

  beforeAll(async () => {
    const countries = join(folder(), 'country.mmdb');
    writeFileSync(countries, mmdbFile('Countries', { '203.0.113.0/24': { country: { iso_code: 'NL' } } }));
    furnished = await FurnishedService.start(folder(), { GEOIP_COUNTRY: countries });
    const is = await furnished.furnish();
    views = [
      '',
      'alerts?status=all',
      `alerts/${is.alert}`,
      'incidents?status=all',
      `incidents/${is.incident}`,
      'entries',
      'logins?range=all',
      'sessions',
      'settings',
      'entries?q=nothing+of+the+kind',
      'hosts/web-1',
      'countries/NL?since=2026-11-20&until=2026-11-21',
      'networks/203.0.113.0%2F24',
      'addresses/203.0.113.7',
      'users/root',
      'sources',
      'rules',
      'rules/ssh_brute_force',
      'notifications',
      'blocking',
      'allowlist',
      'alerts/nothing',
      'nowhere',
    ];
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await furnished?.stop();
  });

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('axe finds nothing on any view (%s, %d pixels wide)', async (colorScheme, width) => {
    const dashboard = await DashboardPage.open(browser, furnished.service.url, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    const { page } = dashboard;
    dashboard.allow(/401|404/);
    await page.goto(`${furnished.service.url}/dashboard`);
    await page.getByLabel('Access key').waitFor();
    const found: Record<string, string[]> = { 'sign-in': await violations(dashboard) };
    await page.getByLabel('Access key').fill(KEYS.admin);
    await page.getByRole('button', { name: 'Sign in' }).click();
    for (const view of views) {
      await dashboard.go(view);
      found[view] = await violations(dashboard);
    }
    await dashboard.go('alerts?status=all');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to or search' }).fill('root');
    await page.getByRole('option', { name: /^Entries that match/ }).waitFor();
    found['palette'] = await violations(dashboard);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Go to or search' }).waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    found['keys'] = await violations(dashboard);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.time-menu > button').click();
    await page.getByLabel('From', { exact: true }).waitFor();
    found['time'] = await violations(dashboard);
    await page.keyboard.press('Escape');
    await page.getByLabel('All of this page').check();
    found['bulk bar'] = await violations(dashboard);
    await page.getByRole('button', { name: 'Resolve…' }).click();
    await page.getByRole('dialog').waitFor();
    found['dialog'] = await violations(dashboard);
    expect(Object.entries(found).filter(([, each]) => each.length > 0)).toEqual([]);
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  it('the page that a browser sees first', async () => {
    const dashboard = await DashboardPage.open(browser, furnished.service.url, { colorScheme: 'dark' });
    await dashboard.page.goto(furnished.service.url);
    expect(await violations(dashboard)).toEqual([]);
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });
});

/** What axe has to say of the page as it stands. */
async function violations({ page }: DashboardPage): Promise<string[]> {
  await page.evaluate(AXE);
  const tags = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${tags} }).then((all) => all.violations)`,
  )) as Violation[];
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
