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

/** What the rule is called that counts the failures of a log type. */
export function thresholdRuleName(logType: string, { attempts, seconds }: FilterThreshold): string {
  return `${logType}_${attempts}_in_${seconds}s`;
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

/**
 * What lines to come may depend on, by the name of the filter: it may stand elsewhere after a restart. The second of one name,
 * with other arguments, has `#2` behind it. JSON-serialisable.
 */
export type FilterSetState = Readonly<Record<string, ImportedFilterState>>;

interface FilterInUse {
  readonly key: string;
  readonly source: SourceFilter;
  readonly filter: ImportedFilter;
  hasFailed: boolean;
}

/** The filters of one log: the first that matches a line says what it is. One that fails is set aside; the others go on. */
export class FilterSet {
  /** Those that failed, in the order in which they did. */
  readonly failed: FailedFilter[] = [];
  private readonly filters: readonly FilterInUse[];
  private readonly stamp = new Stamp();

  /** @throws FilterFault where one cannot be used at all */
  constructor(sources: readonly SourceFilter[], state: FilterSetState = {}) {
    this.filters = sources.map((source, index) => {
      const { name } = source.definition;
      const before = sources.slice(0, index).filter(({ definition }) => definition.name === name).length;
      const key = before === 0 ? name : `${name}#${before + 1}`;
      return { key, source, filter: new ImportedFilter(source.definition, state[key]), hasFailed: false };
    });
  }

  state(): FilterSetState | null {
    const states = this.filters.flatMap(({ filter, key }) => {
      const state = filter.state();
      return state === null ? [] : [[key, state] as const];
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
    for (const used of this.filters) {
      const { source, filter, hasFailed } = used;
      if (!isForEntry(source.definition.journalMatch, entry)) continue;
      // The others may have to remember the line.
      if (hasFailed || !filter.mayMatch(text)) continue;
      const hit = this.tried(used, text, isDated);
      if (hit !== null && found === null) found = { ...hit, source, stamp: copyOf(this.stamp) };
    }
    return found;
  }

  private tried(used: FilterInUse, text: string, isDated: boolean): FilterHit | null {
    this.stamp.clear();
    try {
      return used.filter.read(text, isDated ? this.stamp : null);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      used.hasFailed = true;
      this.failed.push({ name: used.source.definition.name, reason });
      return null;
    }
  }
}

function copyOf({ kind, month, day, ms }: Stamp): Stamp {
  return Object.assign(new Stamp(), { kind, month, day, ms });
}
