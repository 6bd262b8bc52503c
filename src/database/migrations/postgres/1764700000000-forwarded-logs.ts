import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logs that an instance reads and hands on to the one that detects. */
export class ForwardedLogs1764700000000 implements MigrationInterface {
  name = 'ForwardedLogs1764700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "ingest_batches" ADD "written_before" bigint`);
    await queryRunner.query(
      `CREATE TABLE "forwarded_logs" ("source" character varying COLLATE "C" NOT NULL, "path" text COLLATE "C" NOT NULL, "time_zone" character varying COLLATE "C" NOT NULL, "host" character varying COLLATE "C", "files" text COLLATE "C" NOT NULL, "cursor" text COLLATE "C", "fault" text COLLATE "C", "version" bigint NOT NULL, "updated_at" bigint NOT NULL, CONSTRAINT "forwarded_logs_PK" PRIMARY KEY ("source"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "forwarded_logs"`);
    await queryRunner.query(`ALTER TABLE "ingest_batches" DROP COLUMN "written_before"`);
  }
}
