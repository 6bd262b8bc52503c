import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a weekly summary says, and which week of a channel was the last. Serves both databases. */
export class WeeklySummaries1766600000000 implements MigrationInterface {
  name = 'WeeklySummaries1766600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const text = queryRunner.connection.options.type === 'postgres' ? 'text COLLATE "C"' : 'text';
    await queryRunner.query(`ALTER TABLE "notifications" ADD COLUMN "summary" ${text}`);
    await queryRunner.query(`ALTER TABLE "notification_channels" ADD COLUMN "summary_until" bigint`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "notification_channels" DROP COLUMN "summary_until"`);
    await queryRunner.query(`ALTER TABLE "notifications" DROP COLUMN "summary"`);
  }
}
