import { Inject, Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Gauge, Histogram, Registry } from 'prom-client';
import { SqlReader, databaseSizeBytes } from '../database/sql-reader.js';
import { METRICS_REGISTRY } from './metric-group.js';
import type { MetricGroup } from './metric-group.js';

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

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** How long requests take. Whoever asks chooses no label: routes are the templates that we wrote, methods the usual ones. */
@Injectable()
export class HttpMetrics {
  private readonly duration: Histogram<'method' | 'route' | 'status'>;

  constructor(@Inject(METRICS_REGISTRY) registry: Registry) {
    this.duration = new Histogram({
      name: 'log_analyzer_http_request_duration_seconds',
      help: 'How long requests took, until the answer was sent or its receiver was gone.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers: [registry],
    });
  }

  /** Express middleware; to be used before all others, so that refused requests count too. */
  observe(request: Request, response: Response, next: NextFunction): void {
    const end = this.duration.startTimer();
    response.once('close', () => {
      const method = METHODS.has(request.method) ? request.method : 'other';
      const status = response.writableFinished ? String(response.statusCode) : 'aborted';
      end({ method, route: routeOf(request), status });
    });
    next();
  }
}

/** `/alerts/:id`, never the path that was asked for. */
function routeOf(request: Request): string {
  const path = (request.route as { readonly path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : 'unmatched';
}
