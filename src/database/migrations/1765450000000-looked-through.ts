import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of files that gave no lines, so that a restart does not look through them again. Serves both databases. */
export class LookedThrough1765450000000 implements MigrationInterface {
  name = 'LookedThrough1765450000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const collation = queryRunner.connection.options.type === 'postgres' ? ' COLLATE "C"' : '';
    await queryRunner.query(`ALTER TABLE "log_sources" ADD "looked_through" text${collation}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "log_sources" DROP COLUMN "looked_through"`);
  }
}
