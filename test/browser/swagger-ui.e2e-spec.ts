import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { bruteForce } from '../factories/log-lines.js';
import { describeInBrowser, keepScreenshot, launchChromium } from '../support/chromium.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

describeInBrowser('Swagger UI', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  const requestedHosts = new Set<string>();
  const consoleErrors: string[] = [];

  beforeEach(async () => {
    writeFileSync(join(folder(), 'auth.log'), `${bruteForce(12).join('\n')}\n`);
    service = await startService(folder());
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
    page.on('request', (request) => requestedHosts.add(new URL(request.url()).host));
    page.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()));
  });

  afterEach(async () => {
    await browser?.close();
    await service?.stop();
  });

  it('executes GET /alerts with "Try it out", asking nobody but the service', async () => {
    await page.goto(`${service.url}/docs`);
    const operation = page.locator('.opblock-get', { has: page.locator('[data-path="/alerts"]') });
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table .response .highlight-code').first();
    await answer.waitFor();
    await expectSoon(() => answer.innerText()).toContain('"ip_address": "203.0.113.7"');
    expect([...requestedHosts]).toEqual([new URL(service.url).host]);
    expect(consoleErrors).toEqual([]);
    await keepScreenshot(page, 'swagger-ui');
  });
});
