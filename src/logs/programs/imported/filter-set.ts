import { Stamp } from '../../parsing/time/local-clock.js';
import type { FilterDefinition } from './filter-definition.js';
import { ImportedFilter } from './imported-filter.js';
import type { FilterHit, ImportedFilterState } from './imported-filter.js';
import { isForEntry } from './journal-match.js';
import type { JournalFields } from './journal-match.js';

/** How many failures of one address within how long raise an alert, as `maxretry` and `findtime` of a jail say. */
export interface FilterThreshold {
  readonly attempts: number;
  readonly seconds: number;
}

/** A filter of a log, and how often it may match; JSON-serialisable. */
export interface SourceFilter {
  readonly definition: FilterDefinition;
  readonly logType: string;
  /** Null: as the shipped rule says. */
  readonly threshold: FilterThreshold | null;
}

/** What a filter has found in a line. */
export interface FoundFailure extends FilterHit {
  readonly source: SourceFilter;
  /** The time of the line, as it is written; empty where it has none. */
  readonly stamp: Stamp;
}

/** A filter that failed while it read a line, and is not asked any more. */
export interface FailedFilter {
  readonly name: string;
  readonly reason: string;
}

/** What lines to come may depend on, by the name of the filter: it may stand elsewhere after a restart. JSON-serialisable. */
export type FilterSetState = Readonly<Record<string, ImportedFilterState>>;

/** The filters of one log: the first that matches a line says what it is. One that fails is set aside; the others go on. */
export class FilterSet {
  /** Those that failed, in the order in which they did. */
  readonly failed: FailedFilter[] = [];
  private readonly filters: readonly { readonly source: SourceFilter; readonly filter: ImportedFilter }[];
  private readonly stamp = new Stamp();

  /** @throws FilterFault where one cannot be used at all */
  constructor(sources: readonly SourceFilter[], state: FilterSetState = {}) {
    this.filters = sources.map((source) => ({
      source,
      filter: new ImportedFilter(source.definition, state[source.definition.name]),
    }));
  }

  state(): FilterSetState | null {
    const states = this.filters.flatMap(({ filter, source }) => {
      const state = filter.state();
      return state === null ? [] : [[source.definition.name, state] as const];
    });
    return states.length === 0 ? null : Object.fromEntries(states);
  }

  /** False where no filter can match a line with this text. */
  mayMatch(text: string): boolean {
    for (const { filter } of this.filters) if (filter.mayMatch(text)) return true;
    return false;
  }

  /**
   * What a line says; null where no filter matches it.
   *
   * @param isDated true where the line has its time in it, which is then looked for and cut out
   * @param entry what the line is of, in the journal: only filters that are for it are asked
   */
  read(text: string, isDated: boolean, entry: JournalFields = {}): FoundFailure | null {
    let found: FoundFailure | null = null;
    for (const { source, filter } of this.filters) {
      if (!isForEntry(source.definition.journalMatch, entry)) continue;
      // The others may have to remember the line.
      if (!filter.mayMatch(text) || this.hasFailed(source)) continue;
      const hit = this.tried(source, filter, text, isDated);
      if (hit !== null && found === null) found = { ...hit, source, stamp: copyOf(this.stamp) };
    }
    return found;
  }

  private tried(source: SourceFilter, filter: ImportedFilter, text: string, isDated: boolean): FilterHit | null {
    this.stamp.clear();
    try {
      return filter.read(text, isDated ? this.stamp : null);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failed.push({ name: source.definition.name, reason });
      return null;
    }
  }

  private hasFailed({ definition }: SourceFilter): boolean {
    return this.failed.length > 0 && this.failed.some(({ name }) => name === definition.name);
  }
}

function copyOf({ kind, month, day, ms }: Stamp): Stamp {
  return Object.assign(new Stamp(), { kind, month, day, ms });
}
