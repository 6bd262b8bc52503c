import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { sqliteConnection } from './sqlite-connection.js';

/** What statements bind, and what rows hold. */
export type SqlValue = string | number | null;

/** The values of a row by the names of its columns. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A statement that answers rows as lists of values, which takes the driver half the time that objects take it. */
interface ReadyStatement {
  readonly columns: readonly string[];
  readonly statement: BetterSqlite3.Statement<SqlValue[], SqlValue[]>;
}

/** How many statements are kept ready. There are as many as there are combinations of filters in use. */
const MOST_STATEMENTS = 200;

/**
 * Reads rows with statements that are prepared once, several times faster than TypeORM's query builder. Whatever the
 * API reads by SQL of its own goes through here.
 */
export class SqlReader {
  private readonly statements = new Map<string, ReadyStatement>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * The rows of a SELECT. The whole thread waits meanwhile: whoever calls sees to it that few rows are looked at.
   *
   * @param text with a `?` for each value
   */
  async rows(text: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const { columns, statement } = this.statement(text);
    return statement.all(...values).map((row) => {
      const named: Record<string, SqlValue> = {};
      for (let index = 0; index < columns.length; index++) named[columns[index]!] = row[index]!;
      return named;
    });
  }

  /** The one number that a SELECT answers, as `number`. */
  async number(text: string, values: readonly SqlValue[] = []): Promise<number> {
    const [row] = await this.rows(text, values);
    return Number(row!['number']);
  }

  private statement(text: string): ReadyStatement {
    const known = this.statements.get(text);
    if (known !== undefined) return known;
    const statement = sqliteConnection(this.dataSource).prepare<SqlValue[], SqlValue[]>(text).raw();
    const ready = { columns: statement.columns().map(({ name }) => name), statement };
    const oldest = this.statements.keys().next();
    if (this.statements.size >= MOST_STATEMENTS && !oldest.done) this.statements.delete(oldest.value);
    this.statements.set(text, ready);
    return ready;
  }
}
