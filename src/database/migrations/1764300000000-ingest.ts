import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines that senders push, until the scan has taken them, and the keys by which repeats are recognised. */
export class Ingest1764300000000 implements MigrationInterface {
  name = 'Ingest1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "ingest_batches" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "source" varchar(64) NOT NULL, "key" varchar(255) NOT NULL, "content_hash" varchar(64) NOT NULL, "lines" integer NOT NULL, "bytes" integer NOT NULL, "content" blob, "received_at" bigint NOT NULL)`,
    );
    await queryRunner.query(`CREATE UNIQUE INDEX "ingest_batches_source_key" ON "ingest_batches" ("source", "key") `);
    await queryRunner.query(
      `CREATE INDEX "ingest_batches_waiting" ON "ingest_batches" ("source", "id", "lines", "bytes", "received_at") WHERE "content" IS NOT NULL`,
    );
  }

  /** What waits is lost: the program that this leads back to cannot take it. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "ingest_batches"`);
  }
}
