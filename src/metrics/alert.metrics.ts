import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { MOST_OPEN_COUNTED, openAlerts, raisedAlerts } from '../alerts/alert-counts.js';
import { SqlReader } from '../database/sql-reader.js';
import { replaceSamples } from './metric-group.js';
import type { MetricGroup } from './metric-group.js';
import { METRICS_REGISTRY } from './metrics-registry.js';

/** What was found, and what nobody has taken care of yet. */
@Injectable()
export class AlertMetrics implements MetricGroup {
  readonly subject = 'alerts';
  private readonly raised: Counter<'rule' | 'severity'>;
  private readonly open: Gauge<'severity'>;

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    private readonly reader: SqlReader,
  ) {
    const registers = [registry];
    this.raised = new Counter({
      name: 'log_analyzer_alerts_total',
      help: 'Alerts raised, by rule and by the severity that they were raised with.',
      labelNames: ['rule', 'severity'],
      registers,
    });
    this.open = new Gauge({
      name: 'log_analyzer_alerts_open',
      help: `Alerts that nobody has acknowledged or resolved; counted up to ${MOST_OPEN_COUNTED}.`,
      labelNames: ['severity'],
      registers,
    });
  }

  async update(): Promise<void> {
    const raised = await raisedAlerts(this.reader);
    const open = await openAlerts(this.reader);
    replaceSamples(
      this.raised,
      raised.map(({ rule, severity, raised: value }) => ({ labels: { rule, severity }, value })),
    );
    replaceSamples(
      this.open,
      [...open].map(([severity, value]) => ({ labels: { severity }, value })),
    );
  }

  reset(): void {
    this.raised.reset();
    this.open.reset();
  }
}
