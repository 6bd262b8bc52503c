import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people do with alerts: how it ended, until when it sleeps, and the history of it. */
export class AlertHandling1764200000000 implements MigrationInterface {
  name = 'AlertHandling1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "alerts" ADD COLUMN "resolution" varchar(14)`);
    await queryRunner.query(`ALTER TABLE "alerts" ADD COLUMN "snoozed_until" bigint`);
    await queryRunner.query(
      `CREATE TABLE "alert_actions" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "alert_id" varchar(36) NOT NULL, "action" varchar(12) NOT NULL, "at" bigint NOT NULL, "who" varchar(255), "note" varchar(4000), "resolution" varchar(14), "until" bigint)`,
    );
    await queryRunner.query(`CREATE INDEX "alert_actions_alert_id_id" ON "alert_actions" ("alert_id", "id") `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "alert_actions"`);
    await queryRunner.query(`ALTER TABLE "alerts" DROP COLUMN "snoozed_until"`);
    await queryRunner.query(`ALTER TABLE "alerts" DROP COLUMN "resolution"`);
  }
}
