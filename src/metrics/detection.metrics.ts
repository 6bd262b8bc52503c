import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { MAX_OPEN_COUNTED, openAlerts, raisedAlerts } from '../alerts/alert-outbox.js';
import type { RuleCounters } from '../analysis/detection/engine.js';
import { RulesService } from '../analysis/rules/rules.service.js';
import type { RuleInUse } from '../analysis/rules/rules.service.js';
import { SqlReader } from '../database/sql-reader.js';
import { METRICS_REGISTRY, replaceSamples } from './metric-group.js';
import type { MetricGroup } from './metric-group.js';

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
      help: `Alerts that nobody has acknowledged or resolved; counted up to ${MAX_OPEN_COUNTED}.`,
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

type Counted = 'evaluated' | 'matched' | 'fired';

const COUNTERS = [
  ['log_analyzer_rule_events_evaluated_total', 'Events that the rule was put to.', 'evaluated'],
  ['log_analyzer_rule_events_matched_total', 'Events that the rule, or one that it refers to, selects.', 'matched'],
  ['log_analyzer_rule_fired_total', 'Attacks that the rule found.', 'fired'],
] as const satisfies readonly (readonly [name: string, help: string, counted: Counted & keyof RuleCounters])[];

/** What each detection rule does; stored with what it found, so it survives a restart. */
@Injectable()
export class DetectionMetrics implements MetricGroup {
  readonly subject = 'detection';
  private readonly counters: readonly { readonly counter: Counter<'rule'>; readonly counted: Counted }[];

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    private readonly rules: RulesService,
  ) {
    this.counters = COUNTERS.map(([name, help, counted]) => ({
      counter: new Counter({ name, help, labelNames: ['rule'], registers: [registry] }),
      counted,
    }));
  }

  async update(): Promise<void> {
    const rules = await this.rules.list();
    for (const { counter, counted } of this.counters) {
      replaceSamples(
        counter,
        rules.map((each) => sampleOf(each, counted)),
      );
    }
  }

  reset(): void {
    for (const { counter } of this.counters) counter.reset();
  }
}

function sampleOf({ rule, counters }: RuleInUse, counted: Counted): { labels: { rule: string }; value: number } {
  return { labels: { rule: rule.name }, value: counters?.[counted] ?? 0 };
}
