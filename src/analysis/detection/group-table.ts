import { NO_VALUE } from './event-pool.js';
import type { EventPool } from './event-pool.js';
import { IntegerColumn } from './number-columns.js';
import { PairInterner } from './pair-interner.js';

/** Where a chain ends. */
export const NO_ROW = -1;

/**
 * The events of a pool by the groups of one group-by: each group's rows in a chain, the latest first, by event time
 * and then by the order of arrival.
 */
export class GroupTable {
  /** By group: its latest row. */
  readonly heads = new IntegerColumn();
  /** By row: the row before it in its group. */
  readonly previous = new IntegerColumn();
  /** One for each further column that the group-by has. */
  private readonly pairs: PairInterner[] = [];

  constructor(private readonly pool: EventPool) {}

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

  /** Puts a row at its place. @returns true when rows of the group come behind it */
  insert(group: number, row: number): boolean {
    const head = this.heads.get(group);
    if (head === NO_ROW || !this.isBefore(row, head)) {
      this.previous.set(row, head);
      this.heads.set(group, row);
      return false;
    }
    let next = head;
    let before = this.previous.get(next);
    while (before !== NO_ROW && this.isBefore(row, before)) {
      next = before;
      before = this.previous.get(next);
    }
    this.previous.set(row, before);
    this.previous.set(next, row);
    return true;
  }

  private isBefore(row: number, other: number): boolean {
    const time = this.pool.times.get(row);
    const otherTime = this.pool.times.get(other);
    return time < otherTime || (time === otherTime && this.pool.entryIds.get(row) < this.pool.entryIds.get(other));
  }

  private pair(index: number): PairInterner {
    return (this.pairs[index] ??= new PairInterner());
  }
}
