import type { LogEntry } from '../log-entry.entity.js';

/**
 * A column of log entries on its way to another thread. Copying many objects or many short texts costs more than
 * storing them does; numbers are handed over as they lie in memory, and texts go once each.
 */
export type EntryColumn =
  | { readonly kind: 'same'; readonly value: string | number | null }
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  /** A position in `texts` for each entry. */
  | { readonly kind: 'coded'; readonly texts: readonly (string | null)[]; readonly codes: Uint32Array }
  /** Texts without newlines, joined by them. */
  | { readonly kind: 'lines'; readonly text: string };

/** Log entries as columns, by the name of the property. */
export interface EntryColumns {
  readonly count: number;
  readonly columns: Readonly<Record<keyof LogEntry, EntryColumn>>;
}

const NUMBERS = ['id', 'timestamp', 'pid', 'port', 'attempts', 'carriedAttempts', 'lane', 'sourceId'] as const;
const BOOLEANS = ['validUser', 'allowlisted'] as const;
const TEXTS = [
  'timeBasis',
  'logType',
  'host',
  'program',
  'ipAddress',
  'sourceHost',
  'username',
  'method',
  'keyType',
  'keyFingerprint',
  'certificateId',
] as const;

/** What a column of numbers holds in place of null. */
const NO_NUMBER = Number.NaN;

export function entryColumns(entries: readonly LogEntry[]): EntryColumns {
  // A line of a log has no newline in it.
  const rawLog = { kind: 'lines', text: entries.map((entry) => entry.rawLog).join('\n') } as const;
  const columns: Partial<Record<keyof LogEntry, EntryColumn>> = { rawLog };
  for (const name of NUMBERS) columns[name] = numbers(entries, name);
  for (const name of BOOLEANS) columns[name] = numbers(entries, name);
  for (const name of TEXTS) columns[name] = coded(entries, name);
  return { count: entries.length, columns: columns as Record<keyof LogEntry, EntryColumn> };
}

/** What statements bind for a column, entry by entry. */
export function reader(column: EntryColumn): (entry: number) => string | number | null {
  switch (column.kind) {
    case 'same':
      return () => column.value;
    case 'numbers':
      return (entry) => {
        const value = column.values[entry]!;
        return Number.isNaN(value) ? null : value;
      };
    case 'coded':
      return (entry) => column.texts[column.codes[entry]!]!;
    case 'lines': {
      const lines = column.text.split('\n');
      return (entry) => lines[entry]!;
    }
    default:
      return column satisfies never;
  }
}

/** The memory that can be handed over instead of copied. */
export function buffersOf({ columns }: EntryColumns): ArrayBuffer[] {
  return Object.values(columns).flatMap((column) => {
    if (column.kind === 'numbers') return [column.values.buffer as ArrayBuffer];
    return column.kind === 'coded' ? [column.codes.buffer as ArrayBuffer] : [];
  });
}

function numbers(entries: readonly LogEntry[], name: (typeof NUMBERS | typeof BOOLEANS)[number]): EntryColumn {
  const values = new Float64Array(entries.length);
  let isSame = true;
  for (let entry = 0; entry < values.length; entry++) {
    const value = entries[entry]![name];
    if (value !== entries[0]![name]) isSame = false;
    values[entry] = value === null ? NO_NUMBER : Number(value);
  }
  if (!isSame) return { kind: 'numbers', values };
  return { kind: 'same', value: entries[0]![name] === null ? null : values[0]! };
}

function coded(entries: readonly LogEntry[], name: (typeof TEXTS)[number]): EntryColumn {
  const codes = new Uint32Array(entries.length);
  const known = new Map<string | null, number>();
  let lastText: string | null = null;
  let lastCode = -1;
  for (let entry = 0; entry < codes.length; entry++) {
    const text = entries[entry]![name];
    if (lastCode < 0 || text !== lastText) {
      lastText = text;
      lastCode = known.get(text) ?? known.size;
      if (lastCode === known.size) known.set(text, lastCode);
    }
    codes[entry] = lastCode;
  }
  const texts = [...known.keys()];
  return texts.length === 1 ? { kind: 'same', value: texts[0]! } : { kind: 'coded', texts, codes };
}
