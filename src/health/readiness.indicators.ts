import { Inject, Injectable, ServiceUnavailableException } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { HealthCheckResult, HealthIndicatorResult } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { scanIsStalled } from '../analysis/scan/scan-schedule.js';
import { ScanState } from '../analysis/scan/scan-state.js';
import { CLOCK, isoTime } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { DomainError } from '../common/domain.error.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { pendingMigrations } from '../database/data-source.js';
import { SqlReader } from '../database/sql-reader.js';
import { FaultsService } from '../faults/faults.service.js';
import type { FaultSummary } from '../faults/faults.service.js';
import type { ProblemDocument } from '../http/problem-document.js';
import { SyslogService } from '../logs/ingestion/syslog/syslog.service.js';

/** What a failed check answers, as the API documents it. */
export const NOT_HEALTHY: ProblemDocument = {
  type: 'about:blank',
  title: 'Service Unavailable',
  status: 503,
  code: 'NOT_HEALTHY',
  detail: 'The service cannot do its work: scan.',
  instance: '/health/ready',
  errors: [{ pointer: 'scan', detail: 'No scan has ended or stored anything since 2026-11-20T09:00:00.000Z.' }],
};

/**
 * Says what is wrong in a problem document, as all other errors are told.
 *
 * @throws DomainError NOT_HEALTHY naming every check that failed
 */
export async function healthyOrProblem(check: Promise<HealthCheckResult>): Promise<HealthCheckResult> {
  try {
    return await check;
  } catch (error) {
    if (!(error instanceof ServiceUnavailableException)) throw error;
    const failed = Object.entries((error.getResponse() as HealthCheckResult).error ?? {});
    const names = failed.map(([name]) => name).join(', ');
    const faults = failed.map(([pointer, result]) => ({
      pointer,
      detail: String(result?.['message'] ?? 'It is down.'),
    }));
    throw new DomainError('unavailable', NOT_HEALTHY.code, `The service cannot do its work: ${names}.`, faults);
  }
}

/** How long the database may take to answer. */
const DATABASE_PATIENCE_MS = 2000;
/** A scan that fails is tried again; one that keeps failing takes nothing in. */
const FAILURE_PATIENCE_MS = 60_000;

/** What has to be right for the service to do its work. */
@Injectable()
export class ReadinessIndicators {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly database: DataSource,
    private readonly reader: SqlReader,
    private readonly state: ScanState,
    private readonly syslog: SyslogService,
    private readonly faults: FaultsService,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async databaseAnswers(): Promise<HealthIndicatorResult> {
    return await this.indicators
      .check('database')
      .attempt(async () => void (await this.database.query('SELECT 1')))
      .withTimeout(DATABASE_PATIENCE_MS);
  }

  /** Down while the schema is older than this program. */
  async migrations(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('migrations');
    try {
      const pending = await pendingMigrations(this.reader, this.database);
      return pending.length === 0 ? indicator.up() : indicator.down(`The schema lacks ${pending.join(', ')}.`);
    } catch {
      return indicator.down('The database does not say which migrations it has.');
    }
  }

  /** Down while syslog messages are received and cannot be stored. */
  syslogStored(): HealthIndicatorResult {
    const indicator = this.indicators.check('syslog');
    const { failure } = this.syslog;
    return failure === null ? indicator.up() : indicator.down(`Syslog messages cannot be stored: ${failure}`);
  }

  /** Down when scanning has come to a standstill, or has failed for longer than a minute. */
  scan(): HealthIndicatorResult {
    const indicator = this.indicators.check('scan');
    const { lastProgressAt, failingSince } = this.state;
    const now = this.clock();
    if (failingSince !== null && now - failingSince > FAILURE_PATIENCE_MS) {
      return indicator.down(`Every scan has failed since ${isoTime(failingSince)}; GET /sources says why.`);
    }
    if (!scanIsStalled(lastProgressAt, this.settings.SCAN_INTERVAL_SECONDS, now)) return indicator.up();
    return indicator.down(`No scan has ended or stored anything since ${isoTime(lastProgressAt)}.`);
  }

  /** Down while anything of the intake has been set aside for longer than a minute. */
  async intake(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('intake');
    let faults: readonly FaultSummary[];
    try {
      faults = await this.faults.lasting(this.clock());
    } catch {
      return indicator.down('The database does not say what is set aside.');
    }
    const [first] = faults;
    if (first === undefined) return indicator.up();
    // Anybody may ask: no names.
    const kinds = [...new Set(faults.map(({ kind }) => kind))].sort().join(', ');
    return indicator.down(`Set aside since ${isoTime(first.since)}: ${kinds}; GET /faults says what, and why.`);
  }
}
