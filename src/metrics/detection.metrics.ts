import { Inject, Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { RulesService } from '../analysis/rules/rules.service.js';
import type { RuleInUse } from '../analysis/rules/rules.service.js';
import type { RuleCounters } from '../analysis/detection/engine.js';
import { replaceSamples } from './metric-group.js';
import type { MetricGroup } from './metric-group.js';
import { METRICS_REGISTRY } from './metrics-registry.js';

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
