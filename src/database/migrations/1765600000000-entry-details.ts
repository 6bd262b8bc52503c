import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lines tell besides: why and until when sshd punishes an address, how many connections it dropped. Serves both databases. */
export class EntryDetails1765600000000 implements MigrationInterface {
  name = 'EntryDetails1765600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "log_entries" ADD "details" text`);
    await queryRunner.query(
      `CREATE INDEX "log_entries_penalties_timestamp" ON "log_entries" ("timestamp") WHERE "log_type" = 'ssh_penalty'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "log_entries_penalties_timestamp"`);
    await queryRunner.query(`ALTER TABLE "log_entries" DROP COLUMN "details"`);
  }
}
