import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { PostgresReader } from './postgres/postgres-reader.js';
import { SqlReader, namedValues } from './sql-reader.js';
import type { SqlRow, SqlValue } from './sql-reader.js';
import { sqliteConnection } from './sqlite-options.js';

/** A statement that answers rows as lists of values, which takes the driver half the time that objects take it. */
interface ReadyStatement {
  readonly columns: readonly string[];
  readonly statement: BetterSqlite3.Statement<SqlValue[], SqlValue[]>;
  /** The same rows as one text of JSON, made on first use: the driver takes longer over each value than SQLite and V8 together. */
  packed?: BetterSqlite3.Statement<SqlValue[], [string]>;
}

/** How many statements are kept ready. There are as many as there are combinations of filters in use. */
const MAX_STATEMENTS = 200;

/** Reads with statements that are prepared once. The whole thread waits meanwhile. */
class SqliteReader extends SqlReader {
  readonly engine = 'sqlite';
  private readonly statements = new Map<string, ReadyStatement>();

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async rows(text: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const { columns, statement } = this.statement(text);
    return statement.all(...values).map((row) => namedValues(columns, row));
  }

  override async manyRows(text: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const ready = this.statement(text);
    const { columns } = ready;
    // SQLite keeps the order of the rows within an aggregate that depends on it.
    ready.packed ??= sqliteConnection(this.dataSource)
      .prepare<SqlValue[], [string]>(`SELECT json_group_array(json_array(${columns.join(', ')})) FROM (${text})`)
      .raw();
    const [packed] = ready.packed.get(...values)!;
    return (JSON.parse(packed) as SqlValue[][]).map((row) => namedValues(columns, row));
  }

  private statement(text: string): ReadyStatement {
    const known = this.statements.get(text);
    if (known !== undefined) return known;
    const statement = sqliteConnection(this.dataSource).prepare<SqlValue[], SqlValue[]>(text).raw();
    const ready = { columns: statement.columns().map(({ name }) => name), statement };
    const oldest = this.statements.keys().next();
    if (this.statements.size >= MAX_STATEMENTS && !oldest.done) this.statements.delete(oldest.value);
    this.statements.set(text, ready);
    return ready;
  }
}

/** The reader of a data source that is connected. */
export function sqlReader(dataSource: DataSource): SqlReader {
  return dataSource.options.type === 'postgres' ? new PostgresReader(dataSource) : new SqliteReader(dataSource);
}
