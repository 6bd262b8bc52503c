import { NO_VALUE } from './event-pool.js';
import type { EventPool } from './event-pool.js';
import { IntegerColumn, PairInterner } from './interner.js';
import type { PlannedRule } from './plan.js';
import { NO_ROW, figureAt, referencesAt, ruleRows } from './rule-rows.js';
import { OrderedWalk, isMetBy } from './temporal-condition.js';
import type { RowView, RuleRows } from './rule-rows.js';

/** A group with more rows is arranged by rule. Below, walking through all of them is cheaper, and takes less memory. */
const MAX_IN_CHAIN = 48;

/** In place of moments: every window that holds the row may hold more than before. */
const EVERYWHERE: readonly number[] = [];

/** Whether an attack of the rule in the group has counted what happens at a moment (UTC milliseconds). */
export type IsCounted = (planned: PlannedRule, group: number, time: number) => boolean;

/** Rules for which the values in a window are told apart. */
const COUNTING_TYPES: ReadonlySet<string> = new Set(['value_count', 'temporal']);
const NOTHING_SEEN: Set<number> = new Set();

/**
 * The rows of a pool by the groups of one group-by. Most groups are small and are chains: the latest row first, each with
 * the one before it. Those that grow are arranged by rule, for a million rows as well as for fifty.
 */
export class GroupTable {
  /** By group: the latest row of its chain, and how many rows it has. */
  private readonly heads = new IntegerColumn();
  private readonly lengths = new IntegerColumn();
  /** By row: the row before it in its chain. */
  private readonly previous = new IntegerColumn();
  /** By planned rule, by group: the most that its figure can be; null for rules of which that says nothing. */
  private readonly limits = new Map<number, IntegerColumn | null>();
  private readonly large = new Map<number, Map<number, RuleRows>>();
  /** One for each further column that the group-by has. */
  private readonly pairs: PairInterner[] = [];
  private readonly pool: EventPool;

  constructor(
    private readonly table: number,
    private readonly view: RowView,
    private readonly isCounted: IsCounted,
  ) {
    this.pool = view.pool;
  }

  /** The group of a row by these columns; {@link NO_VALUE} where one of them has no value. */
  groupOf(row: number, columns: readonly number[]): number {
    if (columns.length === 0) return 0;
    let group = this.pool.idOf(columns[0]!, row);
    for (let next = 1; next < columns.length && group !== NO_VALUE; next++) {
      const id = this.pool.idOf(columns[next]!, row);
      group = id === NO_VALUE ? NO_VALUE : this.pair(next - 1).idOf(group, id);
    }
    return group;
  }

  /** The group that has these values. */
  groupWith(values: readonly string[], columns: readonly number[]): number {
    if (columns.length === 0) return 0;
    let group = this.pool.internedId(columns[0]!, values[0]!);
    for (let next = 1; next < columns.length; next++) {
      group = this.pair(next - 1).idOf(group, this.pool.internedId(columns[next]!, values[next]!));
    }
    return group;
  }

  /** The values of a group. */
  valuesOf(group: number, columns: readonly number[]): string[] {
    const ids: number[] = [];
    let rest = group;
    for (let next = columns.length - 1; next >= 1; next--) {
      const [left, right] = this.pair(next - 1).pairOf(rest);
      ids.unshift(right);
      rest = left;
    }
    if (columns.length > 0) ids.unshift(rest);
    return columns.map((column, index) => this.pool.textWith(column, ids[index]!));
  }

  /**
   * Puts a row in its group.
   *
   * @param rules those that look at it there, since no attack of theirs counts it
   * @returns by rule, from when on windows may hold more than before, UTC milliseconds
   */
  insert(group: number, row: number, rules: readonly PlannedRule[]): readonly number[] {
    const large = this.large.get(group);
    if (large !== undefined) return rules.map((planned) => this.rowsOf(large, planned).add(row));
    const length = Math.max(0, this.lengths.get(group));
    if (length >= MAX_IN_CHAIN) {
      this.enlarge(group);
      return this.insert(group, row, rules);
    }
    this.lengths.set(group, length + 1);
    this.chain(group, row);
    for (const planned of rules) this.raiseLimit(planned, group, row);
    return EVERYWHERE;
  }

  /**
   * The first row, from one that was inserted on, whose window meets the rule's condition; {@link NO_ROW}: none does.
   * Both ends of a window count.
   *
   * @param since what {@link insert} returned for the rule
   */
  firstEnd(planned: PlannedRule, group: number, row: number, since: number | undefined): number {
    const rows = this.large.get(group)?.get(planned.index);
    if (rows !== undefined) return this.firstEndAmong(rows, planned, group, row, since);
    // Most groups are far from any threshold: their windows need no look.
    const limits = this.limits.get(planned.index);
    if (limits != null && limits.get(group) < planned.rule.threshold) return NO_ROW;
    if (this.heads.get(group) === row) return this.fires(planned, row) ? row : NO_ROW;
    const horizon = this.pool.times.get(row) + planned.rule.windowMs;
    for (const end of this.rowsSince(planned, group, this.pool.times.get(row))) {
      const time = this.pool.times.get(end);
      if (time > horizon) break;
      if (end !== row && this.pool.isBefore(end, row)) continue;
      if (this.isCounted(planned, group, time)) break;
      if (this.fires(planned, end)) return end;
    }
    return NO_ROW;
  }

  /** By itself: a function with a closure in it takes memory whenever it is called. */
  private firstEndAmong(rows: RuleRows, planned: PlannedRule, group: number, row: number, since?: number): number {
    const isFree = (each: number): boolean => !this.isCounted(planned, group, this.pool.times.get(each));
    return rows.firstEnd(row, since ?? this.pool.times.get(row), isFree);
  }

  /** The rows of a rule in a group from a moment on (UTC milliseconds), that included; the earliest first. */
  rowsSince(planned: PlannedRule, group: number, since: number): Iterable<number> {
    const large = this.large.get(group);
    if (large !== undefined) return large.get(planned.index)?.rows.since(since) ?? [];
    const rows: number[] = [];
    for (let next = this.heads.get(group); next !== NO_ROW && this.pool.times.get(next) >= since;) {
      if (referencesAt(planned, next, this.view).length > 0) rows.push(next);
      next = this.previous.get(next);
    }
    return rows.toReversed();
  }

  /** Time of the latest row of a rule in a group, or a later one; UTC milliseconds. */
  latestTime(planned: PlannedRule, group: number): number {
    const large = this.large.get(group);
    const row = large === undefined ? this.heads.get(group) : (large.get(planned.index)?.rows.last ?? NO_ROW);
    return row === NO_ROW ? Number.NEGATIVE_INFINITY : this.pool.times.get(row);
  }

  private raiseLimit(planned: PlannedRule, group: number, row: number): void {
    let limits = this.limits.get(planned.index);
    if (limits === undefined) {
      limits = planned.rule.type.startsWith('temporal') ? null : new IntegerColumn();
      this.limits.set(planned.index, limits);
    }
    limits?.set(group, Math.max(0, limits.get(group)) + figureAt(planned, row, this.pool));
  }

  private chain(group: number, row: number): void {
    const head = this.heads.get(group);
    if (head === NO_ROW || !this.pool.isBefore(row, head)) {
      this.previous.set(row, head);
      this.heads.set(group, row);
      return;
    }
    let next = head;
    let before = this.previous.get(next);
    while (before !== NO_ROW && this.pool.isBefore(row, before)) {
      next = before;
      before = this.previous.get(next);
    }
    this.previous.set(row, before);
    this.previous.set(next, row);
  }

  private enlarge(group: number): void {
    const rows: number[] = [];
    for (let next = this.heads.get(group); next !== NO_ROW; next = this.previous.get(next)) rows.push(next);
    const large = new Map<number, RuleRows>();
    this.large.set(group, large);
    for (const row of rows.toReversed()) {
      const { tables } = this.view.placements.get(this.pool.placements.get(row));
      for (const planned of tables.find(({ table }) => table === this.table)!.rules) {
        if (!this.isCounted(planned, group, this.pool.times.get(row))) this.rowsOf(large, planned).add(row);
      }
    }
  }

  private rowsOf(large: Map<number, RuleRows>, planned: PlannedRule): RuleRows {
    let rows = large.get(planned.index);
    if (rows === undefined) {
      rows = ruleRows(planned, this.view);
      large.set(planned.index, rows);
    }
    return rows;
  }

  /** True when the window that ends at a row of a chain meets the condition: the walk back ends when that is known. */
  private fires(planned: PlannedRule, row: number): boolean {
    const { threshold, windowMs } = planned.rule;
    const { pool, view } = this;
    const since = pool.times.get(row) - windowMs;
    const seen = COUNTING_TYPES.has(planned.rule.type) ? new Set<number>() : NOTHING_SEEN;
    let sum = 0;
    const walk = planned.rule.type === 'temporal_ordered' ? new OrderedWalk(planned.rule) : null;
    for (let next = row; next !== NO_ROW && pool.times.get(next) >= since; next = this.previous.get(next)) {
      const references = referencesAt(planned, next, view);
      if (references.length === 0) continue;
      switch (planned.rule.type) {
        case 'event_count':
        case 'value_sum':
          sum += figureAt(planned, next, pool);
          break;
        case 'value_count':
          if (pool.idOf(planned.valueColumn, next) !== NO_VALUE) seen.add(pool.idOf(planned.valueColumn, next));
          break;
        case 'temporal':
          for (const reference of references) seen.add(reference);
          break;
        case 'temporal_ordered':
          break;
        default:
          planned.rule.type satisfies never;
      }
      if (walk === null ? sum >= threshold || isMetBy(planned.rule, seen) : walk.takes(references)) return true;
    }
    return false;
  }

  private pair(index: number): PairInterner {
    return (this.pairs[index] ??= new PairInterner());
  }
}
