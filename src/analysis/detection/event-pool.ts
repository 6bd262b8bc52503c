import type { DetectionEvent, EventField, FieldValue } from './detection-rule.js';
import { AddressInterner, FloatColumn, IntegerColumn, Interner } from './interner.js';
import type { TextNumbers } from './interner.js';

/** What stands in a text column where the event has no value. */
export const NO_VALUE = -1;

/** The values of a firing that counts as an event for other rules: those of its group-by, by name. */
export type DerivedValues = ReadonlyMap<string, string>;

interface TextColumn {
  readonly field: EventField;
  readonly interner: TextNumbers;
  readonly ids: IntegerColumn;
  /** What the field is for each address, by the address's number, as far as it is known. */
  readonly byAddress: IntegerColumn | null;
}

/** In a cache: not known yet. */
const UNKNOWN = -1;
/** In a cache: known to be no value. */
const KNOWN_NONE = -2;

/**
 * The events that windows can still reach, as columns of numbers: a row an event, in the order of arrival. A million
 * events of a million addresses have to fit into memory, so no event is an object.
 */
export class EventPool {
  readonly times = new FloatColumn();
  readonly entryIds = new FloatColumn();
  /** With those that earlier lines of the connection counted, which detection by address adds. */
  readonly attempts = new IntegerColumn();
  readonly ownAttempts = new IntegerColumn();
  /** Those that the method of the event is known to have been tried in. */
  readonly methodAttempts = new IntegerColumn();
  /** 1 where a client may have chosen the address. */
  readonly forgeable = new IntegerColumn();
  /** Where the row was put; see Placements. */
  readonly placements = new IntegerColumn();
  private readonly texts: readonly TextColumn[];
  private readonly sums: readonly { readonly field: EventField; readonly values: FloatColumn }[];
  private rows = 0;

  constructor(
    private readonly textFields: readonly EventField[],
    private readonly sumFields: readonly EventField[],
  ) {
    this.texts = textFields.map((field) => ({
      field,
      interner: internerOf(field),
      ids: new IntegerColumn(),
      byAddress: field.ofAddress === true ? new IntegerColumn() : null,
    }));
    this.sums = sumFields.map((field) => ({ field, values: new FloatColumn() }));
  }

  get size(): number {
    return this.rows;
  }

  /** Rows and distinct texts together: what memory grows with. */
  get weight(): number {
    let weight = this.rows;
    for (const { interner } of this.texts) weight += interner.weight;
    return weight;
  }

  /** An empty pool with the same columns. */
  emptied(): EventPool {
    return new EventPool(this.textFields, this.sumFields);
  }

  /** @param columns the text columns that are looked at; they begin with that of the address */
  append(event: DetectionEvent, placement: number, columns: readonly number[], derived: DerivedValues | null): number {
    const row = this.begin(event.timestamp, event.id, placement);
    this.attempts.set(row, event.attempts + event.carriedAttempts);
    this.ownAttempts.set(row, event.attempts);
    this.methodAttempts.set(row, event.methodAttempts);
    this.forgeable.set(row, isForgeable(event) ? 1 : 0);
    for (const column of columns) this.setText(column, row, event, derived);
    for (const { field, values } of this.sums) values.set(row, Number(valueOf(field, event, derived) ?? 0));
    return row;
  }

  /** Takes the row back that was appended last. */
  dropLast(): void {
    this.rows--;
  }

  /** Takes over a row of another pool with the same columns. */
  copy(from: EventPool, source: number, placement: number, columns: readonly number[]): number {
    const row = this.begin(from.times.get(source), from.entryIds.get(source), placement);
    this.attempts.set(row, from.attempts.get(source));
    this.ownAttempts.set(row, from.ownAttempts.get(source));
    this.methodAttempts.set(row, from.methodAttempts.get(source));
    this.forgeable.set(row, from.forgeable.get(source));
    for (const column of columns) {
      const { interner, ids } = this.texts[column]!;
      const text = from.textOf(column, source);
      ids.set(row, text === null ? NO_VALUE : interner.idOf(text));
    }
    for (const [column, { values }] of this.sums.entries()) values.set(row, from.sums[column]!.values.get(source));
    return row;
  }

  idOf(column: number, row: number): number {
    return this.texts[column]!.ids.get(row);
  }

  textOf(column: number, row: number): string | null {
    const { ids, interner } = this.texts[column]!;
    const id = ids.get(row);
    return id === NO_VALUE ? null : interner.textOf(id);
  }

  internedId(column: number, text: string): number {
    return this.texts[column]!.interner.idOf(text);
  }

  sumOf(column: number, row: number): number {
    return this.sums[column]!.values.get(row);
  }

  private setText(column: number, row: number, event: DetectionEvent, derived: DerivedValues | null): void {
    const { field, interner, ids, byAddress } = this.texts[column]!;
    const address = byAddress === null || derived !== null ? NO_VALUE : this.texts[0]!.ids.get(row);
    const known = address === NO_VALUE ? UNKNOWN : byAddress!.get(address);
    if (known !== UNKNOWN) return ids.set(row, known === KNOWN_NONE ? NO_VALUE : known);
    const value = valueOf(field, event, derived);
    const id = value === null ? NO_VALUE : interner.idOf(typeof value === 'string' ? value : String(value));
    ids.set(row, id);
    if (address !== NO_VALUE) byAddress!.set(address, id === NO_VALUE ? KNOWN_NONE : id);
  }

  /** Whether a row stands before another in the order of time, then of entries, then of what was found of an entry. */
  isBefore(row: number, other: number): boolean {
    const time = this.times.get(row);
    const otherTime = this.times.get(other);
    if (time !== otherTime) return time < otherTime;
    const entry = this.entryIds.get(row);
    const otherEntry = this.entryIds.get(other);
    return entry === otherEntry ? row < other : entry < otherEntry;
  }

  textWith(column: number, id: number): string {
    return this.texts[column]!.interner.textOf(id);
  }

  private begin(time: number, entryId: number, placement: number): number {
    const row = this.rows++;
    this.times.set(row, time);
    this.entryIds.set(row, entryId);
    this.placements.set(row, placement);
    return row;
  }
}

/** True where the details of an event say that a client may have chosen its address; text of a client has its quotes escaped there. */
export function isForgeable({ details }: Pick<DetectionEvent, 'details'>): boolean {
  return details !== null && details.includes('"forgeable":true');
}

/** Addresses and their networks are numbered by their bits. */
function internerOf({ name }: EventField): TextNumbers {
  if (name === 'ip_address') return new AddressInterner();
  return name === 'ip_network' ? new AddressInterner('/24') : new Interner();
}

function valueOf(field: EventField, event: DetectionEvent, derived: DerivedValues | null): FieldValue {
  return derived === null ? field.read(event) : (derived.get(field.name) ?? null);
}
