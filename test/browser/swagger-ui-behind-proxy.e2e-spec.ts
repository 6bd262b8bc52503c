import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { bruteForce } from '../factories/log-lines.js';
import { describeInBrowser, keepScreenshot, launchChromium } from '../support/chromium.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { StrippingProxy } from '../support/stripping-proxy.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

const KEY = 'doer-key-0123456789abcdefghij';

describeInBrowser('Swagger UI behind a proxy that strips its path, with keys', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let proxy: StrippingProxy;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const consoleErrors: string[] = [];

  beforeEach(async () => {
    writeFileSync(join(folder(), 'auth.log'), `${bruteForce(12).join('\n')}\n`);
    service = await startService(folder(), { BASE_PATH: '/ssh', API_KEYS: `doer:write:${KEY}` });
    proxy = await StrippingProxy.start('/ssh', service.url);
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
    page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
    page.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()));
  });

  afterEach(async () => {
    await browser?.close();
    await proxy?.stop();
    await service?.stop();
  });

  it('executes PATCH /alerts/{id} with the key that was entered through "Authorize"', async () => {
    const headers = { 'X-API-Key': KEY };
    const [{ id }] = (await service.http.get('/alerts').set(headers).expect(200)).body as [{ id: string }];
    await page.goto(`${proxy.url}/docs`);

    await page.locator('.auth-wrapper .authorize').click();
    const dialog = page.locator('.auth-container', { hasText: 'bearer' });
    await dialog.locator('input').fill(KEY);
    await dialog.getByRole('button', { name: 'Apply credentials' }).click();
    await page.locator('.modal-ux').getByRole('button', { name: 'Close' }).first().click();

    const operation = page.locator('.opblock-patch', { has: page.locator('[data-path="/alerts/{id}"]') });
    await operation.locator('.opblock-summary-control').click();
    await operation.locator('tr[data-param-name="id"] input').fill(id);
    await operation.locator('textarea').fill('{"status":"acknowledged","note":"Seen in the browser"}');
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table .response').first();
    await answer.waitFor();
    await keepScreenshot(page, 'swagger-ui-behind-proxy');

    await expectSoon(() => answer.locator('.response-col_status').innerText()).toContain('200');
    await expectSoon(() => answer.innerText()).toContain('"status": "acknowledged"');
    expect(requests).toContain(`PATCH ${proxy.url}/alerts/${id}`);
    expect(requests.filter((each) => !/^\w+ (?:data:|blob:)/.test(each) && !each.includes(` ${proxy.url}/`))).toEqual(
      [],
    );
    expect(consoleErrors).toEqual([]);
    const { body: history } = await service.http.get(`/alerts/${id}/history`).set(headers).expect(200);
    expect(history).toMatchObject([{ action: 'acknowledge', who: 'doer', note: 'Seen in the browser' }]);
  });
});
