import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An index for the list of notifications. */
export class NotificationList1764500000000 implements MigrationInterface {
  name = 'NotificationList1764500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX "notifications_created_at_id" ON "notifications" ("created_at", "id") `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "notifications_created_at_id"`);
  }
}
