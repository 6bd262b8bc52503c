import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { SqlReader, namedValues } from '../sql-reader.js';
import type { SqlRow, SqlValue } from '../sql-reader.js';

/**
 * A SELECT of ours, written for SQLite, in PostgreSQL's words. Values are bound and texts in quotes are left alone, so
 * that nothing of what others send is ever translated.
 *
 * - `?` becomes `$1`, `$2`, …
 * - `column LIKE` passes over the case of ASCII letters in SQLite, and of no others; so does `ILIKE` in the collation C.
 * - `+column`, by which SQLite is kept from using an index, is the column: PostgreSQL has statistics to decide by.
 */
export function postgresText(text: string): string {
  let values = 0;
  return text
    .split(/('(?:[^']|'')*')/)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return part
        .replaceAll('?', () => `$${++values}`)
        .replace(/(\S+) (NOT )?LIKE\b/g, '$1 COLLATE "C" $2ILIKE')
        .replace(/\+(?=[a-z_])/g, '');
    })
    .join('');
}

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
    const pool = (this.dataSource.driver as PostgresDriver).master as Pool;
    const { fields, rows } = await pool.query<SqlValue[]>({
      ...ready,
      values: [...values],
      rowMode: 'array',
      types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
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

const { BOOL, INT8, NUMERIC } = pg.types.builtins;

/** Numbers as numbers, truth as 1 and 0: as SQLite has them. */
function parserOf(type: number): (value: string) => unknown {
  if (type === INT8 || type === NUMERIC) return Number;
  if (type === BOOL) return (value) => (value === 't' ? 1 : 0);
  return pg.types.getTypeParser(type, 'text') as (value: string) => unknown;
}
