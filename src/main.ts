import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { RulesInvalidError } from './analysis/rules/rules-invalid.error.js';
import { AppModule } from './app.module.js';
import { setUpApp } from './app.setup.js';
import { ServiceLogger } from './common/service-logger.js';
import { SettingsError } from './config/load-settings.js';
import { loadProcessSettings } from './config/process-settings.js';
import { DatabaseUnusableError } from './database/data-source.js';

/** Starts the HTTP service. Exit codes: 1 when it cannot run, 2 when it is not configured rightly. */
async function main(): Promise<void> {
  const settings = loadProcessSettings();
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(settings), {
    logger: new ServiceLogger(settings.LOG_LEVEL),
    abortOnError: false,
  });
  setUpApp(app);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.listen(settings.PORT, settings.HOST);
  const url = await app.getUrl();
  new Logger('Service').log(`Listening on ${url}; explore the API at ${url}/docs`);
}

function isMisconfiguration(error: unknown): error is SettingsError | RulesInvalidError {
  return error instanceof SettingsError || error instanceof RulesInvalidError;
}

function explain(error: unknown): string {
  if (isMisconfiguration(error) || error instanceof DatabaseUnusableError) return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `${message}. Another program, perhaps this one, listens there; set PORT to another port.`;
  return stack ?? message;
}

// Whoever read our log may be gone; that is no reason to stop watching.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(isMisconfiguration(error) ? 2 : 1);
});
