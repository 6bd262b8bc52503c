import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, keepScreenshot, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

/** What attackers write where a name is asked for. */
const NAMES = [
  '<script>alert(1)</script>',
  '<img/src=x/onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  'javascript:alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '\u202egnp.exe\u202c',
  'a\u2066b\u2069c\u200f\u061c',
  'zero\u200bwidth\ufeff',
  'bell\u0007\u001b[2Jescape',
  '../../../etc/passwd',
  '..',
  '__proto__',
  '%00%0a%2e%2e',
  "' OR '1'='1",
  '😀😀',
  'x'.repeat(10_000),
  `${'\u202e<b>'.repeat(2_000)}`,
];
const HOSTS = ['<script>alert(2)</script>', '\u202eweb-1', 'h'.repeat(10_000)];
const ADDRESS = '203.0.113.7';

describeInBrowser('the dashboard, with the texts of attackers', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    let second = 0;
    const line = (host: string, text: string): string =>
      `${new Date(Date.UTC(2026, 10, 20, 9, 0, second++)).toISOString()} ${host} sshd[${1000 + second}]: ${text}`;
    const lines = NAMES.flatMap((name, index) => [
      line('web-1', `Failed password for invalid user ${name} from ${ADDRESS} port 52814 ssh2`),
      line(HOSTS[index % HOSTS.length]!, `Failed password for invalid user ${name} from ${ADDRESS} port 52814 ssh2`),
      line('web-1', `something <script>alert(3)</script> ${name} that nobody knows`),
    ]);
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, service.url);
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

  /** Charts place their parts by script. Nothing of the text became an element, nothing hides or steers, and the page is as wide as before. */
  const expectHarmless = async (view: string): Promise<void> => {
    const found = await page.evaluate(`({
      view: ${JSON.stringify(view)},
      elements: document.querySelectorAll('main script, main img, main b, main svg[onload], [onerror], [style]:not(.chart *)').length,
      invisible: (document.body.innerText.match(/[\\u202a-\\u202e\\u2066-\\u2069\\u200b-\\u200f\\u061c\\ufeff\\u0007\\u001b]/g) ?? []).length,
      polluted: Object.keys(Object.prototype).length,
      isWide: document.documentElement.scrollWidth > innerWidth,
    })`);
    expect(found).toEqual({ view, elements: 0, invisible: 0, polluted: 0, isWide: false });
  };

  it('does nothing on any view', async () => {
    const alerts = (await service.http.get('/alerts').expect(200)).body as { id: string }[];
    expect(alerts.length).toBeGreaterThan(0);
    const views = [
      '',
      'alerts',
      'entries',
      'logins',
      'sessions',
      'settings',
      `addresses/${ADDRESS}`,
      'networks/203.0.113.0%2F24',
      'sources',
      'rules',
      'notifications',
      'blocking',
      'allowlist',
    ];
    const incidents = (await service.http.get('/incidents').expect(200)).body as { id: string }[];
    const found = [...alerts.map(({ id }) => `alerts/${id}`), ...incidents.map(({ id }) => `incidents/${id}`)];
    for (const view of [...views, 'incidents?status=all&kind=all', ...found]) {
      await dashboard.go(view);
      await expectHarmless(view);
      await page
        .locator('details')
        .evaluateAll((all: { open: boolean }[]) => all.forEach((each) => (each.open = true)));
      const more = page.getByRole('button', { name: /Show all/ });
      while ((await more.count()) > 0) await more.first().click();
      await expectHarmless(view);
    }
  });

  it('shows what would hide as an escape', async () => {
    await dashboard.go(`addresses/${ADDRESS}`);
    await expectSoon(() => page.locator('.escape', { hasText: String.raw`\u202e` }).count()).toBeGreaterThan(0);
    const text = await page.locator('main').innerText();
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain(String.raw`\u202eweb-1`);
    await keepScreenshot(page, 'dashboard-hostile');
  });

  it('shows a page for every host, whatever it is called', async () => {
    dashboard.allow(/431|400/);
    for (const host of HOSTS) {
      await dashboard.go(`hosts/${encodeURIComponent(host)}`);
      await expectHarmless(host);
    }
  });

  it('takes any query, and says what it does not know', async () => {
    dashboard.allow(/431|400/);
    await dashboard.go('entries');
    for (const name of NAMES) {
      await page.getByLabel('Query').fill(`usr:${name}`);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await expectHarmless(name);
    }
    for (const name of NAMES) {
      const field = page.getByRole('combobox', { name: 'Go to or search' });
      // The page may still be taking the keys up, or giving the focus back.
      while ((await field.count()) === 0) {
        await page.keyboard.press('Control+k');
        await field.waitFor({ timeout: 2_000 }).catch(() => undefined);
      }
      await page.getByRole('combobox', { name: 'Go to or search' }).fill(name);
      await expectHarmless(name);
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Go to or search' }).waitFor({ state: 'detached' });
    }
    await page.getByLabel('Query').fill('<script>alert(1)</script>');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.locator('.entries > li', { hasText: '<script>alert(1)</script>' }).first().waitFor();
    await dashboard.settled();
    await expectHarmless('a query');
  });

  it('shows the dossier of every name, or says why not', async () => {
    dashboard.allow(/431|400/);
    for (const name of NAMES) {
      await dashboard.go(`users/${encodeURIComponent(name)}`);
      await expectHarmless(name);
      const text = await page.locator('main').innerText();
      expect(text).toMatch(/Failed attempts\s+\d|cannot be a part of an address|too long|must be shorter/i);
    }
  });

  it.each(['<img src=x onerror=alert(1)>', '%\u202ex'])(
    'an address of the page that somebody made up does nothing: %j',
    async (text) => {
      dashboard.allow(/400|404/);
      const part = encodeURIComponent(text);
      const query = `?range=${part}&since=${part}&host=${part}&status=${part}&rule=${part}&cursor=${part}&q=${part}&username=${part}&ip_address=${part}`;
      for (const view of [
        '',
        'alerts',
        'entries',
        'logins',
        'sessions',
        'settings',
        `alerts/${part}`,
        `addresses/${part}`,
        `hosts/${part}`,
        `networks/${part}`,
        `rules/${part}`,
        part,
        '%',
      ]) {
        await dashboard.go(view + query);
        await expectHarmless(view);
      }
    },
  );
});
