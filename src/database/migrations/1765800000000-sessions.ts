import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions: logins, and what was done from them. Serves both databases. */
export class Sessions1765800000000 implements MigrationInterface {
  name = 'Sessions1765800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isPostgres = queryRunner.connection.options.type === 'postgres';
    const text = (length: number | null = null): string =>
      isPostgres
        ? `${length === null ? 'text' : 'character varying'} COLLATE "C"`
        : length === null
          ? 'text'
          : `varchar(${length})`;
    const integer = isPostgres ? 'bigint' : 'integer';
    const run = async (statement: string): Promise<void> => void (await queryRunner.query(statement));
    const columns = [
      `"id" ${text(36)} PRIMARY KEY NOT NULL`,
      `"host" ${text(255)}`,
      `"username" ${text()} NOT NULL`,
      `"ip_address" ${text(45)}`,
      `"source_host" ${text(255)}`,
      `"port" ${integer}`,
      `"pid" ${integer}`,
      `"program" ${text(64)} NOT NULL`,
      `"method" ${text(64)}`,
      `"key_type" ${text(64)}`,
      `"key_fingerprint" ${text(255)}`,
      `"login_entry" ${integer} NOT NULL`,
      `"started_at" bigint NOT NULL`,
      `"last_seen" bigint NOT NULL`,
      `"ended_at" bigint`,
      `"end_reason" ${text(12)}`,
      `"events" ${integer} NOT NULL`,
      `"listed" ${integer} NOT NULL`,
      `"facts" ${text()} NOT NULL`,
    ];
    await run(`CREATE TABLE "sessions" (${columns.join(', ')})`);
    await run(`CREATE INDEX "sessions_started_at" ON "sessions" ("started_at", "id") `);
    await run(`CREATE INDEX "sessions_ip_address" ON "sessions" ("ip_address", "started_at") `);
    await run(`CREATE INDEX "sessions_username" ON "sessions" ("username", "started_at") `);
    await run(`CREATE INDEX "sessions_login_entry" ON "sessions" ("login_entry") `);
    await run(
      `CREATE TABLE "session_events" ("session_id" ${text(36)} NOT NULL, "entry_id" ${integer} NOT NULL, "how" ${text(12)} NOT NULL, PRIMARY KEY ("session_id", "entry_id"))`,
    );
    await run(`CREATE INDEX "session_events_entry_id" ON "session_events" ("entry_id") `);
    await run(`ALTER TABLE "log_sources" ADD "sessions" ${text()}`);
    await run(`ALTER TABLE "alerts" ADD "after_login" ${text()}`);
    await run(`ALTER TABLE "told_incidents" ADD "milestones" ${integer} NOT NULL DEFAULT 0`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "told_incidents" DROP COLUMN "milestones"`);
    await queryRunner.query(`ALTER TABLE "alerts" DROP COLUMN "after_login"`);
    await queryRunner.query(`ALTER TABLE "log_sources" DROP COLUMN "sessions"`);
    await queryRunner.query(`DROP TABLE "session_events"`);
    await queryRunner.query(`DROP TABLE "sessions"`);
  }
}
