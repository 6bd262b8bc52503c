import type { DataSource } from 'typeorm';
import { LOGIN_TYPES } from '../../src/logs/programs/registry.js';

type Row = Readonly<Record<string, unknown>>;

const SEEN = ['first_seen', 'last_seen'];

/**
 * Checks that the roll-ups say what a count of the stored entries says.
 *
 * @param hasRemoved true where entries were removed: the first and last moments stay then
 */
export async function expectExactRollups({ manager }: DataSource, hasRemoved = false): Promise<void> {
  for (const span of [1, 24]) {
    const counts = `SELECT start, host, log_type, entries, attempts, first_seen, last_seen FROM rollup_counts WHERE span = ${span}`;
    expect(sorted(await manager.query<Row[]>(counts), hasRemoved)).toEqual(
      sorted(await manager.query<Row[]>(recounted(span, `COALESCE(host, '') AS host, log_type`, '')), hasRemoved),
    );
  }
  const values = `SELECT start, kind, value, entries, attempts, logins, first_seen, last_seen FROM rollup_values`;
  const ofKinds = [
    recounted(24, `'ip' AS kind, ip_address AS value`, LOGINS, 'ip_address IS NOT NULL'),
    recounted(24, `'user' AS kind, substr(username, 1, 200) AS value`, LOGINS, 'username IS NOT NULL'),
  ];
  const expected = [...(await manager.query<Row[]>(ofKinds[0]!)), ...(await manager.query<Row[]>(ofKinds[1]!))];
  expect(sorted(await manager.query<Row[]>(values), hasRemoved)).toEqual(sorted(expected, hasRemoved));
}

const LOGINS = `, SUM(CASE WHEN log_type IN (${LOGIN_TYPES.map((type) => `'${type}'`).join(', ')}) THEN 1 ELSE 0 END) AS logins`;

function recounted(span: number, key: string, more: string, condition = 'TRUE'): string {
  const length = span * 3_600_000;
  return (
    `SELECT (timestamp / ${length}) * ${length} AS start, ${key}, COUNT(*) AS entries, SUM(attempts) AS attempts${more}, ` +
    `MIN(timestamp) AS first_seen, MAX(timestamp) AS last_seen FROM log_entries WHERE ${condition} GROUP BY 1, 2, 3`
  );
}

function sorted(rows: readonly Row[], hasRemoved: boolean): string[] {
  return rows
    .map((row) => Object.entries(row).filter(([name]) => !hasRemoved || !SEEN.includes(name)))
    .map((row) => JSON.stringify(row.map(([name, value]) => [name, String(value)]).sort()))
    .sort();
}
