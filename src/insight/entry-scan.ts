import { Injectable } from '@nestjs/common';
import { ListReader } from '../lists/list-reader.js';
import type { ListFilter } from '../lists/list-plan.js';
import { SqlReader } from '../database/sql-reader.js';
import { LOG_SORTS } from '../logs/entries/log-entry.dto.js';
import type { LogEntryRow } from '../logs/entries/log-entry.dto.js';
import { LOG_ENTRIES } from '../logs/entries/logs.service.js';

/** What figures are made of; times are UTC milliseconds. */
export type EntryFacts = Pick<LogEntryRow, Exclude<(typeof COLUMNS)[number], 'method_attempts'>> & {
  /** Attempts of its connection of which it is the first to say the method. */
  readonly method_attempts: number;
};

const COLUMNS = [
  'id',
  'timestamp',
  'ip_address',
  'username',
  'host',
  'program',
  'log_type',
  'method',
  'attempts',
  'method_attempts',
] as const;

/** How far a look at entries has come. */
export interface Examined {
  /** The first moment that it covers, UTC milliseconds; undefined: everything from the beginning on. */
  readonly since: number | undefined;
  /** False where it ended before the moment that was asked for. */
  readonly isComplete: boolean;
}

/** How many steps one look may take: each looks at a thousand entries, or tests four thousand. */
const MAX_STEPS = 100;

/**
 * Looks at log entries from the newest to older ones, in short steps between which others are served, and ends after so
 * many: figures over a huge table are of its newest part, and say so.
 */
@Injectable()
export class EntryScan {
  private readonly entries: ListReader<EntryFacts>;

  constructor(private readonly reader: SqlReader) {
    const table = { ...LOG_ENTRIES, columns: COLUMNS };
    this.entries = new ListReader(reader, table, LOG_SORTS, (row) => row as unknown as EntryFacts);
  }

  /**
   * Time of the newest entry that does not lie in the future, UTC milliseconds; null: there is none. One source whose clock
   * is wrong does not decide what the figures are of.
   */
  async newest(now: number): Promise<number | null> {
    const [row] = await this.reader.rows('SELECT MAX(timestamp) AS newest FROM log_entries WHERE timestamp <= ?', [
      now,
    ]);
    return row!['newest'] as number | null;
  }

  /** @param visit sees each entry that the filter leaves, newest first */
  async examine(
    filter: ListFilter,
    visit: (entry: EntryFacts) => void,
    mostSteps: number = MAX_STEPS,
  ): Promise<Examined> {
    let steps = 0;
    for await (const { items, next } of this.entries.steps(filter, '-timestamp')) {
      items.forEach(visit);
      if (++steps === mostSteps && next !== null) return { since: Number(next.key![0]), isComplete: false };
    }
    return { since: filter.since, isComplete: true };
  }
}
