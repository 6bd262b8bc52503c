import { ConsoleLogger } from '@nestjs/common';
import type { LogLevel } from '@nestjs/common';

/** Contexts in which Nest tells how it builds the application: of interest to nobody who runs it. */
const CONSTRUCTION = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Context in which Nest writes the stack of what stops the start; `main` says it once, in words for people. */
const FAILED_START = 'ExceptionHandler';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** The log of the service on standard output; Nest's own construction shows from level `debug` on. */
export class ServiceLogger extends ConsoleLogger {
  private readonly quiet: boolean;

  /** @param level the least important level that is shown */
  constructor(level: LogLevel) {
    super({ logLevels: LEVELS.slice(0, LEVELS.indexOf(level) + 1), colors: process.stdout.isTTY === true });
    this.quiet = LEVELS.indexOf(level) < LEVELS.indexOf('debug');
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (this.quiet && CONSTRUCTION.has(String(rest.at(-1)))) return;
    super.log(message, ...(rest as [string]));
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) === FAILED_START) return;
    super.error(message, ...(rest as [string]));
  }
}
