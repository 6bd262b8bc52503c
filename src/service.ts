import { visibleLines } from './common/visible-text.js';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { setUpApp } from './app.setup.js';
import { MisconfiguredError } from './common/misconfigured-error.js';
import { ServiceLogger } from './common/service-logger.js';
import { loadServiceSettings } from './config/load-settings.js';
import { isLoopback } from './config/value-formats.js';
import { ListenerUnusableError } from './logs/ingestion/syslog/syslog-listener.js';
import type { ServiceSettings } from './config/load-settings.js';
import { DatabaseUnusableError } from './database/data-source.js';

/** Starts the HTTP service. Exit codes: 1 when it cannot run, 2 when it is not configured rightly. */
async function main(): Promise<void> {
  const given = loadServiceSettings();
  const { settings } = given;
  const logger = new ServiceLogger(settings.LOG_LEVEL, settings.LOG_FORMAT);
  try {
    await serve(given, logger);
  } catch (error) {
    // Whoever reads JSON alone would never hear of it otherwise.
    if (settings.LOG_FORMAT === 'json') logger.fatal(explain(error), 'Service');
    else process.stderr.write(`${visibleLines(explain(error))}\n`);
    process.exit(exitCodeOf(error));
  }
}

async function serve({ settings, given, misspelt }: ServiceSettings, logger: ServiceLogger): Promise<void> {
  const module = AppModule.forRoot(settings, given);
  const app = await NestFactory.create<NestExpressApplication>(module, { logger, abortOnError: false });
  setUpApp(app);
  const log = new Logger('Service');
  for (const each of misspelt) log.warn(each);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.listen(settings.PORT, settings.HOST);
  const url = await app.getUrl();
  log.log(`Listening on ${url}; see ${url}/dashboard, and explore the API at ${url}/docs`);
  if (isLoopback(settings.HOST)) return;
  const { port } = new URL(url);
  if (settings.API_KEYS.length > 0)
    log.log(`Other machines reach it at HOST=${settings.HOST}, port ${port}, with a key.`);
  else
    log.warn(`Anybody who reaches HOST=${settings.HOST}, port ${port}, can read and change everything: set API_KEYS.`);
}

function exitCodeOf(error: unknown): number {
  return error instanceof MisconfiguredError ? 2 : 1;
}

function isUnusable(error: unknown): error is DatabaseUnusableError | ListenerUnusableError {
  return error instanceof DatabaseUnusableError || error instanceof ListenerUnusableError;
}

function explain(error: unknown): string {
  if (error instanceof MisconfiguredError || isUnusable(error)) return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `${message}. Another program, perhaps this one, listens there; set PORT to another port.`;
  return stack ?? message;
}

// Whoever read our log may be gone; that is no reason to stop watching.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

main().catch((error: unknown) => {
  process.stderr.write(`${visibleLines(explain(error))}\n`);
  process.exit(exitCodeOf(error));
});
