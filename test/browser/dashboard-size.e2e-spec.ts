import type { Browser } from 'playwright-core';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

/** All that a browser loads before it asks for data, as it is sent. */
const MAX_BYTES = 150_000;

describeInBrowser('what the dashboard is made of', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;

  beforeAll(async () => {
    service = await startService(folder());
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('takes less than 150 kB, and nothing inline, evaluated or from elsewhere', async () => {
    const dashboard = await DashboardPage.open(browser, service.url);
    const sent: number[] = [];
    const policies = new Set<string>();
    dashboard.page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!pathname.startsWith('/dashboard')) return;
      const headers = response.headers();
      expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringContaining('Accept-Encoding') });
      sent.push(Number(headers['content-length']));
      policies.add(headers['content-security-policy'] ?? 'none');
    });
    await dashboard.go('');
    expect(dashboard.faults).toEqual([]);
    const bytes = sent.reduce((sum, each) => sum + each, 0);
    expect(sent.length).toBeGreaterThanOrEqual(3);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(MAX_BYTES);
    expect([...policies]).toHaveLength(1);
    expect([...policies][0]).not.toMatch(/unsafe|http|\*/);
    await dashboard.close();
  });

  it('runs no text, and takes no style or script from its own markup', async () => {
    const dashboard = await DashboardPage.open(browser, service.url);
    dashboard.allow(/Content Security Policy|TrustedScript|TrustedHTML/);
    await dashboard.go('');
    const attempts = (await dashboard.page.evaluate(`[
      () => { document.querySelector('h1').innerHTML = '<b>x</b>'; },
      () => { const it = document.createElement('script'); it.text = 'globalThis.ran = 1'; document.body.append(it); },
    ].map((attempt) => { try { attempt(); return 'done'; } catch (error) { return 'refused'; } })`)) as string[];
    expect(attempts).toEqual(['refused', 'refused']);
    await dashboard.page.evaluate(`document.body.setAttribute('style', 'outline: 1px solid')`);
    expect(await dashboard.page.evaluate('[document.body.style.outline, globalThis.ran]')).toEqual(['', undefined]);
    await dashboard.close();
  });
});
