import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interactions } from '../../bench/dashboard-interactions.js';
import { generateEntries } from '../../bench/generate-entries.js';
import { openDatabase } from '../../src/database/data-source.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** `npm run bench -- dashboard` does the same with a million, and says how long the page leaves an input without an answer. */
const ENTRIES = 50_000;

describeInBrowser('the dashboard, with much to show', () => {
  const folder = temporaryFolder();

  it('answers every input, from a day to a year', async () => {
    const dataSource = await openDatabase({ kind: 'sqlite', path: join(folder(), 'test.sqlite') });
    await generateEntries(dataSource, ENTRIES, ENTRIES / 50);
    await dataSource.destroy();
    writeFileSync(join(folder(), 'auth.log'), '');
    const service = await ServiceProcess.start(folder(), { RATE_LIMIT_PER_MINUTE: '0' });
    const browser = await launchChromium();
    try {
      const dashboard = await DashboardPage.open(browser, service.url);
      const done = await interactions(dashboard);
      expect(done.length).toBeGreaterThan(10);
      expect(dashboard.faults).toEqual([]);
    } finally {
      await browser.close();
      await service.stop('SIGKILL');
    }
  });
});
