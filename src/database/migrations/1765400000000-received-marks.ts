import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When entries were received, to the day: retention goes by it where their own times lie ahead. Serves both databases. */
export class ReceivedMarks1765400000000 implements MigrationInterface {
  name = 'ReceivedMarks1765400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "received_marks" ("at" bigint PRIMARY KEY NOT NULL, "last_entry_id" bigint NOT NULL)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "received_marks"`);
  }
}
