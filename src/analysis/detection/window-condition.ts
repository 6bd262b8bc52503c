import type { Bounds } from './detection-rule.js';
import { NO_VALUE } from './event-pool.js';
import type { EventPool } from './event-pool.js';
import { NO_ROW } from './group-table.js';
import type { GroupTable } from './group-table.js';
import type { PlannedRule } from './plan.js';

/** What a condition looks at. */
export interface WindowView {
  readonly pool: EventPool;
  readonly table: GroupTable;
}

/**
 * True when the window that ends at a row meets the condition of a rule; both ends of the window count.
 *
 * Nothing is kept between two events: the window is walked backwards, the walk ends as soon as the answer is known,
 * and an event that repeats what the window before it held is answered at its predecessor.
 *
 * @param isNewest the row is the last of its group, and no window before it has fired since the last attack
 */
export function windowFires(planned: PlannedRule, row: number, view: WindowView, isNewest: boolean): boolean {
  switch (planned.rule.type) {
    case 'event_count':
    case 'value_sum':
      return sumFires(planned, row, view);
    case 'value_count':
      return countFires(planned, row, view, isNewest);
    case 'temporal':
    case 'temporal_ordered':
      return temporalFires(planned, row, view, isNewest);
    default:
      return planned.rule.type satisfies never;
  }
}

/** The rows of a rule from one of its group back to a moment (UTC milliseconds), that included; the earliest first. */
export function rowsSince(planned: PlannedRule, row: number, since: number, { pool, table }: WindowView): number[] {
  const rows: number[] = [];
  for (let next = row; next !== NO_ROW && pool.times.get(next) >= since; next = table.previous.get(next)) {
    if (maskAt(planned, next, pool) !== 0) rows.push(next);
  }
  return rows.toReversed();
}

/** Which references of the rule a row stands for. */
export function maskAt(planned: PlannedRule, row: number, pool: EventPool): number {
  return planned.masks[pool.placements.get(row)]!;
}

/** Failed attempts that a row adds to an alert of the rule. */
export function attemptsAt(planned: PlannedRule, row: number, pool: EventPool): number {
  return (planned.byAddress ? pool.attempts : pool.ownAttempts).get(row);
}

function sumFires(planned: PlannedRule, row: number, view: WindowView): boolean {
  const { pool, table } = view;
  const { bounds, windowMs } = planned.rule;
  const from = pool.times.get(row) - windowMs;
  let sum = 0;
  for (let next = row; next !== NO_ROW && pool.times.get(next) >= from; next = table.previous.get(next)) {
    if (maskAt(planned, next, pool) === 0) continue;
    sum += figureAt(planned, next, pool);
    if (isDecided(sum, bounds)) return sum <= bounds.most;
  }
  return isMet(sum, bounds);
}

/** What a row adds to the figure of a sum or a count of events; to a count of values it adds no more than that. */
export function figureAt(planned: PlannedRule, row: number, pool: EventPool): number {
  if (planned.rule.type !== 'value_sum') return 1;
  return planned.sumColumn < 0 ? attemptsAt(planned, row, pool) : pool.sumOf(planned.sumColumn, row);
}

/** True for rules whose figure is no more than the sum of {@link figureAt} over the rows of a group. */
export function isBounded({ rule }: PlannedRule): boolean {
  return isOpen(rule.bounds) && !rule.type.startsWith('temporal');
}

function countFires(planned: PlannedRule, row: number, view: WindowView, isNewest: boolean): boolean {
  const { pool, table } = view;
  const { bounds, windowMs } = planned.rule;
  const value = pool.idOf(planned.valueColumn, row);
  const repeats = isNewest && isOpen(bounds);
  if (repeats && value === NO_VALUE) return false;
  const from = pool.times.get(row) - windowMs;
  const seen = new Set<number>();
  for (let next = row; next !== NO_ROW && pool.times.get(next) >= from; next = table.previous.get(next)) {
    if (maskAt(planned, next, pool) === 0) continue;
    const other = pool.idOf(planned.valueColumn, next);
    // The window that ended before this row held the same values and did not fire.
    if (repeats && next !== row && other === value) return false;
    if (other !== NO_VALUE) seen.add(other);
    if (isDecided(seen.size, bounds)) return seen.size <= bounds.most;
  }
  return isMet(seen.size, bounds);
}

function temporalFires(planned: PlannedRule, row: number, view: WindowView, isNewest: boolean): boolean {
  const { pool, table } = view;
  const { bounds, windowMs, rules, type } = planned.rule;
  const from = pool.times.get(row) - windowMs;
  const mask = maskAt(planned, row, pool);
  // After as many like it as the rule has references, one more of the same changes nothing.
  let alike = isNewest && isOpen(bounds) ? rules.length : Number.POSITIVE_INFINITY;
  let found = 0;
  let wanted = rules.length - 1;
  for (let next = row; next !== NO_ROW && pool.times.get(next) >= from; next = table.previous.get(next)) {
    const met = maskAt(planned, next, pool);
    if (met === 0) continue;
    if (next !== row && alike > 0) alike = met === mask ? alike - 1 : Number.POSITIVE_INFINITY;
    if (alike === 0) return false;
    if (type === 'temporal') {
      found |= met;
      if (isDecided(bitCount(found), bounds)) return bitCount(found) <= bounds.most;
    } else if ((met & (1 << wanted)) !== 0 && --wanted < 0) {
      return true;
    }
  }
  return type === 'temporal' && isMet(bitCount(found), bounds);
}

function isMet(value: number, { least, most, except }: Bounds): boolean {
  return value >= least && value <= most && value !== except;
}

/** True when more events can only raise the figure, and so no longer change the answer. */
function isDecided(value: number, bounds: Bounds): boolean {
  return value > bounds.most || (isOpen(bounds) && value >= bounds.least);
}

/** True for conditions that stay met when more is added. */
function isOpen({ most, except }: Bounds): boolean {
  return most === Number.POSITIVE_INFINITY && except === null;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
