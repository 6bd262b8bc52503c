import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts whose address a client may have chosen: nobody is turned away for them. Serves both databases. */
export class ForgeableAlerts1766400000000 implements MigrationInterface {
  name = 'ForgeableAlerts1766400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isPostgres = queryRunner.connection.options.type === 'postgres';
    const no = isPostgres ? 'false' : '(0)';
    await queryRunner.query(`ALTER TABLE "alerts" ADD COLUMN "forgeable" boolean NOT NULL DEFAULT ${no}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "alerts" DROP COLUMN "forgeable"`);
  }
}
