import type { LogEntry } from './log-entry.entity.js';

/**
 * A column of log entries on its way to another thread. Copying many objects or many short texts costs more than
 * storing them does; numbers are handed over as they lie in memory, and texts go once each.
 */
type EntryColumn =
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

/** What a column of numbers holds in place of null. */
const NO_NUMBER = Number.NaN;

/** One pass over the entries, every property by its name: this runs for every entry of a backfill. */
export function entryColumns(entries: readonly LogEntry[]): EntryColumns {
  const count = entries.length;
  const columns = {
    id: new NumberCoder(count),
    timestamp: new NumberCoder(count),
    timeBasis: new TextCoder(count),
    logType: new TextCoder(count),
    host: new TextCoder(count),
    program: new TextCoder(count),
    pid: new NumberCoder(count),
    ipAddress: new TextCoder(count),
    sourceHost: new TextCoder(count),
    port: new NumberCoder(count),
    username: new TextCoder(count),
    validUser: new NumberCoder(count),
    method: new TextCoder(count),
    keyType: new TextCoder(count),
    keyFingerprint: new TextCoder(count),
    certificateId: new TextCoder(count),
    service: new TextCoder(count),
    targetUser: new TextCoder(count),
    command: new TextCoder(count),
    tty: new TextCoder(count),
    workingDirectory: new TextCoder(count),
    details: new TextCoder(count),
    attempts: new NumberCoder(count),
    carriedAttempts: new NumberCoder(count),
    methodAttempts: new NumberCoder(count),
    allowlisted: new NumberCoder(count),
    lane: new NumberCoder(count),
    sourceId: new NumberCoder(count),
    rawLog: new LineCoder(count),
  } satisfies Record<keyof LogEntry, unknown>;
  for (let row = 0; row < count; row++) {
    const entry = entries[row]!;
    columns.id.set(row, entry.id);
    columns.timestamp.set(row, entry.timestamp);
    columns.timeBasis.set(row, entry.timeBasis);
    columns.logType.set(row, entry.logType);
    columns.host.set(row, entry.host);
    columns.program.set(row, entry.program);
    columns.pid.set(row, entry.pid);
    columns.ipAddress.set(row, entry.ipAddress);
    columns.sourceHost.set(row, entry.sourceHost);
    columns.port.set(row, entry.port);
    columns.username.set(row, entry.username);
    columns.validUser.set(row, entry.validUser === null ? null : Number(entry.validUser));
    columns.method.set(row, entry.method);
    columns.keyType.set(row, entry.keyType);
    columns.keyFingerprint.set(row, entry.keyFingerprint);
    columns.certificateId.set(row, entry.certificateId);
    columns.service.set(row, entry.service);
    columns.targetUser.set(row, entry.targetUser);
    columns.command.set(row, entry.command);
    columns.tty.set(row, entry.tty);
    columns.workingDirectory.set(row, entry.workingDirectory);
    columns.details.set(row, entry.details);
    columns.attempts.set(row, entry.attempts);
    columns.carriedAttempts.set(row, entry.carriedAttempts);
    columns.methodAttempts.set(row, entry.methodAttempts);
    columns.allowlisted.set(row, Number(entry.allowlisted));
    columns.lane.set(row, entry.lane);
    columns.sourceId.set(row, entry.sourceId);
    columns.rawLog.set(row, entry.rawLog);
  }
  const coded = Object.entries(columns).map(([name, coder]) => [name, coder.column()] as const);
  return { count, columns: Object.fromEntries(coded) as Record<keyof LogEntry, EntryColumn> };
}

class NumberCoder {
  private readonly values: Float64Array;
  private isSame = true;

  constructor(count: number) {
    this.values = new Float64Array(count);
  }

  set(row: number, value: number | null): void {
    this.values[row] = value ?? NO_NUMBER;
    if (this.isSame && !Object.is(this.values[row], this.values[0])) this.isSame = false;
  }

  column(): EntryColumn {
    const { values } = this;
    if (!this.isSame) return { kind: 'numbers', values };
    return { kind: 'same', value: Number.isNaN(values[0]) ? null : values[0]! };
  }
}

class TextCoder {
  private readonly codes: Uint32Array;
  private readonly known = new Map<string | null, number>();
  private lastText: string | null = null;
  private lastCode = -1;

  constructor(count: number) {
    this.codes = new Uint32Array(count);
  }

  set(row: number, text: string | null): void {
    if (this.lastCode < 0 || text !== this.lastText) {
      this.lastText = text;
      this.lastCode = this.known.get(text) ?? this.known.size;
      if (this.lastCode === this.known.size) this.known.set(text, this.lastCode);
    }
    this.codes[row] = this.lastCode;
  }

  column(): EntryColumn {
    const texts = [...this.known.keys()];
    return texts.length === 1 ? { kind: 'same', value: texts[0]! } : { kind: 'coded', texts, codes: this.codes };
  }
}

/** A line of a log has no newline in it. */
class LineCoder {
  private readonly lines: string[];

  constructor(count: number) {
    this.lines = Array.from({ length: count }, () => '');
  }

  set(row: number, line: string): void {
    this.lines[row] = line;
  }

  column(): EntryColumn {
    return { kind: 'lines', text: this.lines.join('\n') };
  }
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

/** The entries again; what is true or false comes as the number that statements bind. */
export function rowsOf({ count, columns }: EntryColumns): LogEntry[] {
  const readers = Object.entries(columns).map(([name, column]) => [name, reader(column)] as const);
  return Array.from(
    { length: count },
    (_, row) => Object.fromEntries(readers.map(([name, read]) => [name, read(row)])) as unknown as LogEntry,
  );
}

/** The memory that can be handed over instead of copied. */
export function buffersOf({ columns }: EntryColumns): ArrayBuffer[] {
  return Object.values(columns).flatMap((column) => {
    if (column.kind === 'numbers') return [column.values.buffer as ArrayBuffer];
    return column.kind === 'coded' ? [column.codes.buffer as ArrayBuffer] : [];
  });
}
