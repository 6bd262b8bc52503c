import { NO_VALUE } from './event-pool.js';
import type { EventPool } from './event-pool.js';
import type { Placements } from './placements.js';
import type { PlannedRule } from './plan.js';
import { SortedRows } from './sorted-rows.js';
import { isMetBy, sequencesOf } from './temporal-condition.js';

/** In place of a row: there is none. */
export const NO_ROW = -1;

/** What a condition looks at. */
export interface RowView {
  readonly pool: EventPool;
  readonly placements: Placements;
}

/** Which references of the rule a row stands for. */
export function referencesAt(planned: PlannedRule, row: number, { pool, placements }: RowView): readonly number[] {
  return placements.referencesOf(planned, pool.placements.get(row));
}

/** Failed attempts that a row adds to an alert of the rule. */
export function attemptsAt(planned: PlannedRule, row: number, pool: EventPool): number {
  return (planned.byAddress ? pool.attempts : pool.ownAttempts).get(row);
}

/** What a row adds to the figure of a sum or a count of events; to a count of values it adds no more than that. */
export function figureAt(planned: PlannedRule, row: number, pool: EventPool): number {
  if (planned.rule.type !== 'value_sum') return 1;
  return planned.sumColumn < 0 ? attemptsAt(planned, row, pool) : pool.sumOf(planned.sumColumn, row);
}

/**
 * The rows that one rule looks at in a group with many, but for those that its attacks have counted; arranged so that
 * an event costs no more with many rows than with few, wherever it comes in the order of time.
 *
 * What is not in an attack has not met the condition: no window holds more than the threshold lets it, and walking
 * through what counts in a window ends soon.
 */
export abstract class RuleRows {
  readonly rows: SortedRows;

  constructor(
    protected readonly planned: PlannedRule,
    protected readonly view: RowView,
  ) {
    this.rows = new SortedRows(view.pool);
  }

  /** Takes in a row. @returns from when on windows may hold more than before, UTC milliseconds; infinite: none does */
  add(row: number): number {
    this.rows.insert(row);
    return this.timeOf(row);
  }

  /**
   * The first row, from one that was added on, whose window meets the condition now.
   *
   * @param since what {@link add} returned of the row
   * @param isFree false for rows that attacks have counted: what comes behind one cannot be reached
   */
  abstract firstEnd(row: number, since: number, isFree: (row: number) => boolean): number;

  protected timeOf(row: number): number {
    return this.view.pool.times.get(row);
  }

  protected get windowMs(): number {
    return this.planned.rule.windowMs;
  }

  protected get threshold(): number {
    return this.planned.rule.threshold;
  }
}

/** For `event_count` and `value_sum`. */
class SumRows extends RuleRows {
  /** Those that add to the sum: between the others may be any number that do not. */
  private readonly counting: SortedRows;

  constructor(planned: PlannedRule, view: RowView) {
    super(planned, view);
    this.counting = planned.rule.type === 'value_sum' ? new SortedRows(view.pool) : this.rows;
  }

  override add(row: number): number {
    const since = super.add(row);
    if (this.counting !== this.rows && this.figureOf(row) > 0) this.counting.insert(row);
    return since;
  }

  firstEnd(row: number, _since: number, isFree: (row: number) => boolean): number {
    const { windowMs, threshold } = this;
    const time = this.timeOf(row);
    let sum = this.figureOf(row);
    if (sum <= 0) return NO_ROW;
    const inside = [row];
    for (const before of this.counting.before(row)) {
      if (sum >= threshold || this.timeOf(before) < time - windowMs) break;
      inside.push(before);
      sum += this.figureOf(before);
    }
    if (sum >= threshold) return row;
    inside.reverse();
    let first = 0;
    for (const end of this.counting.from(row)) {
      if (end === row) continue;
      if (this.timeOf(end) > time + windowMs || !isFree(end)) break;
      inside.push(end);
      sum += this.figureOf(end);
      for (; this.timeOf(inside[first]!) < this.timeOf(end) - windowMs; first++) sum -= this.figureOf(inside[first]!);
      if (sum >= threshold) return end;
    }
    return NO_ROW;
  }

  private figureOf(row: number): number {
    return figureAt(this.planned, row, this.view.pool);
  }
}

/** A value as long as it comes again within the window: it is in the window of every row from the first to the end. */
interface Run {
  readonly value: number;
  /** Its first row. */
  start: number;
  /** Time of its last row, UTC milliseconds. */
  last: number;
}

/** A run that lasts longer than so many windows goes on in a second one, so that what is in a window began not long ago. */
const LONGEST_RUN = 4;

/** For `value_count`, and for `temporal`, which counts the references that were met. */
class DistinctRows extends RuleRows {
  private readonly runs = new Map<number, Run[]>();
  private readonly starts: SortedRows;
  private readonly runsByStart = new Map<number, Run[]>();

  constructor(planned: PlannedRule, view: RowView) {
    super(planned, view);
    this.starts = new SortedRows(view.pool);
  }

  override add(row: number): number {
    super.add(row);
    let since = Number.POSITIVE_INFINITY;
    for (const value of this.valuesOf(row)) since = Math.min(since, this.addValue(value, row));
    return since;
  }

  firstEnd(row: number, since: number, isFree: (row: number) => boolean): number {
    const time = this.timeOf(row);
    if (since > Math.min(time + this.windowMs, this.timeOf(this.rows.last!))) return NO_ROW;
    let active: Map<number, number> | null = null;
    let counted = row;
    for (const end of this.endsFrom(row, since)) {
      if (this.timeOf(end) > time + this.windowMs || !isFree(end)) break;
      if (active === null) active = this.activeAt(end);
      else this.startedUntil(counted, end, active);
      counted = end;
      if (!isMetBy(this.planned.rule, active)) continue;
      for (const [value, until] of active) if (until < this.timeOf(end)) active.delete(value);
      if (isMetBy(this.planned.rule, active)) return end;
    }
    return NO_ROW;
  }

  /** Where the count may have risen: the first row with the new value in its window, and those that bring another. */
  private *endsFrom(row: number, since: number): Generator<number> {
    const first = since <= this.timeOf(row) ? row : this.rows.since(since).next().value;
    if (first === undefined) return;
    yield first;
    if (first === this.rows.last) return;
    for (const start of this.starts.from(first)) if (start !== first) yield start;
  }

  /** The values in the window that ends with a row, with the moment until when they are. */
  private activeAt(row: number): Map<number, number> {
    const time = this.timeOf(row);
    const active = new Map<number, number>();
    this.started(row, time, active);
    for (const start of this.starts.before(row)) {
      if (this.timeOf(start) < time - (LONGEST_RUN + 1) * this.windowMs || isMetBy(this.planned.rule, active)) break;
      this.started(start, time, active);
    }
    return active;
  }

  private startedUntil(after: number, row: number, active: Map<number, number>): void {
    for (const start of this.starts.from(after)) {
      if (start !== row && !this.view.pool.isBefore(start, row)) break;
      this.started(start, this.timeOf(row), active);
    }
  }

  /** Counts the runs that a row begins, if they reach to `time`. */
  private started(row: number, time: number, active: Map<number, number>): void {
    for (const { value, last } of this.runsByStart.get(row) ?? []) {
      const until = Math.max(active.get(value) ?? Number.NEGATIVE_INFINITY, last + this.windowMs);
      if (until >= time) active.set(value, until);
    }
  }

  /** @returns from when on the value is in windows in which it was not; infinite: nowhere */
  private addValue(value: number, row: number): number {
    const { windowMs } = this;
    const time = this.timeOf(row);
    const runs = this.runs.get(value);
    if (runs === undefined) {
      this.runs.set(value, [this.begin(value, row)]);
      return time;
    }
    const at = this.positionOf(row, runs);
    const previous = runs[at - 1];
    const next = runs[at];
    if (previous !== undefined && time <= previous.last + windowMs) {
      const covered = previous.last + windowMs;
      if (time - this.timeOf(previous.start) <= LONGEST_RUN * windowMs) previous.last = Math.max(previous.last, time);
      else if (time > previous.last) runs.splice(at, 0, this.begin(value, row));
      return covered >= time + windowMs ? Number.POSITIVE_INFINITY : covered + 1;
    }
    if (next !== undefined && this.timeOf(next.start) <= time + windowMs && this.isShort(time, next)) {
      this.moveStart(next, row);
    } else {
      runs.splice(at, 0, this.begin(value, row));
    }
    return time;
  }

  private isShort(start: number, { last }: Run): boolean {
    return last - start <= LONGEST_RUN * this.windowMs;
  }

  /** How many runs begin before a row. */
  private positionOf(row: number, runs: readonly Run[]): number {
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.view.pool.isBefore(runs[middle]!.start, row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private begin(value: number, row: number): Run {
    const run = { value, start: row, last: this.timeOf(row) };
    this.addStart(run);
    return run;
  }

  private moveStart(run: Run, row: number): void {
    const others = this.runsByStart.get(run.start)!.filter((each) => each !== run);
    if (others.length > 0) this.runsByStart.set(run.start, others);
    else {
      this.runsByStart.delete(run.start);
      this.starts.remove(run.start);
    }
    run.start = row;
    this.addStart(run);
  }

  private addStart(run: Run): void {
    const known = this.runsByStart.get(run.start);
    if (known !== undefined) known.push(run);
    else {
      this.runsByStart.set(run.start, [run]);
      this.starts.insert(run.start);
    }
  }

  private valuesOf(row: number): readonly number[] {
    const { planned, view } = this;
    if (planned.rule.type === 'temporal') return referencesAt(planned, row, view);
    const value = view.pool.idOf(planned.valueColumn, row);
    return value === NO_VALUE ? [] : [value];
  }
}

/** For `temporal_ordered`. */
class OrderedRows extends RuleRows {
  /** By reference of the rule. */
  private readonly steps: readonly SortedRows[];
  private readonly sequences: readonly (readonly number[])[] | null;

  constructor(planned: PlannedRule, view: RowView) {
    super(planned, view);
    this.steps = planned.references.map(() => new SortedRows(view.pool));
    this.sequences = sequencesOf(planned.rule);
  }

  override add(row: number): number {
    for (const step of referencesAt(this.planned, row, this.view)) this.steps[step]!.insert(row);
    return super.add(row);
  }

  firstEnd(row: number, _since: number, isFree: (row: number) => boolean): number {
    let first = NO_ROW;
    for (const end of this.endsThrough(row)) {
      if (isFree(end) && (first === NO_ROW || this.view.pool.isBefore(end, first))) first = end;
    }
    return first;
  }

  /** The last rows of what meets the condition with `row` in it. */
  private endsThrough(row: number): number[] {
    return referencesAt(this.planned, row, this.view).flatMap((step) => {
      if (this.sequences === null) return this.endOfAny(row, step) ?? [];
      return this.sequences.flatMap((sequence) => this.endOfSequence(row, sequence, sequence.indexOf(step)) ?? []);
    });
  }

  /** The last row of a sequence of which `row` is at a position, each as near to it as can be; -1: it has none there. */
  private endOfSequence(row: number, sequence: readonly number[], position: number): number | undefined {
    if (position < 0) return undefined;
    let start: number | undefined = row;
    for (let before = position - 1; before >= 0 && start !== undefined; before--) {
      start = this.steps[sequence[before]!]!.previousOf(start);
    }
    let end: number | undefined = row;
    for (let after = position + 1; after < sequence.length && end !== undefined; after++) {
      end = this.steps[sequence[after]!]!.nextOf(end);
    }
    return start !== undefined && end !== undefined && this.isInWindow(start, end) ? end : undefined;
  }

  /** The first row that ends a sequence of as many rules as are asked for, with `row` as one of them. */
  private endOfAny(row: number, step: number): number | undefined {
    const { steps, threshold } = this;
    const { pool } = this.view;
    const isBefore = (one: number, other: number): boolean => pool.isBefore(one, other);
    const isBehind = (one: number, other: number): boolean => pool.isBefore(other, one);
    const before = steps.slice(0, step).toReversed();
    const starts = nearest(row, before, threshold, (each, at) => each.previousOf(at), isBehind);
    const ends = nearest(row, steps.slice(step + 1), threshold, (each, at) => each.nextOf(at), isBefore);
    let first: number | undefined;
    for (const [length, start] of starts.entries()) {
      const end = ends[threshold - 1 - length];
      if (end === undefined || !this.isInWindow(start, end)) continue;
      if (first === undefined || isBefore(end, first)) first = end;
    }
    return first;
  }

  private isInWindow(start: number, end: number): boolean {
    return this.timeOf(end) - this.timeOf(start) <= this.windowMs;
  }
}

/**
 * Goes away from a row through steps, one row of each or none: by how many rows are taken besides it, the last of them, as near
 * to it as can be.
 *
 * @param most how many rows are of interest, `row` included
 */
function nearest(
  row: number,
  steps: readonly SortedRows[],
  most: number,
  next: (step: SortedRows, at: number) => number | undefined,
  isNearer: (one: number, other: number) => boolean,
): number[] {
  const reached = [row];
  for (const step of steps) {
    for (let taken = Math.min(reached.length, most - 1); taken > 0; taken--) {
      const found = next(step, reached[taken - 1]!);
      const known = reached[taken];
      if (found !== undefined && (known === undefined || isNearer(found, known))) reached[taken] = found;
    }
  }
  return reached;
}

export function ruleRows(planned: PlannedRule, view: RowView): RuleRows {
  switch (planned.rule.type) {
    case 'event_count':
    case 'value_sum':
      return new SumRows(planned, view);
    case 'value_count':
    case 'temporal':
      return new DistinctRows(planned, view);
    case 'temporal_ordered':
      return new OrderedRows(planned, view);
    default:
      return planned.rule.type satisfies never;
  }
}
