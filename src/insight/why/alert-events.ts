import { Injectable } from '@nestjs/common';
import type { Alert } from '../../alerts/alert.entity.js';
import { isAttackRule } from '../../alerts/lifecycle/service-rules.js';
import type { DetectionRule } from '../../analysis/detection/detection-rule.js';
import type { GroupedEvent } from '../../analysis/detection/grouped-events.js';
import type { PlannedRule } from '../../analysis/detection/plan.js';
import { reachOf } from '../../analysis/detection/referred-rules.js';
import { RulesService } from '../../analysis/rules/rules.service.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { sqlCondition } from '../../lists/sql-condition.js';
import type { SqlCondition } from '../../lists/sql-condition.js';
import { parseRange } from '../../net/ip-range.js';
import type { IpRange } from '../../net/ip-range.js';
import type { Examined } from '../entry-scan.js';
import { groupedEvents } from './rule-subject.js';
import { StoredEvents } from './stored-events.js';
import type { EventsRead } from './stored-events.js';

/**
 * What became of the rule of an alert: `current`: as it was; `changed`: its text is another; `not_loaded`: it is not in use;
 * `service`: there is none, the alert is about what this service depends on.
 */
export const RULE_STATES = ['current', 'changed', 'not_loaded', 'service'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** What an alert counted, as its rule sees the entries that are still stored. */
export interface CountedEvents {
  readonly state: RuleState;
  readonly rule: DetectionRule | null;
  readonly planned: PlannedRule | null;
  /** By time. */
  readonly events: readonly GroupedEvent[];
  readonly examined: Examined;
}

const NOTHING = { planned: null, events: [], examined: { since: undefined, isComplete: true } };

/** Finds the entries that alerts count: by the rule itself, within the attack. */
@Injectable()
export class AlertEvents {
  constructor(
    private readonly rules: RulesService,
    private readonly stored: StoredEvents,
  ) {}

  async countedBy(alert: Alert): Promise<CountedEvents> {
    if (!isAttackRule(alert.rule)) return { ...NOTHING, state: 'service', rule: null };
    const rule = this.rules.inUse.find(({ name }) => name === alert.rule) ?? null;
    if (rule === null) return { ...NOTHING, state: 'not_loaded', rule };
    const state = rule.version === alert.ruleVersion ? 'current' : 'changed';
    const filter = { ...filterOf(alert), since: alert.firstSeen - reachOf(rule), until: alert.lastSeen + 1 };
    const { events: read, examined } = await this.stored.oldest(filter);
    const group = Object.entries(alert.groupBy);
    const grouped = await groupedEvents([rule], read, (planned, groupBy) => {
      return planned.rule.name === rule.name && group.every(([name, value]) => groupBy[name] === value);
    });
    const planned = grouped.plan.rules.find((each) => each.rule.name === rule.name) ?? null;
    if (planned === null) return { ...NOTHING, state, rule, examined };
    const events = grouped
      .of(planned)
      .flatMap((each) => each.events)
      .filter(({ at, entry }) => at >= alert.firstSeen && at <= alert.lastSeen && entry?.allowlisted !== true)
      .sort((a, b) => a.at - b.at || a.entryId - b.entryId);
    return { state, rule, planned, events, examined };
  }

  /** All entries of its group while it went on, whatever rules make of them. @param until UTC milliseconds, not part of it */
  around(alert: Alert, until: number): Promise<EventsRead> {
    return this.stored.oldest({ ...filterOf(alert), since: alert.firstSeen, until });
  }
}

/** The entries of an alert's group, as far as the database can tell; the rule tells the rest. */
function filterOf({ groupBy }: Alert): Pick<ListFilter, 'address' | 'tests'> {
  const address = rangeOf(groupBy['ip_address'] || groupBy['ip_network']);
  const tests = ['username', 'host'].flatMap((name): SqlCondition[] =>
    groupBy[name] === undefined ? [] : [sqlCondition(`${name} = ?`, groupBy[name])],
  );
  return address === null ? { tests } : { address, tests };
}

function rangeOf(text: string | undefined): IpRange | null {
  const range = text === undefined ? null : parseRange(text);
  return range === null || 'fault' in range ? null : range;
}
