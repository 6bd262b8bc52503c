import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { LogScanner } from '../../src/analysis/scan/log-scanner.js';
import type { ScanReport } from '../../src/analysis/scan/scan-report.js';
import { openDatabase } from '../../src/database/data-source.js';
import { LogFile } from '../../src/logs/ingestion/files/log-file.entity.js';
import { LogSource } from '../../src/logs/sources/log-source.entity.js';
import { LogEntry } from '../../src/logs/entries/log-entry.entity.js';
import { failedPassword } from '../factories/log-lines.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { ENGINE, databaseLocation } from '../support/test-database.js';

/** More than a statement of one row a file can hold on SQLite; `npm run soak -- many-files` takes 10 000. */
const FILES = Number(process.env['SOAK_FILES'] ?? (ENGINE === 'sqlite' ? 1_200 : 300));

describe('many log files', () => {
  const folder = temporaryFolder();
  let dataSource: DataSource;

  beforeEach(async () => {
    dataSource = await openDatabase(databaseLocation(folder()));
  });

  afterEach(() => dataSource.destroy());

  const append = (round: number) => {
    for (let file = 0; file < FILES; file++) {
      const line = failedPassword({ second: round * 60 + (file % 60), address: `198.51.100.${file % 250}`, pid: file });
      appendFileSync(join(folder(), `host-${file}.log`), `${line}\n`);
    }
  };
  const scan = (): Promise<ScanReport> => {
    const sources = [{ pattern: join(folder(), '*.log'), timeZone: 'UTC', host: null }];
    const options = { sources, ruleFiles: [], batchBytes: 1 << 20, transactionBytes: 1 << 24 };
    const listener = { alertsChanged: () => undefined, progressed: () => undefined };
    return new LogScanner(dataSource, options).scan({ now: Date.now, listener, shouldStop: () => false });
  };
  const counts = async () => [
    await dataSource.manager.count(LogEntry),
    await dataSource.manager.count(LogSource),
    await dataSource.manager.count(LogFile),
  ];

  it('are stored in one scan with a new line each, and again', async () => {
    append(0);
    expect(await scan()).toMatchObject({ linesRead: FILES, faults: [], incomplete: [] });
    append(1);
    expect(await scan()).toMatchObject({ linesRead: FILES, faults: [], incomplete: [] });
    expect(await counts()).toEqual([2 * FILES, FILES, FILES]);
  }, 600_000);
});
