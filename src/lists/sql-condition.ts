import type { SqlValue } from '../database/sql-reader.js';

/** A part of a WHERE clause: text of ours with a `?` for each value, which may be anybody's. */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export function sqlCondition(text: string, ...values: readonly SqlValue[]): SqlCondition {
  return { text, values };
}

/** True where every one of them is; for none of them, always. */
export function allOf(conditions: readonly SqlCondition[]): SqlCondition {
  if (conditions.length === 0) return ALWAYS;
  return {
    text: conditions.map(({ text }) => text).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

const ALWAYS: SqlCondition = { text: 'TRUE', values: [] };
const NEVER: SqlCondition = { text: 'FALSE', values: [] };

/** The column has one of the values. */
export function isOneOf(column: string, values: readonly SqlValue[]): SqlCondition {
  if (values.length === 0) return NEVER;
  return sqlCondition(`${column} IN (${values.map(() => '?').join(', ')})`, ...values);
}

/** The column holds the text somewhere; ASCII letters match whatever their case. */
export function containsText(column: string, text: string): SqlCondition {
  return sqlCondition(`${column} LIKE ? ESCAPE '\\'`, `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`);
}
