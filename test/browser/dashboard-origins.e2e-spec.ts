import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { OriginsService } from '../../src/origin/origins.service.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { mmdbFile } from '../support/mmdb.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

const HOSTILE = '<img src=x onerror=alert(1)>\u202e';

describeInBrowser('country and network in the dashboard', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  /** How many requests the test had refused. */
  let refused = 0;

  beforeAll(async () => {
    const lines = [
      ...bruteForce(12, { address: '203.0.113.7' }),
      ...bruteForce(14, { second: 60, address: '198.51.100.9', user: 'root' }),
      acceptedPassword({ second: 200, address: '192.0.2.10' }),
      ...bruteForce(12, { second: 86_400, address: '203.0.114.7', user: 'bob' }),
      acceptedPassword({ second: 86_420, address: '203.0.114.7', user: 'bob' }),
    ];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    const countries = {
      '203.0.113.0/24': { country: { iso_code: 'NL' } },
      '198.51.100.0/24': { country: { iso_code: 'BR' } },
      '203.0.114.0/24': { country: { iso_code: 'SE' } },
    };
    const networks = {
      '203.0.113.0/24': { autonomous_system_number: 64_496, autonomous_system_organization: HOSTILE },
    };
    writeFileSync(join(folder(), 'country.mmdb'), mmdbFile('Countries', countries));
    writeFileSync(join(folder(), 'asn.mmdb'), mmdbFile('Networks', networks));
    service = await startService(folder(), {
      GEOIP_COUNTRY: join(folder(), 'country.mmdb'),
      GEOIP_ASN: join(folder(), 'asn.mmdb'),
    });
    await service.app.get(OriginsService).refresh();
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, service.url);
  });

  afterEach(async () => {
    expect(dashboard.faults.slice(refused)).toEqual([]);
    refused = 0;
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('stand beside addresses, and nothing does where nothing is known', async () => {
    const { page } = dashboard;
    for (const [view, row] of [
      ['alerts?status=all', '.alert'],
      ['incidents?status=all', '.alert'],
      ['entries', '.entries > li'],
      ['networks/203.0.113.0%2F24', '.ranking li'],
    ] as const) {
      await dashboard.go(view);
      const tag = page.locator(row, { hasText: '203.0.113.7' }).first().locator('.origin');
      await tag.waitFor();
      await expectSoon(() => tag.getAttribute('title')).toContain('Netherlands · AS64496 <img src=x');
      await expectSoon(() => tag.getAttribute('title')).toContain(String.raw`\u202e`);
    }
    await dashboard.go('logins?since=2026-11-20&until=2026-11-21');
    await page.getByRole('link', { name: '192.0.2.10' }).first().waitFor();
    await expectSoon(() => page.locator('.origin').count()).toBe(0);
  });

  it('can be read where somebody got in', async () => {
    const { page } = dashboard;
    await dashboard.go('alerts?status=all&outcome=login_succeeded&rule=ssh_brute_force');
    await page.locator('.alert').getByRole('link').first().click();
    const tag = page.locator('.outcome.got-in .origin');
    await tag.waitFor();
    const colour = (of: string) => page.evaluate(`getComputedStyle(document.querySelector('${of}')).color`);
    await expectSoon(() => colour('.outcome.got-in .origin')).toBe(await colour('.outcome.got-in'));
  });

  it('are ranked on the overview, lead to what came from there, and stand in the dossier', async () => {
    const { page } = dashboard;
    await dashboard.go('?since=2026-11-20&until=2026-11-21');
    const card = page.locator('.ranking', { hasText: 'Countries' });
    await card.waitFor();
    await expectSoon(() => card.locator('li').allInnerTexts()).toEqual([
      expect.stringMatching(/^Brazil\s+14/),
      expect.stringMatching(/^Netherlands\s+12/),
    ]);
    await card.getByRole('link', { name: 'Netherlands' }).click();
    await page.waitForURL(/#\/countries\/NL/);
    await dashboard.settled();
    await expectSoon(() => page.locator('main h1').innerText()).toBe('Country Netherlands');
    const addresses = page.locator('.ranking', { has: page.getByRole('heading', { name: /^Addresses/ }) });
    await expectSoon(() => addresses.locator('li').count()).toBe(1);
    await page.locator('.ranking', { hasText: 'Autonomous systems' }).getByText('AS64496').waitFor();
    await addresses.getByRole('link', { name: '203.0.113.7' }).click();
    await dashboard.settled();
    const facts = await page.locator('.facts-list').first().innerText();
    expect(facts).toContain('Netherlands');
    expect(facts).toContain('AS64496 <img src=x');
  });

  it('leave what is of a country, by the query, by a filter and from its own view', async () => {
    const { page } = dashboard;
    await dashboard.go('entries?range=all');
    await page.getByLabel('Query').fill('country:nl user:oracle');
    await page.keyboard.press('Enter');
    await page.getByText('12 entries', { exact: true }).waitFor();
    await expectSoon(() => page.locator('.entries > li').count()).toBe(12);
    await page.getByLabel('Query').fill('country:Holland');
    await page.keyboard.press('Enter');
    await page.getByText('country must be one or several').waitFor();
    await dashboard.go('countries/BR?range=all');
    await page.getByRole('link', { name: 'Its incidents' }).click();
    await page.getByText('1 incident.', { exact: true }).waitFor();
    await expectSoon(() => page.locator('.alert').allInnerTexts()).toEqual([expect.stringContaining('198.51.100.9')]);
    await page.getByLabel('Country').fill('NL');
    await page.getByLabel('Country').press('Enter');
    await page.locator('.alert', { hasText: '203.0.113.7' }).waitFor();
    await dashboard.go('alerts?status=all&country=XX');
    await page.getByText('No alert matches these filters.').waitFor();
    // The browser says of itself that a request was refused.
    expect(dashboard.faults).toEqual([expect.stringContaining('400')]);
    refused = 1;
  });

  it('are told in the settings, and a test is not offered where nobody would get it', async () => {
    const { page } = dashboard;
    await dashboard.go('settings');
    const card = page.locator('.card', { hasText: 'Country and network' });
    await expectSoon(() => card.innerText()).toContain('2 files say where addresses are from');
    await expectSoon(() => page.getByRole('button', { name: 'Send a test message' }).isDisabled()).toBe(true);
    await page.getByText('There is nobody to send it to yet.').waitFor();
  });
});
