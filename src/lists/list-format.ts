import { NotAcceptableException } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Request } from 'express';
import { visibleCharacters } from '../common/visible-text.js';

/** What a list can be answered as. JSON is a page; the others are all of it. */
export const LIST_TYPES = ['application/json', 'text/csv', 'application/x-ndjson'] as const;

export type ListType = (typeof LIST_TYPES)[number];

/** What the client likes best of what we have. @throws NotAcceptableException where it takes nothing of it */
export function listType(request: Request): ListType {
  const type = request.accepts([...LIST_TYPES]);
  if (type !== false) return type as ListType;
  throw new NotAcceptableException(`A list can be had as ${LIST_TYPES.join(', ')}.`);
}

/** The members of an item that are asked for; all of them where none is named. */
export function withFields<View extends object>(view: View, fields: readonly string[] | undefined): Partial<View> {
  if (fields === undefined) return view;
  return Object.fromEntries(fields.map((field) => [field, view[field as keyof View]])) as Partial<View>;
}

/** One JSON text a line. */
export async function* ndjsonText(views: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  for await (const group of views) yield group.map((view) => `${JSON.stringify(view)}\n`).join('');
}

/**
 * CSV (RFC 4180) with a line of names; what is no single value is JSON. A text that a spreadsheet would take for a
 * formula gets a quote before it, since names and lines are attacker text.
 *
 * @param names the members that are shown, in order
 */
export async function* csvText(
  views: AsyncIterable<readonly object[]>,
  names: readonly string[],
): AsyncGenerator<string> {
  yield csvRows([[...names]]);
  for await (const group of views) {
    yield csvRows(group.map((view) => names.map((name) => view[name as keyof typeof view])));
  }
}

function csvRows(rows: unknown[][]): string {
  return stringify(rows, {
    escape_formulas: true,
    // People look at CSV in terminals, too; and a bare carriage return would end the row for some readers.
    cast: { boolean: String, string: (text: string) => visibleCharacters(text) },
  });
}
