import { ConsoleLogger } from '@nestjs/common';
import type { LogLevel } from '@nestjs/common';
import type { LogFormat } from '../config/settings.schema.js';
import { visibleLines } from './visible-text.js';

/** Contexts in which Nest tells how it builds the application: of interest to nobody who runs it. */
const CONSTRUCTION = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Context in which Nest writes the stack of what stops the start; `main` says it once, in words for people. */
const FAILED_START = 'ExceptionHandler';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** In front of the second line of a text and those behind it, so that none can pass for an entry of its own. */
const CONTINUATION = '\n    ';

/**
 * The log of the service on standard output and standard error; Nest's own construction shows from level `debug` on.
 *
 * Messages quote attackers, file names and mail servers. Whatever they hold, an entry stays one entry: characters that
 * steer a terminal are shown as escapes, and a line break neither begins an entry nor, as JSON, ends one.
 */
export class ServiceLogger extends ConsoleLogger {
  private readonly quiet: boolean;

  /** @param level the least important level that is shown */
  constructor(level: LogLevel, format: LogFormat = 'text') {
    const json = format === 'json';
    super({
      logLevels: LEVELS.slice(0, LEVELS.indexOf(level) + 1),
      json,
      colors: !json && process.stdout.isTTY === true,
    });
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

  /** The text format's message. */
  protected override stringifyMessage(message: unknown, level: LogLevel): string {
    return super.stringifyMessage(typeof message === 'string' ? indented(message) : message, level);
  }

  /** The text format's stack; as JSON it is a member of the entry. */
  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && `    ${indented(stack)}`);
  }

  /** The JSON format's values. Escaped for whoever reads them, too: a program may show them in a terminal. */
  protected override stringifyReplacer(key: string, value: unknown): unknown {
    return super.stringifyReplacer(key, typeof value === 'string' ? visibleLines(value) : value);
  }
}

function indented(text: string): string {
  return visibleLines(text).replaceAll('\n', CONTINUATION);
}
