import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { HealthIndicatorResult } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { scanIsStalled } from '../analysis/scan-stall.js';
import { ScanState } from '../analysis/scan-state.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { isoTime } from '../common/iso-time.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { pendingMigrations } from '../database/pending-migrations.js';
import { SyslogService } from '../logs/syslog/syslog.service.js';
import { SqlReader } from '../database/sql-reader.js';

/** What has to be right, besides a database that answers, for the service to do its work. */
@Injectable()
export class ReadinessIndicators {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly database: DataSource,
    private readonly reader: SqlReader,
    private readonly state: ScanState,
    private readonly syslog: SyslogService,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

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

  /** Down when scanning has come to a standstill. */
  scan(): HealthIndicatorResult {
    const indicator = this.indicators.check('scan');
    const { lastSignAt } = this.state;
    if (!scanIsStalled(lastSignAt, this.settings.SCAN_INTERVAL_SECONDS, this.clock())) return indicator.up();
    return indicator.down(`No scan has ended or stored anything since ${isoTime(lastSignAt)}.`);
  }
}
