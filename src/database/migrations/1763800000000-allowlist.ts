import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The allowlist, and the mark on log entries that it covered. */
export class Allowlist1763800000000 implements MigrationInterface {
  name = 'Allowlist1763800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "allowlist_entries" ("id" varchar(36) PRIMARY KEY NOT NULL, "range" varchar(43) NOT NULL, "note" varchar(1000), "author" varchar(255), "origin" varchar(11) NOT NULL, "created_at" bigint NOT NULL, "expires_at" bigint, "hits" bigint NOT NULL DEFAULT (0), "last_hit_at" bigint, CONSTRAINT "allowlist_entries_range" UNIQUE ("range"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "allowlist_entries_created_at_id" ON "allowlist_entries" ("created_at", "id") `,
    );
    // A default without parentheses: SQLite adds such a column without touching the rows.
    await queryRunner.query(`ALTER TABLE "log_entries" ADD COLUMN "allowlisted" boolean NOT NULL DEFAULT 0`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "log_entries" DROP COLUMN "allowlisted"`);
    await queryRunner.query(`DROP INDEX "allowlist_entries_created_at_id"`);
    await queryRunner.query(`DROP TABLE "allowlist_entries"`);
  }
}
