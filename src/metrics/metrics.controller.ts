import { Controller, Get, Header, Inject, Injectable, Logger } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Counter, Registry } from 'prom-client';
import { METRICS_REGISTRY, watchProcess } from './metric-group.js';
import type { MetricGroup } from './metric-group.js';

/** Injection token of the groups that are read when somebody asks, an array of {@link MetricGroup}. */
export const METRIC_GROUPS = Symbol('MetricGroups');

/** Writes the metrics in the text format of Prometheus. */
@Injectable()
export class MetricsService {
  private readonly logger = new Logger('Metrics');
  private readonly failures: Counter<'subject'>;
  private watchesProcess = false;

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

  /**
   * What cannot be read is left out: when the database is down, the rest is what people need. The process is watched from
   * the first call on: where nobody asks, it sleeps.
   */
  async text(): Promise<string> {
    if (!this.watchesProcess) watchProcess(this.registry);
    this.watchesProcess = true;
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

/** Version 0.0.4 of Prometheus' text format: the one that every program reads. */
const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

const EXAMPLE = `# HELP log_analyzer_alerts_total Alerts raised, by rule and by the severity that they were raised with.
# TYPE log_analyzer_alerts_total counter
log_analyzer_alerts_total{rule="ssh_brute_force",severity="high"} 7
`;

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @Header('Content-Type', TEXT_FORMAT)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Figures for Prometheus; docs/monitoring.md says what they mean' })
  @ApiOkResponse({
    description: "Prometheus' text format, version 0.0.4.",
    content: { 'text/plain': { schema: { type: 'string' }, example: EXAMPLE } },
  })
  text(): Promise<string> {
    return this.metrics.text();
  }
}
