import type { DetectionEvent, EventRule } from './detection-rule.js';
import type { Plan } from './plan.js';

/** Decides which events are stored because a rule selects them: those that add no attempt, and say nothing by themselves. */
export class Selectors {
  private readonly byType = new Map<string, readonly EventRule[]>();

  constructor(private readonly plan: Pick<Plan, 'selectorsOf'>) {}

  /** False where no rule can select such an event of a log type: it need not be made. */
  maySelect(logType: string): boolean {
    return this.rulesFor(logType).length > 0;
  }

  /** True where a rule selects the event, or fails on it, which is said once it is stored. */
  selects(event: DetectionEvent): boolean {
    return this.rulesFor(event.logType).some((rule) => selects(rule, event));
  }

  /** The rules that do. */
  selecting(event: DetectionEvent): readonly EventRule[] {
    return this.rulesFor(event.logType).filter((rule) => selects(rule, event));
  }

  private rulesFor(logType: string): readonly EventRule[] {
    let rules = this.byType.get(logType);
    if (rules === undefined) {
      rules = this.plan.selectorsOf(logType);
      this.byType.set(logType, rules);
    }
    return rules;
  }
}

function selects(rule: EventRule, event: DetectionEvent): boolean {
  try {
    return rule.matches(event);
  } catch {
    return true;
  }
}
