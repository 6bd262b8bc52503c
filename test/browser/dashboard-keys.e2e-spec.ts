import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { bruteForce } from '../factories/log-lines.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { StrippingProxy } from '../support/stripping-proxy.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

const KEYS = { read: 'read-key-0123456789abcdefghij', admin: 'admin-key-0123456789abcdefghij' };

describeInBrowser('the dashboard, where keys are required, behind a proxy', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let proxy: StrippingProxy;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(join(folder(), 'auth.log'), `${bruteForce(12, { user: 'root' }).join('\n')}\n`);
    const API_KEYS = `looker:read:${KEYS.read},boss:admin:${KEYS.admin}`;
    service = await startService(folder(), { BASE_PATH: '/ssh', API_KEYS });
    proxy = await StrippingProxy.start('/ssh', service.url);
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, proxy.url);
    ({ page } = dashboard);
    // The browser itself notes in the console that the first request was refused.
    dashboard.allow(/401 \(Unauthorized\)/);
  });

  afterEach(async () => {
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await proxy?.stop();
    await service?.stop();
  });

  const signIn = async (key: string): Promise<void> => {
    await page.getByLabel('Access key').fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  it('asks for a key, refuses a wrong one, and keeps a right one for the tab alone', async () => {
    await page.goto(`${proxy.url}/dashboard#/alerts`);
    await signIn('wrong');
    await page.getByText('The key is not known').waitFor();
    await signIn(KEYS.admin);
    await page.getByText('2 alerts.').waitFor();
    await page.locator('.connection[data-state="open"]').waitFor();
    await expectSoon(() => page.locator('.who').innerText()).toContain('boss');
    await page.reload();
    await page.getByText('2 alerts.').waitFor();
    await expectSoon(() => page.evaluate('[localStorage.length, document.cookie, sessionStorage.length]')).toEqual([
      0,
      '',
      1,
    ]);
    const other = await page.context().newPage();
    await other.goto(`${proxy.url}/dashboard`);
    await other.getByLabel('Access key').waitFor();
    await other.close();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Access key').waitFor();
    await expectSoon(() => page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('hides from a key that may only read what it may not do', async () => {
    await page.goto(`${proxy.url}/dashboard#/alerts`);
    await signIn(KEYS.read);
    await page.getByText('2 alerts.').waitFor();
    await expectSoon(() => page.getByRole('button', { name: /Acknowledge|Resolve|Snooze|Note|Reopen/ }).count()).toBe(
      0,
    );
    await expectSoon(() => page.getByRole('checkbox').count()).toBe(0);
    await page.locator('.alert a.title').first().focus();
    await page.keyboard.press('a');
    await dashboard.go('allowlist');
    await expectSoon(() => page.getByRole('button', { name: 'Add' }).count()).toBe(0);
    await dashboard.go('rules');
    await expectSoon(() => page.getByRole('button', { name: 'Read the files again' }).count()).toBe(0);
    await dashboard.go('alerts');
    await expectSoon(() => page.locator('.status.open').count()).toBe(2);
  });

  it('asks again when the key is taken back', async () => {
    const headers = { 'X-API-Key': KEYS.admin };
    const made = await service.http.post('/keys').set(headers).send({ name: 'guest', scope: 'write' }).expect(201);
    const { id, key } = made.body as { id: string; key: string };
    await page.goto(`${proxy.url}/dashboard`);
    await signIn(key);
    await page.getByText('came and stopped').waitFor();
    await service.http.delete(`/keys/${id}`).set(headers).expect(204);
    // The next request asks; the page may have made one of its own by now, and then the link is gone.
    await page.evaluate("location.hash = '#/rules'");
    await page.getByLabel('Access key').waitFor();
  });

  it('is found from the page that a browser sees first, with or without a slash', async () => {
    await page.goto(`${proxy.url}/`);
    await page.getByRole('link', { name: 'Dashboard' }).click();
    await page.getByLabel('Access key').waitFor();
    await expectSoon(() => page.url()).toBe(`${proxy.url}/dashboard`);
    await page.goto(`${proxy.url}/dashboard/`);
    await page.getByLabel('Access key').waitFor();
    await expectSoon(() => page.url()).toBe(`${proxy.url}/dashboard`);
  });
});
