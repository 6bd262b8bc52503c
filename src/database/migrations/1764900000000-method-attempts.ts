import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what method the attempts were made that an earlier line of the connection counted. Serves both databases. */
export class MethodAttempts1764900000000 implements MigrationInterface {
  name = 'MethodAttempts1764900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const type = queryRunner.connection.options.type === 'postgres' ? 'bigint' : 'integer';
    await queryRunner.query(`ALTER TABLE "log_entries" ADD "method_attempts" ${type} NOT NULL DEFAULT 0`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "log_entries" DROP COLUMN "method_attempts"`);
  }
}
