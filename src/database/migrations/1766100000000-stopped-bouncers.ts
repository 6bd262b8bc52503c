import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The alert that a bouncer has stopped. Serves both databases. */
export class StoppedBouncers1766100000000 implements MigrationInterface {
  name = 'StoppedBouncers1766100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isPostgres = queryRunner.connection.options.type === 'postgres';
    const text = isPostgres ? 'character varying COLLATE "C"' : 'varchar(36)';
    await queryRunner.query(`ALTER TABLE "bouncers" ADD COLUMN "stop_alert_id" ${text}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "bouncers" DROP COLUMN "stop_alert_id"`);
  }
}
