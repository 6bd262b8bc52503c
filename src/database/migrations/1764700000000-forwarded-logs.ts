import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logs that an instance reads and hands on to the one that detects. */
export class ForwardedLogs1764700000000 implements MigrationInterface {
  name = 'ForwardedLogs1764700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "ingest_batches" ADD "written_before" bigint`);
    await queryRunner.query(
      `CREATE TABLE "forwarded_logs" ("source" varchar(64) PRIMARY KEY NOT NULL, "path" text NOT NULL, "time_zone" varchar(64) NOT NULL, "host" varchar(255), "files" text NOT NULL, "cursor" text, "fault" text, "version" integer NOT NULL, "updated_at" bigint NOT NULL)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "forwarded_logs"`);
    await queryRunner.query(`ALTER TABLE "ingest_batches" DROP COLUMN "written_before"`);
  }
}
