import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the first version: entries, sources with their files, alerts. */
export class FirstSchema1763700000000 implements MigrationInterface {
  name = 'FirstSchema1763700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "alerts" ("id" varchar(36) PRIMARY KEY NOT NULL, "rule" varchar(100) NOT NULL, "reason" varchar(256) NOT NULL, "severity" varchar(13) NOT NULL, "ip_address" varchar(45) NOT NULL, "attempts" integer NOT NULL, "events" integer NOT NULL, "first_seen" bigint NOT NULL, "fired_at" bigint NOT NULL, "last_seen" bigint NOT NULL, "ends_at" bigint NOT NULL, "usernames" text NOT NULL, "acknowledged_at" bigint, "resolved_at" bigint)`,
    );
    await queryRunner.query(`CREATE INDEX "alerts_ends_at" ON "alerts" ("ends_at") `);
    await queryRunner.query(`CREATE INDEX "alerts_fired_at_id" ON "alerts" ("fired_at", "id") `);
    await queryRunner.query(
      `CREATE TABLE "ingestion_head" ("id" integer PRIMARY KEY NOT NULL, "version" bigint NOT NULL, "last_entry_id" bigint NOT NULL)`,
    );
    await queryRunner.query(
      `CREATE TABLE "log_files" ("source_id" integer NOT NULL, "number" integer NOT NULL, "path" text NOT NULL, "inode" varchar(64) NOT NULL, "signature" varchar(120) NOT NULL, "offset" bigint NOT NULL, "head" text NOT NULL, "tail_hash" varchar(64) NOT NULL, "unterminated" boolean NOT NULL DEFAULT (0), "updated_at" bigint NOT NULL, PRIMARY KEY ("source_id", "number"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "log_sources" ("id" integer PRIMARY KEY NOT NULL, "path" text NOT NULL, "parser_state" text NOT NULL, "coverage" text NOT NULL, "cursor" text, "last_line_at" bigint, "updated_at" bigint NOT NULL, CONSTRAINT "UQ_1995ecb6750d97b275a22c78af1" UNIQUE ("path"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "log_entries" ("id" integer PRIMARY KEY NOT NULL, "timestamp" bigint NOT NULL, "time_basis" varchar(20) NOT NULL, "log_type" varchar(40) NOT NULL, "host" varchar(255), "program" varchar(64) NOT NULL, "pid" integer, "ip_address" varchar(45), "source_host" varchar(255), "port" integer, "username" text, "valid_user" boolean, "method" varchar(64), "key_type" varchar(64), "key_fingerprint" varchar(255), "certificate_id" text, "attempts" integer NOT NULL, "carried_attempts" integer NOT NULL, "source_id" integer NOT NULL, "raw_log" text NOT NULL)`,
    );
    await queryRunner.query(`CREATE INDEX "log_entries_timestamp" ON "log_entries" ("timestamp") `);
    await queryRunner.query(
      `CREATE INDEX "log_entries_ip_address_timestamp" ON "log_entries" ("ip_address", "timestamp") `,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "log_entries_ip_address_timestamp"`);
    await queryRunner.query(`DROP INDEX "log_entries_timestamp"`);
    await queryRunner.query(`DROP TABLE "log_entries"`);
    await queryRunner.query(`DROP TABLE "log_sources"`);
    await queryRunner.query(`DROP TABLE "log_files"`);
    await queryRunner.query(`DROP TABLE "ingestion_head"`);
    await queryRunner.query(`DROP INDEX "alerts_fired_at_id"`);
    await queryRunner.query(`DROP INDEX "alerts_ends_at"`);
    await queryRunner.query(`DROP TABLE "alerts"`);
  }
}
