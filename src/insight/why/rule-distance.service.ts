import { Injectable } from '@nestjs/common';
import type { Alert } from '../../alerts/alert.entity.js';
import { AlertsService } from '../../alerts/alerts.controller.js';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import { isAttackRule } from '../../alerts/lifecycle/service-rules.js';
import { AllowlistService } from '../../analysis/allowlist/allowlist.service.js';
import type { DetectionRule } from '../../analysis/detection/detection-rule.js';
import { fullestWindow } from '../../analysis/detection/figure-window.js';
import type { WindowFigure } from '../../analysis/detection/figure-window.js';
import type { EventGroup, GroupedEvent } from '../../analysis/detection/grouped-events.js';
import type { PlannedRule } from '../../analysis/detection/plan.js';
import { RulesService } from '../../analysis/rules/rules.service.js';
import { RuleWantsDto } from '../../analysis/rules/rule-wants.dto.js';
import { wantsOf } from '../../analysis/rules/rule-wants.js';
import { networkOf } from '../../analysis/sigma/addresses.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { sqlCondition } from '../../lists/sql-condition.js';
import { parseRange } from '../../net/ip-range.js';
import type { IpRange } from '../../net/ip-range.js';
import { AlertInBriefDto } from '../alert-in-brief.dto.js';
import type { RangeQueryDto } from '../dossier.dto.js';
import type { Examined } from '../entry-scan.js';
import { LongLooks } from '../long-looks.js';
import { ExaminedDto } from '../insight.dto.js';
import { MAX_ALERTS, MAX_NAMED } from './rule-distance.dto.js';
import type { RuleDistanceDto, RuleDistancesDto, StoppedBy } from './rule-distance.dto.js';
import { groupedEvents, isAbout } from './rule-subject.js';
import type { RuleSubject } from './rule-subject.js';
import { StoredEvents } from './stored-events.js';
import { alertTests } from '../../alerts/alert-list-query.dto.js';
import type { SqlCondition } from '../../lists/sql-condition.js';
import { distanceWords } from './why-words.js';
import { WindowFigureDto } from './why.dto.js';

/** Whom rules are asked about: a value of their group-by, and the entries that may have it. */
interface Question {
  readonly subject: RuleSubject;
  readonly value: string;
  readonly filter: Pick<ListFilter, 'address' | 'tests'>;
}

/** How near a rule came. */
interface Nearness {
  readonly rule: DetectionRule;
  readonly groups: readonly EventGroup[];
  /** By what rules saw. */
  readonly best: WindowFigure | null;
  /** The fullest window with what the allowlist covered, and an address of that in it; null: no more than `best`. */
  readonly covered: { readonly figure: WindowFigure; readonly address: string; readonly at: number } | null;
}

/** Says of an address or a user how near each rule came to an alert, what stopped it, and which alerts there are. */
@Injectable()
export class RuleDistanceService {
  constructor(
    private readonly rules: RulesService,
    private readonly events: StoredEvents,
    private readonly alerts: AlertsService,
    private readonly allowlist: AllowlistService,
    private readonly looks: LongLooks,
  ) {}

  /**
   * @param left aborts when nobody waits for the answer any more
   * @throws DomainError QUERIES_BUSY, as {@link ofUser}
   */
  async ofAddress(address: IpRange, range: RangeQueryDto, left?: AbortSignal): Promise<RuleDistancesDto> {
    const questions: Question[] = [{ subject: 'ip_address', value: address.range, filter: { address, tests: [] } }];
    const network = networkOf(address.range);
    const parsed = network === null ? null : parseRange(network);
    if (network !== null && parsed !== null && !('fault' in parsed))
      questions.push({ subject: 'ip_network', value: network, filter: { address: parsed, tests: [] } });
    const active = activeIn(range);
    const alerts = await this.alerts.newestOf(address.range, MAX_ALERTS);
    const named = (rule: string) => this.newest(alertTests({ attacker: address, rule: [rule], ...active }), MAX_NAMED);
    return this.looks.run(() => this.answer(questions, range, alerts, named), left);
  }

  async ofUser(username: string, range: RangeQueryDto, left?: AbortSignal): Promise<RuleDistancesDto> {
    const filter = { tests: [sqlCondition('username = ?', username)] };
    const member = JSON.stringify({ username }).slice(1, -1);
    const about = sqlCondition('instr(group_by, ?) > 0', member);
    const active = activeIn(range);
    const alerts = await this.newest([about], MAX_ALERTS);
    const named = (rule: string) => this.newest([about, ...alertTests({ rule: [rule], ...active })], MAX_NAMED);
    const question: Question = { subject: 'username', value: username, filter };
    return this.looks.run(() => this.answer([question], range, alerts, named), left);
  }

  private async newest(tests: readonly SqlCondition[], most: number): Promise<Alert[]> {
    const alerts: Alert[] = [];
    for await (const { items } of this.alerts.list.steps({ tests }, '-timestamp', most)) {
      alerts.push(...items);
      if (alerts.length >= most) break;
    }
    return alerts.slice(0, most);
  }

  private async answer(
    questions: readonly Question[],
    range: RangeQueryDto,
    found: readonly Alert[],
    ofRule: (rule: string) => Promise<readonly Alert[]>,
  ): Promise<RuleDistancesDto> {
    const nearness = new Map<DetectionRule, Nearness>();
    const examined: Examined[] = [];
    let entries = 0;
    for (const question of questions) {
      const asked = this.rules.inUse.filter((rule) => {
        return rule.raisesAlerts && !nearness.has(rule) && isAbout(rule, question.subject);
      });
      if (asked.length === 0) continue;
      const read = await this.events.newest({ ...question.filter, ...range });
      entries = Math.max(entries, read.events.length);
      examined.push(read.examined);
      const grouped = await groupedEvents(asked, read.events, (planned, groupBy) => {
        return planned.rule.raisesAlerts && groupBy[question.subject] === question.value;
      });
      for (const rule of asked) {
        const planned = grouped.plan.rules.find((each) => each.rule.id === rule.id);
        nearness.set(rule, nearnessOf(rule, planned === undefined ? [] : grouped.of(planned)));
      }
    }
    const concerns = (alert: Alert): boolean => questions.some((each) => isOf(alert, each));
    const about = found.filter((alert) => isIn(alert, range) && concerns(alert));
    const isCut = found.length >= MAX_ALERTS;
    const { isComplete } = leastOf(examined);
    const rules: RuleDistanceDto[] = [];
    for (const each of nearness.values()) {
      const own = alertsOf(about, each.rule.name);
      // Those of the other rules may have been too many.
      const alerts = own.length > 0 || !isCut ? own : (await ofRule(each.rule.name)).filter(concerns);
      rules.push(await this.distance(each, alerts, isCut, isComplete));
    }
    const known = new Set(this.rules.inUse.map(({ name }) => name));
    const former = [...new Set(about.map(({ rule }) => rule))].filter((name) => !known.has(name) && isAttackRule(name));
    const gone = await Promise.all(former.map((name) => this.formerRule(alertsOf(about, name), isCut)));
    return {
      rules: [...rules, ...gone].sort(byNearness),
      entries,
      examined: ExaminedDto.from(leastOf(examined)),
    };
  }

  private async distance(
    nearness: Nearness,
    alerts: readonly Alert[],
    isCut: boolean,
    isComplete: boolean,
  ): Promise<RuleDistanceDto> {
    const { rule, covered } = nearness;
    const wants = wantsOf(rule);
    const best = alerts.length === 0 ? nearness.best : ofJoinedStreams(nearness, wants.threshold);
    const seen = best?.seen ?? 0;
    const stopped = alerts.length > 0 ? null : stoppedBy(seen, covered?.figure.seen ?? seen, wants.threshold);
    const entry = stopped === 'allowlist' ? await this.allowlist.covering(covered!.address, covered!.at) : null;
    const words = `${isComplete ? '' : 'at least '}${distanceWords(wants, seen)}`;
    return {
      rule: rule.name,
      title: rule.title,
      level: rule.level,
      wants: RuleWantsDto.from(wants),
      best: best === null ? null : WindowFigureDto.from(best),
      with_allowlisted: covered === null ? null : WindowFigureDto.from(covered.figure),
      stopped_by: stopped,
      covered_by: entry === null ? null : { id: entry.id, range: entry.range, note: entry.note },
      sentence: `${words}: ${reasonWords(stopped, covered?.figure.seen ?? 0, entry?.range ?? null)}`,
      ...(await this.named(alerts, isCut)),
    };
  }

  /** A rule that raised alerts and is not in use now. */
  private async formerRule(alerts: readonly Alert[], isCut: boolean): Promise<RuleDistanceDto> {
    const { rule, reason } = alerts[0]!;
    return {
      rule,
      title: reason,
      level: null,
      wants: null,
      best: null,
      with_allowlisted: null,
      stopped_by: 'not_loaded',
      covered_by: null,
      sentence: 'The rule is no longer loaded: it raises no further alert.',
      ...(await this.named(alerts, isCut)),
    };
  }

  private async named(
    alerts: readonly Alert[],
    isCut: boolean,
  ): Promise<Pick<RuleDistanceDto, 'alerts' | 'alert_count' | 'alert_count_is_least'>> {
    const views = await this.alerts.views(alerts.slice(0, MAX_NAMED));
    const named = views.map((view) => AlertInBriefDto.from(view));
    return { alert_count: alerts.length, alert_count_is_least: isCut, alerts: named };
  }
}

/** Of all groups of a rule the window that holds most: as rules saw it, and with what the allowlist covered. */
function nearnessOf(rule: DetectionRule, groups: readonly EventGroup[]): Nearness {
  let best: WindowFigure | null = null;
  let covered: Nearness['covered'] = null;
  for (const { planned, events } of groups) {
    const seen = events.filter(({ entry }) => entry?.allowlisted !== true);
    best = fuller(best, fullestWindow(planned, seen));
    if (seen.length === events.length) continue;
    const figure = fullestWindow(planned, events);
    if (figure === null || figure.seen <= Math.max(best?.seen ?? 0, covered?.figure.seen ?? 0)) continue;
    const source = coveredIn(planned, events, figure);
    if (source !== null) covered = { figure, ...source };
  }
  return { rule, groups, best, covered: covered !== null && covered.figure.seen > (best?.seen ?? 0) ? covered : null };
}

/**
 * Of a rule that raised an alert: streams of time that came to agree were one from then on, and an alert may have come of
 * events of both. Nothing else is stored of that.
 */
function ofJoinedStreams({ best, groups }: Nearness, threshold: number): WindowFigure | null {
  if ((best?.seen ?? 0) >= threshold) return best;
  const joined = new Map<string, EventGroup>();
  for (const { planned, groupBy, events } of groups) {
    const key = JSON.stringify(groupBy);
    const seen = events.filter(({ entry }) => entry?.allowlisted !== true);
    joined.set(key, { planned, groupBy, events: [...(joined.get(key)?.events ?? []), ...seen] });
  }
  return [...joined.values()].reduce((most, { planned, events }) => fuller(most, fullestWindow(planned, events)), best);
}

function coveredIn(
  { rule }: PlannedRule,
  events: readonly GroupedEvent[],
  { at }: WindowFigure,
): { address: string; at: number } | null {
  const last = events.findLast(({ entry, ...event }) => {
    return entry?.allowlisted === true && entry.ipAddress !== null && event.at <= at && event.at >= at - rule.windowMs;
  });
  return last === undefined ? null : { address: last.entry!.ipAddress!, at: last.at };
}

function fuller(one: WindowFigure | null, other: WindowFigure | null): WindowFigure | null {
  if (one === null || other === null) return one ?? other;
  return other.seen > one.seen ? other : one;
}

function stoppedBy(seen: number, withCovered: number, threshold: number): StoppedBy {
  if (seen >= threshold) return 'no_alert_stored';
  if (withCovered >= threshold) return 'allowlist';
  return Math.max(seen, withCovered) === 0 ? 'nothing_seen' : 'threshold';
}

function reasonWords(stopped: StoppedBy | null, covered: number, range: string | null): string {
  switch (stopped) {
    case null:
      return 'it raised an alert.';
    case 'nothing_seen':
      return 'nothing was seen that it looks for.';
    case 'threshold':
      return 'below the threshold.';
    case 'allowlist':
      return `the allowlist covers the rest, with which it would be ${covered}${range === null ? '' : ` (${range})`}.`;
    case 'no_alert_stored':
      return 'enough, but no alert is stored: the rule was another or not there then, or the alert was removed.';
    case 'not_loaded':
      return 'the rule is no longer loaded.';
    default:
      return stopped satisfies never;
  }
}

function alertsOf(alerts: readonly Alert[], rule: string): Alert[] {
  return alerts.filter((alert) => alert.rule === rule);
}

function isOf({ groupBy }: Alert, { subject, value }: Question): boolean {
  return groupBy[subject] === value;
}

/** True where the attack was under way at some time of the range. */
function isIn({ firstSeen, lastSeen }: Alert, { since = -Infinity, until = Infinity }: RangeQueryDto): boolean {
  return lastSeen >= since && firstSeen < until;
}

function activeIn({ since, until }: RangeQueryDto): { active_since?: number; active_until?: number } {
  return {
    ...(since === undefined ? {} : { active_since: since }),
    ...(until === undefined ? {} : { active_until: until }),
  };
}

/** What all looks cover. */
function leastOf(examined: readonly Examined[]): Examined {
  const cut = examined.filter(({ isComplete }) => !isComplete);
  if (cut.length === 0) return { since: examined[0]?.since, isComplete: true };
  return { since: Math.max(...cut.map(({ since }) => since ?? 0)), isComplete: false };
}

/** Those with alerts first, then those that came nearest, then the more severe. */
function byNearness(a: RuleDistanceDto, b: RuleDistanceDto): number {
  return (
    Number(b.alert_count > 0) - Number(a.alert_count > 0) ||
    shareOf(b) - shareOf(a) ||
    SEVERITIES.indexOf(b.level ?? 'informational') - SEVERITIES.indexOf(a.level ?? 'informational') ||
    (a.rule < b.rule ? -1 : 1)
  );
}

function shareOf({ best, with_allowlisted: covered, wants }: RuleDistanceDto): number {
  return wants === null ? 0 : Math.min(1, Math.max(best?.seen ?? 0, covered?.seen ?? 0) / wants.threshold);
}
