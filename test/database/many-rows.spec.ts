import type { DataSource } from 'typeorm';
import { openDatabase } from '../../src/database/data-source.js';
import { sqlReader } from '../../src/database/make-sql-reader.js';
import { databaseLocation } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('many rows', () => {
  const folder = temporaryFolder();
  let database: DataSource;

  beforeEach(async () => {
    database = await openDatabase(databaseLocation(folder()));
  });

  afterEach(() => database.destroy());

  it('are what rows are: values, names, and order', async () => {
    const isPostgres = database.options.type === 'postgres';
    await database.query('CREATE TABLE texts (number bigint, text text)');
    const texts = [
      '"quoted\\"',
      'a\tb\u0007',
      '\u202e😀é',
      '{"a":[1]}',
      "' OR 1",
      '',
      null,
      String(Number.MAX_SAFE_INTEGER),
    ];
    for (const [number, text] of texts.entries()) {
      await database.query(`INSERT INTO texts VALUES (${isPostgres ? '$1, $2' : '?, ?'})`, [(number * 7) % 8, text]);
    }
    await database.query(`INSERT INTO texts VALUES (${Number.MAX_SAFE_INTEGER}, 'largest')`);
    const reader = sqlReader(database);
    for (const order of ['number DESC', 'number', 'text, number']) {
      const text = `SELECT number AS at, text FROM texts WHERE number >= ? ORDER BY ${order} LIMIT ?`;
      for (const values of [
        [0, 100],
        [3, 2],
        [9, 3],
      ]) {
        expect(await reader.manyRows(text, values)).toEqual(await reader.rows(text, values));
      }
    }
    const sums =
      'SELECT text IS NULL AS is_empty, COUNT(*) AS number, SUM(number) AS sum FROM texts GROUP BY 1 ORDER BY 1';
    expect(await reader.manyRows(sums)).toEqual(await reader.rows(sums));
    expect(await reader.manyRows('SELECT text FROM texts WHERE number < ?', [0])).toEqual([]);
  });
});
