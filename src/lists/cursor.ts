import { createHash } from 'node:crypto';
import type { ListKey } from './list-order.js';

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
export interface CursorFault {
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
