import { Inject, Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { databaseSizeBytes } from '../database/database-size.js';
import { SqlReader } from '../database/sql-reader.js';
import type { MetricGroup } from './metric-group.js';
import { METRICS_REGISTRY } from './metrics-registry.js';

/** How large the database is. */
@Injectable()
export class DatabaseMetrics implements MetricGroup {
  readonly subject = 'database';
  private readonly size: Gauge;

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    private readonly reader: SqlReader,
  ) {
    this.size = new Gauge({
      name: 'log_analyzer_database_size_bytes',
      help: 'Bytes that the database takes.',
      registers: [registry],
    });
  }

  async update(): Promise<void> {
    this.size.set(await databaseSizeBytes(this.reader));
  }

  reset(): void {
    this.size.remove();
  }
}
