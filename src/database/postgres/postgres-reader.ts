import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { SqlReader, namedValues } from '../sql-reader.js';
import type { SqlRow, SqlValue } from '../sql-reader.js';
import { postgresText } from './postgres-text.js';

interface ReadyText {
  readonly text: string;
  /** By which a connection knows the statement that it has prepared. */
  readonly name: string;
}

/** How many statements are kept ready. There are as many as there are combinations of filters in use. */
const MAX_STATEMENTS = 200;

/** Reads through the pool, with statements that each connection prepares once. */
export class PostgresReader extends SqlReader {
  readonly engine = 'postgres';
  private readonly texts = new Map<string, ReadyText>();

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async rows(text: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const ready = this.ready(text);
    const { master, postgres } = this.dataSource.driver as PostgresDriver;
    const { fields, rows } = await (master as pg.Pool).query<SqlValue[]>({
      ...ready,
      values: [...values],
      rowMode: 'array',
      types: { getTypeParser: parserOf(postgres as typeof pg) as typeof pg.types.getTypeParser },
    });
    const columns = fields.map(({ name }) => name);
    return rows.map((row) => namedValues(columns, row));
  }

  private ready(text: string): ReadyText {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const translated = postgresText(text);
    // Beyond so many, statements are not prepared: every connection would keep all of them for ever.
    if (this.texts.size >= MAX_STATEMENTS) return { text: translated, name: '' };
    const ready = { text: translated, name: createHash('sha1').update(translated).digest('base64url') };
    this.texts.set(text, ready);
    return ready;
  }
}

/** Numbers as numbers, truth as 1 and 0: as SQLite has them. @param driver the package, which nobody loads who has SQLite */
function parserOf({ types }: typeof pg): (type: number) => (value: string) => unknown {
  const { BOOL, INT8, NUMERIC } = types.builtins;
  return (type) => {
    if (type === INT8 || type === NUMERIC) return Number;
    if (type === BOOL) return (value) => (value === 't' ? 1 : 0);
    return types.getTypeParser(type, 'text') as (value: string) => unknown;
  };
}
