import type { MigrationInterface, QueryRunner } from 'typeorm';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOGIN_TYPES = `'ssh_accepted_login', 'login_accepted'`;

/** Entries counted by the hour and by the day, so that figures of a year look at few rows. Serves both databases. */
export class Rollups1766300000000 implements MigrationInterface {
  name = 'Rollups1766300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isPostgres = queryRunner.connection.options.type === 'postgres';
    const text = (length: number): string => (isPostgres ? 'character varying COLLATE "C"' : `varchar(${length})`);
    const integer = isPostgres ? 'bigint' : 'integer';
    const end = isPostgres ? '' : ' WITHOUT ROWID';
    const run = async (statement: string): Promise<void> => void (await queryRunner.query(statement));
    await run(
      `CREATE TABLE "rollup_counts" ("span" ${integer} NOT NULL, "start" bigint NOT NULL, "host" ${text(255)} NOT NULL, ` +
        `"log_type" ${text(40)} NOT NULL, ${numbers(['entries', 'attempts', 'first_seen', 'last_seen'])}, PRIMARY KEY ("span", "start", "host", "log_type"))${end}`,
    );
    await run(
      `CREATE TABLE "rollup_values" ("kind" ${text(4)} NOT NULL, "start" bigint NOT NULL, ` +
        `"value" ${text(200)} NOT NULL, ${numbers(['entries', 'attempts', 'logins', 'first_seen', 'last_seen'])}, ` +
        `PRIMARY KEY ("kind", "start", "value"))${end}`,
    );
    for (const span of [1, 24]) {
      const length = span * HOUR_MS;
      const start = `("timestamp" / ${length}) * ${length}`;
      await run(
        `INSERT INTO "rollup_counts" SELECT ${span}, ${start}, COALESCE("host", ''), "log_type", COUNT(*), SUM("attempts"), MIN("timestamp"), MAX("timestamp") ` +
          'FROM "log_entries" GROUP BY 1, 2, 3, 4',
      );
    }
    for (const [kind, value] of [
      ['ip', '"ip_address"'],
      ['user', 'substr("username", 1, 200)'],
    ]) {
      await run(
        `INSERT INTO "rollup_values" SELECT '${kind}', ("timestamp" / ${DAY_MS}) * ${DAY_MS}, ${value}, COUNT(*), SUM("attempts"), ` +
          `SUM(CASE WHEN "log_type" IN (${LOGIN_TYPES}) THEN 1 ELSE 0 END), MIN("timestamp"), MAX("timestamp") ` +
          `FROM "log_entries" WHERE ${value} IS NOT NULL GROUP BY 1, 2, 3`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['rollup_values', 'rollup_counts']) await queryRunner.query(`DROP TABLE "${table}"`);
  }
}

function numbers(names: readonly string[]): string {
  return names.map((name) => `"${name}" bigint NOT NULL`).join(', ');
}
