import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { scannerOptions } from '../../src/analysis/analysis.module.js';
import { AnalysisService } from '../../src/analysis/analysis.service.js';
import { InProcessPreviewer, PREVIEWER } from '../../src/analysis/preview/previewer.js';
import { ScanSchedule, WATCHER } from '../../src/analysis/scan/scan-schedule.js';
import { InProcessScanner, SCANNER } from '../../src/analysis/scan/scanner.js';
import { AppModule } from '../../src/app.module.js';
import { setUpApp } from '../../src/app.setup.js';
import { CLOCK } from '../../src/common/clock.js';
import { givenSettings } from '../../src/config/given-settings.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { openDatabase } from '../../src/database/data-source.js';
import { BODY_READER, InProcessBodyReader } from '../../src/logs/ingestion/push/body-reader.js';
import { ENTRY_REMOVER, InProcessRemover } from '../../src/retention/entry-remover.js';
import { NotificationService } from '../../src/notification/notification.service.js';
import { PatientStore, SHORT_WAIT_MS } from './patient-store.js';
import { databaseUrl } from './test-database.js';

/** The present moment in tests: a day after the events that the factories make. */
export const NOW = Date.UTC(2026, 10, 21, 12);

/** A service in this process, with a database and a log file in a folder. Scans happen when the test asks for them. */
export interface RunningService {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly http: ReturnType<typeof request>;
  scan(): Promise<void>;
  /** Settles when every notification asked for has been delivered or has failed. */
  notified(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a service whose files lie in `folder`; `environment` overrides the settings. */
export async function startService(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  clock = (): number => NOW,
): Promise<RunningService> {
  const given = {
    LOG_FILES: join(folder, 'auth.log'),
    DATABASE_URL: environment['DATABASE_URL'] ?? databaseUrl(folder),
    LOG_TIMEZONE: 'UTC',
    SCAN_INTERVAL_SECONDS: '3600',
    PORT: '0',
    ...environment,
  };
  const settings = loadSettings({ environment: given, readFile: (path) => readFileSync(path, 'utf8') });
  const module = await Test.createTestingModule({ imports: [AppModule.forRoot(settings, givenSettings(given))] })
    .overrideProvider(CLOCK)
    .useValue(clock)
    // The workers of the compiled service cannot be loaded from their source; tests of the compiled service cover them.
    .overrideProvider(SCANNER)
    .useValue(
      new InProcessScanner(
        () => openDatabase(settings.DATABASE_URL, SHORT_WAIT_MS),
        scannerOptions(settings),
        clock,
        (connection) => new PatientStore(connection),
      ),
    )
    // A watcher scans a moment after it has begun to watch, on a slow machine behind a clock that a test has moved.
    .overrideProvider(WATCHER)
    .useValue(() => ({ watch: () => Promise.resolve(), close: () => undefined }))
    .overrideProvider(PREVIEWER)
    .useValue(new InProcessPreviewer(() => openDatabase(settings.DATABASE_URL, SHORT_WAIT_MS)))
    .overrideProvider(BODY_READER)
    .useValue(new InProcessBodyReader())
    .overrideProvider(ENTRY_REMOVER)
    .useValue(new InProcessRemover(() => openDatabase(settings.DATABASE_URL)))
    .setLogger(false as never)
    .compile();
  const app = setUpApp(module.createNestApplication<NestExpressApplication>({ logger: false }));
  await app.listen(0, '127.0.0.1');
  const analysis = app.get(AnalysisService);
  const notification = app.get(NotificationService);
  await app.get(ScanSchedule).settled();
  await analysis.scan();
  await app.get(ScanSchedule).settled();
  return {
    app,
    url: await app.getUrl(),
    http: request(app.getHttpServer()),
    scan: async () => void (await analysis.scan()),
    notified: () => notification.idle(),
    stop: () => app.close(),
  };
}
