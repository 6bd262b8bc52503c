import { createHash } from 'node:crypto';
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

/** Where a page begins (or, seen backwards, ends). */
export interface ListPosition {
  /** `before`: the page that ends there. */
  readonly side: 'after' | 'before';
  /** The item next to the page; null: the start of the list, or with `before` its end. */
  readonly key: ListKey | null;
  /** How many items to leave out on the way. */
  readonly skip: number;
}

export const FIRST_PAGE: ListPosition = { side: 'after', key: null, skip: 0 };

export const LAST_PAGE: ListPosition = { side: 'before', key: null, skip: 0 };

/** The cursor of the first page: says that the client wants to go on by cursor. */
export const FIRST_CURSOR = '*';

/** Longest cursor that is read. */
export const LONGEST_CURSOR = 512;

const CHECK_LENGTH = 12;

/**
 * A position as clients hand it back to us. It is bound to the list, its sort and its filters, and has a checksum, so
 * that a mixed-up or mangled cursor is an error and not another page. It is no secret and grants nothing: whoever
 * forges one could as well ask for that place with a filter.
 *
 * @param binding text that stands for the list, its sort and its filters
 */
export function encodeCursor({ side, key, skip }: ListPosition, binding: string): string {
  const content = JSON.stringify([side === 'after' ? 0 : 1, key, skip]);
  return `${Buffer.from(content).toString('base64url')}.${checksum(binding)}${checksum(content + binding)}`;
}

/** A cursor that is none of this list; the message completes the sentence "cursor …". */
interface CursorFault {
  readonly fault: string;
}

/** Reads what {@link encodeCursor} wrote with the same binding. */
export function decodeCursor(cursor: string, binding: string): ListPosition | CursorFault {
  if (cursor === FIRST_CURSOR) return FIRST_PAGE;
  const [encoded = '', checks = ''] = cursor.split('.');
  const content = Buffer.from(encoded, 'base64url').toString('utf8');
  if (checks.slice(0, CHECK_LENGTH) !== checksum(binding)) {
    return checks.length === 2 * CHECK_LENGTH
      ? { fault: 'belongs to another list, sort or filter: keep these as they were, or begin again without it' }
      : NO_CURSOR;
  }
  if (checks.slice(CHECK_LENGTH) !== checksum(content + binding)) return NO_CURSOR;
  const [side, key, skip] = JSON.parse(content) as [number, ListKey | null, number];
  const position: ListPosition = { side: side === 0 ? 'after' : 'before', key, skip };
  return encodeCursor(position, binding) === cursor ? position : NO_CURSOR;
}

const NO_CURSOR: CursorFault = { fault: 'is none that this list has given: take it unchanged from Link' };

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, CHECK_LENGTH);
}
