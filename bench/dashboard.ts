import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDatabaseUrl } from '../src/config/database-url.js';
import { openDatabase } from '../src/database/data-source.js';
import { IngestionHead } from '../src/logs/ingestion/ingestion-head.entity.js';
import { LogSource } from '../src/logs/sources/log-source.entity.js';
import { DashboardPage } from '../test/support/dashboard-page.js';
import { launchChromium } from '../test/support/launch-chromium.js';
import { ServiceProcess } from '../test/support/service-process.js';
import { interactions } from './dashboard-interactions.js';
import { generateEntries } from './generate-entries.js';

/** Limits that the figures are held against. */
const MAX_ANSWER_MS = 200;
const MAX_SHOWN_MS = 500;
/** Alerts of the entries, at most: a server that is attacked all the time has some thousands a month. */
const MAX_ALERTS = 20_000;

/** `npm run bench -- dashboard [entries [sqlite|postgres|URL]]`; a database at a URL is filled where it is empty, and kept. */
const entries = Number(process.argv[2] ?? 1_000_000);
const engine = process.argv[3] ?? 'sqlite';
const folder = mkdtempSync(join(tmpdir(), 'bench-dashboard-'));
const { startPostgres } = createRequire(import.meta.url)('../../test/support/postgres-server.cjs') as {
  startPostgres: (settings: object) => Promise<{ readonly url: string; stop(): Promise<void> }>;
};
const server = engine === 'postgres' ? await startPostgres({ shared_buffers: '512MB' }) : null;
let service: ServiceProcess | null = null;
try {
  const url = engine.includes(':')
    ? engine
    : server === null
      ? `sqlite:${join(folder, 'test.sqlite')}`
      : `${server.url}/postgres`;
  const location = parseDatabaseUrl(url);
  if ('fault' in location) throw new Error(String(location.fault));
  const dataSource = await openDatabase(location);
  const alerts = Math.min(MAX_ALERTS, entries / 50);
  if ((await dataSource.manager.count(LogSource)) === 0) {
    await generateEntries(dataSource, entries, alerts);
    if (location.kind === 'postgres') await dataSource.query('VACUUM ANALYZE');
  }
  // Nothing of the entries has been through detection: a service that took them for its own would put all of them back in mind.
  await dataSource.manager.update(IngestionHead, { id: 1 }, { detection: () => 'NULL' });
  await dataSource.destroy();
  writeFileSync(join(folder, 'auth.log'), '');
  service = await ServiceProcess.start(folder, { RATE_LIMIT_PER_MINUTE: '0', DATABASE_URL: url });
  const browser = await launchChromium();
  const dashboard = await DashboardPage.open(browser, service.url);
  console.log(`${entries} entries, ${alerts} alerts, ${engine}`);
  for (const { name, answerMs, shownMs } of await interactions(dashboard)) {
    const held = answerMs < MAX_ANSWER_MS && shownMs < MAX_SHOWN_MS;
    const value = `answered in ${answerMs} ms, all shown after ${shownMs.toFixed(0)} ms`;
    console.log(`${held ? 'held  ' : 'MISSED'} ${name}: ${value} (limits: ${MAX_ANSWER_MS}, ${MAX_SHOWN_MS} ms)`);
    if (!held) process.exitCode = 1;
  }
  for (const fault of dashboard.faults) console.error(fault);
  if (dashboard.faults.length > 0) process.exitCode = 1;
  await browser.close();
} finally {
  await service?.stop('SIGKILL');
  await server?.stop();
  rmSync(folder, { recursive: true });
}
