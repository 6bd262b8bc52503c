import { Inject, Injectable, Logger } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import type { MetricGroup } from './metric-group.js';
import { METRICS_REGISTRY } from './metrics-registry.js';

/** Injection token of the groups that are read when somebody asks, an array of {@link MetricGroup}. */
export const METRIC_GROUPS = Symbol('MetricGroups');

/** Writes the metrics in the text format of Prometheus. */
@Injectable()
export class MetricsService {
  private readonly logger = new Logger('Metrics');
  private readonly failures: Counter<'subject'>;

  constructor(
    @Inject(METRICS_REGISTRY) private readonly registry: Registry,
    @Inject(METRIC_GROUPS) private readonly groups: readonly MetricGroup[],
  ) {
    this.failures = new Counter({
      name: 'log_analyzer_metrics_failures_total',
      help: 'Times that the metrics of a subject could not be read.',
      labelNames: ['subject'],
      registers: [registry],
    });
    for (const { subject } of groups) this.failures.inc({ subject }, 0);
  }

  /** What cannot be read is left out: when the database is down, the rest is what people need. */
  async text(): Promise<string> {
    await Promise.all(this.groups.map((group) => this.update(group)));
    return this.registry.metrics();
  }

  private async update(group: MetricGroup): Promise<void> {
    try {
      await group.update();
    } catch (error) {
      group.reset();
      this.failures.inc({ subject: group.subject });
      this.logger.warn(`The metrics of ${group.subject} could not be read: ${(error as Error).message}`);
    }
  }
}
