import type { SqlValue } from '../database/sql-reader.js';
import { sqlCondition } from './sql-condition.js';
import type { SqlCondition } from './sql-condition.js';

/** An order of a list, total: its last column is unique. */
export interface ListOrder {
  /** As requests ask for it: `-timestamp`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly descending: boolean;
}

/** The place of an item in an order: its values of the order's columns. */
export type ListKey = readonly SqlValue[];

/** The order that a name means; `by` has the columns of each name without its sign. */
export function orderNamed<Name extends string>(
  by: Readonly<Record<Name, readonly string[]>>,
  name: string,
): ListOrder {
  const descending = name.startsWith('-');
  return { name, columns: by[(descending ? name.slice(1) : name) as Name], descending };
}

/** What `sort` may be where a list can be ordered so. */
export function sortNames(by: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.keys(by).flatMap((name) => [name, `-${name}`]);
}

/** A stretch of a list: from behind one key to another one, and within times of the first column. */
interface Stretch {
  /** Not part of the stretch; null: the first item in the direction of the walk. */
  readonly start: ListKey | null;
  /** Part of the stretch; null: to the last item. */
  readonly end: ListKey | null;
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/**
 * Conditions that leave one bound on each side, the narrower one: with two, a database may well walk from the wider.
 *
 * @param columns those of the order
 * @param down whether the walk goes from high keys to low ones
 */
export function boundsBetween(columns: readonly string[], down: boolean, stretch: Stretch): SqlCondition[] {
  const { start, end, since, until } = stretch;
  const low = down ? bound(columns, '>=', end) : bound(columns, '>', start);
  const high = down ? bound(columns, '<', start) : bound(columns, '<=', end);
  return [
    ...(low ?? (since === undefined ? [] : bound(columns, '>=', [since])!)),
    ...(high ?? (until === undefined ? [] : bound(columns, '<', [until])!)),
  ];
}

function bound(columns: readonly string[], operator: string, key: ListKey | null): SqlCondition[] | null {
  if (key === null) return null;
  const names = columns.slice(0, key.length).join(', ');
  return [sqlCondition(`(${names}) ${operator} (${key.map(() => '?').join(', ')})`, ...key)];
}

/**
 * The column as an expression that SQLite uses no index for. Without statistics it would often take the wrong one of two
 * indexes, and sort a million rows where it could walk past a few.
 */
export function unindexed(column: string): string {
  return `+${column}`;
}

export function orderClause(columns: readonly string[], descending: boolean): string {
  return columns.map((column) => (descending ? `${column} DESC` : column)).join(', ');
}
