import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom firewalls are to turn away, and the programs that ask for it. Serves both databases. */
export class Decisions1766000000000 implements MigrationInterface {
  name = 'Decisions1766000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isPostgres = queryRunner.connection.options.type === 'postgres';
    const text = (length: number): string => (isPostgres ? 'character varying COLLATE "C"' : `varchar(${length})`);
    const integer = isPostgres ? 'bigint' : 'integer';
    const longText = isPostgres ? 'text COLLATE "C"' : 'text';
    const run = async (statement: string): Promise<void> => void (await queryRunner.query(statement));
    const decision = [
      isPostgres ? `"id" BIGSERIAL NOT NULL` : `"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL`,
      `"value" ${text(64)} NOT NULL`,
      `"scope" ${text(8)} NOT NULL`,
      `"simulated" boolean NOT NULL`,
      `"rule" ${text(100)}`,
      `"alert_id" ${text(36)}`,
      `"severity" ${text(13)} NOT NULL`,
      `"author" ${text(64)}`,
      `"note" ${text(1000)}`,
      `"created_at" bigint NOT NULL`,
      `"until" bigint NOT NULL`,
      `"ended_at" bigint`,
      `"end_reason" ${text(16)}`,
      `"seen_to" bigint`,
      `"ended_by" ${text(64)}`,
      `"created_change" ${integer} NOT NULL`,
      `"ended_change" ${integer}`,
      ...(isPostgres ? [`PRIMARY KEY ("id")`] : []),
    ];
    await run(`CREATE TABLE "decisions" (${decision.join(', ')})`);
    await run(`CREATE UNIQUE INDEX "decisions_active" ON "decisions" ("value") WHERE "ended_at" IS NULL`);
    await run(`CREATE INDEX "decisions_value" ON "decisions" ("value", "created_at") `);
    await run(`CREATE INDEX "decisions_until" ON "decisions" ("until") `);
    await run(`CREATE INDEX "decisions_created_at" ON "decisions" ("created_at", "id") `);
    await run(`CREATE INDEX "decisions_created_change" ON "decisions" ("created_change") `);
    await run(`CREATE INDEX "decisions_ended_change" ON "decisions" ("ended_change") `);
    await run(`CREATE INDEX "decisions_alert_id" ON "decisions" ("alert_id") `);
    await run(`CREATE TABLE "decision_head" ("id" ${integer} PRIMARY KEY NOT NULL, "change" ${integer} NOT NULL)`);
    const bouncer = [
      `"name" ${text(64)} NOT NULL`,
      `"ip_address" ${text(45)} NOT NULL`,
      `"type" ${text(64)} NOT NULL`,
      `"version" ${text(64)}`,
      `"first_seen" bigint NOT NULL`,
      `"last_pull_at" bigint`,
      `"pull_interval" ${integer}`,
      `"change" ${integer} NOT NULL`,
      `"metrics_at" bigint`,
      `"dropped" ${longText}`,
      `PRIMARY KEY ("name", "ip_address", "type")`,
    ];
    await run(`CREATE TABLE "bouncers" (${bouncer.join(', ')})`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['bouncers', 'decision_head', 'decisions']) await queryRunner.query(`DROP TABLE "${table}"`);
  }
}
