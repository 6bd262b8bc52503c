import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { StoredEvent } from '../../analysis/detection/entry-review.js';
import { EntityRows } from '../../database/entity-rows.js';
import { SqlReader } from '../../database/sql-reader.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { ListReader } from '../../lists/list-reader.js';
import { LOG_SORTS } from '../../logs/entries/log-entry.dto.js';
import { LogEntry } from '../../logs/entries/log-entry.entity.js';
import { LOG_ENTRIES } from '../../logs/entries/logs.service.js';
import type { Examined } from '../entry-scan.js';

/** How many entries are put to rules for one answer, how many characters of log they have, and how many steps that may take. */
export const MAX_EVENTS = 5_000;
const MAX_CHARACTERS = 16_000_000;
const MAX_STEPS = 100;
const AT_ONCE = 500;

/** Entries as rules see them, and how far the look at them has come. */
export interface EventsRead {
  /** In the order of their ids, as detection saw them. */
  readonly events: readonly StoredEvent[];
  readonly examined: Examined;
}

/** Reads stored entries whole, for rules to look at: a bounded number, in short steps between which others are served. */
@Injectable()
export class StoredEvents {
  private readonly entries: ListReader<LogEntry>;

  constructor(reader: SqlReader, database: DataSource) {
    const rows = new EntityRows(database, LogEntry);
    const table = { ...LOG_ENTRIES, columns: rows.columns };
    this.entries = new ListReader(reader, table, LOG_SORTS, (row) => rows.entity(row));
  }

  /** The newest entries that a filter leaves. */
  newest(filter: ListFilter): Promise<EventsRead> {
    return this.read(filter, '-timestamp');
  }

  /** The oldest; what was not examined is what came later. */
  oldest(filter: ListFilter): Promise<EventsRead> {
    return this.read(filter, 'timestamp');
  }

  private async read(filter: ListFilter, sort: string): Promise<EventsRead> {
    const events: LogEntry[] = [];
    let [steps, characters, isComplete] = [0, 0, true];
    let since = filter.since;
    for await (const { items, next } of this.entries.steps(filter, sort, AT_ONCE)) {
      for (const entry of items) {
        events.push(entry);
        characters += entry.rawLog.length;
      }
      if (next === null) break;
      if (++steps < MAX_STEPS && events.length < MAX_EVENTS && characters < MAX_CHARACTERS) continue;
      isComplete = false;
      if (sort === '-timestamp') since = Number(next.key![0]);
      break;
    }
    return { events: events.sort((a, b) => a.id - b.id), examined: { since, isComplete } };
  }
}
