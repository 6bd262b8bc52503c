import type { DetectionRule, EventField } from './detection-rule.js';
import { EntryReview } from './entry-review.js';
import type { Firing, MetRules, StoredEvent } from './entry-review.js';
import type { WindowEvent } from './figure-window.js';
import { groupByOf } from './plan.js';
import type { Plan, PlannedRule } from './plan.js';

/** An event as one rule counts it. */
export interface GroupedEvent extends WindowEvent {
  /** Failed attempts that it adds to an alert of the rule. */
  readonly attempts: number;
  /** The entry; null for the firing of a rule that this one counts. */
  readonly entry: StoredEvent | null;
}

/** What one rule looks at together: events of one group, in one stream of time. */
export interface EventGroup {
  readonly planned: PlannedRule;
  readonly groupBy: Readonly<Record<string, string>>;
  /** In the order in which they came. */
  readonly events: GroupedEvent[];
}

/** Whether events of a group are of interest. */
export type IsWanted = (planned: PlannedRule, groupBy: Readonly<Record<string, string>>) => boolean;

/**
 * Sorts some of the stored entries by the groups of rules, and by the stream of time that they came in, as the engine does.
 * Entries have to come in the order of their ids.
 */
export class GroupedEvents {
  readonly review: EntryReview;
  private readonly groups = new Map<string, EventGroup>();

  constructor(
    rules: readonly DetectionRule[],
    private readonly isWanted: IsWanted,
  ) {
    this.review = new EntryReview(rules, false);
  }

  get plan(): Plan {
    return this.review.plan;
  }

  /** What the allowlist covers is sorted, too, but seen by no rule: it fires nothing. */
  add(event: StoredEvent): void {
    const met = this.review.meet(event);
    if (met.refs.length === 0) return;
    const lane = event.allowlisted ? event.lane : this.review.take(met);
    this.place(met, lane);
    if (event.allowlisted) return;
    for (const firing of this.review.firings) this.placeFiring(firing);
  }

  /** The groups of a rule that are of interest. */
  of(planned: PlannedRule): EventGroup[] {
    return [...this.groups.values()].filter((group) => group.planned === planned);
  }

  private place({ event, refs }: MetRules, lane: number): void {
    const read = (field: EventField): string | null => {
      const value = field.read(event);
      return value === null ? null : String(value);
    };
    for (const planned of this.plan.rules) {
      const positions = positionsOf(planned, refs);
      if (positions.length === 0) continue;
      const attempts = planned.byAddress ? event.attempts + event.carriedAttempts : event.attempts;
      const common = { at: event.timestamp, entryId: event.id, attempts, entry: event };
      this.placeIn(planned, positions, lane, read, common);
    }
  }

  private placeFiring({ rule, at, lane, entryId, attempts, values }: Firing): void {
    const read = ({ name }: EventField): string | null => values.get(name) ?? null;
    for (const planned of this.plan.rules) {
      const positions = positionsOf(planned, [rule.ref]);
      if (positions.length > 0) this.placeIn(planned, positions, lane, read, { at, entryId, attempts, entry: null });
    }
  }

  /** With aliases, an event may be in one group as what one rule found, and in another as what a second found. */
  private placeIn(
    planned: PlannedRule,
    positions: readonly number[],
    lane: number,
    read: (field: EventField) => string | null,
    common: Pick<GroupedEvent, 'at' | 'entryId' | 'attempts' | 'entry'>,
  ): void {
    const { field } = planned.rule;
    const value = planned.valueColumn >= 0 && field !== null ? read(field) : null;
    const amount =
      planned.rule.type !== 'value_sum' ? 1 : planned.sumColumn < 0 ? common.attempts : Number(read(field!) ?? 0);
    for (const { values, positions: own } of groupsOf(planned, positions, read)) {
      const groupBy = groupByOf(planned, values);
      if (!this.isWanted(planned, groupBy)) continue;
      const key = JSON.stringify([planned.index, lane, values]);
      let group = this.groups.get(key);
      if (group === undefined) this.groups.set(key, (group = { planned, groupBy, events: [] }));
      group.events.push({ ...common, positions: own, amount, value });
    }
  }
}

function positionsOf({ references }: PlannedRule, refs: readonly number[]): number[] {
  return references.flatMap((ref, at) => (refs.includes(ref) ? [at] : []));
}

interface GroupOfPositions {
  readonly values: readonly string[];
  readonly positions: readonly number[];
}

/** The groups that an event is in; none where it has no value for one of the names. */
function groupsOf(
  { rule, hasAliases }: PlannedRule,
  positions: readonly number[],
  read: (field: EventField) => string | null,
): GroupOfPositions[] {
  if (!hasAliases) {
    const values = rule.groupBy.map(({ fields }) => read(fields[0]!));
    return areAll(values) ? [{ values, positions }] : [];
  }
  const groups = new Map<string, { values: string[]; positions: number[] }>();
  for (const position of positions) {
    const values = rule.groupBy.map(({ fields }) => read(fields[position]!));
    if (!areAll(values)) continue;
    const known = groups.get(JSON.stringify(values));
    if (known === undefined) groups.set(JSON.stringify(values), { values, positions: [position] });
    else known.positions.push(position);
  }
  return [...groups.values()];
}

function areAll(values: (string | null)[]): values is string[] {
  return values.every((value) => value !== null);
}
