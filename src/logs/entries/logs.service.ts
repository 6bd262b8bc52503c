import { Injectable } from '@nestjs/common';
import { DomainError } from '../../common/domain.error.js';
import { ListReader } from '../../lists/list-reader.js';
import { isOneOf } from '../../lists/sql-condition.js';
import { SqlReader } from '../../database/sql-reader.js';
import { LOG_ENTRY_COLUMNS, LOG_SORTS, LogEntryDto } from './log-entry.dto.js';
import type { LogEntryRow } from './log-entry.dto.js';
import { SourcesService } from '../sources/sources.service.js';

/** Reads stored log entries. */
@Injectable()
export class LogsService {
  /** All entries, with filters and cursors. */
  readonly list: ListReader<LogEntryRow>;

  constructor(
    private readonly reader: SqlReader,
    private readonly sources: SourcesService,
  ) {
    this.list = new ListReader(reader, LOG_ENTRIES, LOG_SORTS, (row) => row as unknown as LogEntryRow);
  }

  /** @throws DomainError LOG_ENTRY_NOT_FOUND */
  async find(id: number): Promise<LogEntryDto> {
    const [entry] = await this.findAll([id]);
    if (entry === undefined) throw new DomainError('not_found', 'LOG_ENTRY_NOT_FOUND', 'There is no such log entry.');
    return entry;
  }

  /** Those of some entries that there are, in the order of storing. */
  async findAll(ids: readonly number[]): Promise<LogEntryDto[]> {
    const { text, values } = isOneOf('id', ids);
    const columns = LOG_ENTRY_COLUMNS.join(', ');
    const rows = await this.reader.rows(`SELECT ${columns} FROM log_entries WHERE ${text} ORDER BY id`, values);
    return this.show(rows as unknown as LogEntryRow[]);
  }

  /** What the API shows of some entries. */
  async show(entries: readonly LogEntryRow[]): Promise<LogEntryDto[]> {
    const paths = await this.sources.paths(new Set(entries.map(({ source_id }) => source_id)));
    return entries.map((entry) => LogEntryDto.from(entry, paths.get(entry.source_id) ?? ''));
  }

  /** Entries that were stored behind one, in their order. */
  async after(id: number, most: number): Promise<LogEntryRow[]> {
    const columns = LOG_ENTRY_COLUMNS.join(', ');
    const text = `SELECT ${columns} FROM log_entries WHERE id > ? ORDER BY id LIMIT ?`;
    return (await this.reader.rows(text, [id, most])) as unknown as LogEntryRow[];
  }

  /** Id of the entry that was stored last; 0 where there is none. */
  newestId(): Promise<number> {
    return this.reader.number('SELECT COALESCE(MAX(id), 0) AS number FROM log_entries');
  }
}

/** The table as lists read it. Ingestion numbers the entries without gaps: the ends tell how many there
 * are, and where the millionth is. */
export const LOG_ENTRIES = {
  name: 'log_entries',
  columns: LOG_ENTRY_COLUMNS,
  time: 'timestamp',
  address: 'ip_address',
  countAll: 'SELECT COALESCE((SELECT MAX(id) FROM log_entries) - (SELECT MIN(id) FROM log_entries) + 1, 0) AS number',
  mostTested: 4_000,
  idsWithoutGaps: true,
};
