import type { EntityManager } from 'typeorm';
import type { LogEntry } from './log-entry.entity.js';
import type { EntryColumns } from './entry-columns.js';

/**
 * Writes log entries in bulk. Goes around TypeORM's insert builder, which is several times slower than the databases;
 * the columns still come from the entity.
 */
export interface EntryWriter {
  /** @param manager of the transaction that the entries belong to */
  write(entries: readonly LogEntry[], manager: EntityManager): Promise<void>;
  /** @param manager of the transaction that the entries belong to */
  writeColumns(columns: EntryColumns, manager: EntityManager): Promise<void>;
}
