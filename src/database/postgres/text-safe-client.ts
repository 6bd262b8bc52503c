import { Client } from 'pg';
import type { QueryConfig } from 'pg';

/**
 * A connection on which every text can be stored. PostgreSQL's texts hold no NUL, and no half of a surrogate pair; where
 * one comes, U+FFFD takes its place, as it does for bytes that are no UTF-8. Otherwise a single line with a NUL in it
 * would stop everything behind it.
 */
export class TextSafeClient extends Client {
  // The driver's `query` has nine signatures; what matters of all of them is where the values are.
  override query(...parameters: unknown[]): never {
    const [first, second, ...rest] = parameters;
    const values = Array.isArray(second) ? second.map(storable) : second;
    return super.query(...([withStorableValues(first), values, ...rest] as unknown as [string])) as never;
  }
}

function withStorableValues(query: unknown): unknown {
  const { values } = query as Partial<QueryConfig>;
  // A query object is also what keeps the answer: it is changed, not copied.
  if (Array.isArray(values)) (query as QueryConfig<unknown[]>).values = values.map(storable);
  return query;
}

function storable(value: unknown): unknown {
  return typeof value === 'string' ? storableText(value) : value;
}

/** A text as PostgreSQL can hold it. */
export function storableText(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text).toWellFormed();
}
