import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures that are counted as things happen: alerts raised, what became of notifications, lines stored. */
export class Figures1764290000000 implements MigrationInterface {
  name = 'Figures1764290000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "alert_counts" ("rule" varchar(100) NOT NULL, "severity" varchar(13) NOT NULL, "raised" bigint NOT NULL, PRIMARY KEY ("rule", "severity"))`,
    );
    await queryRunner.query(
      `INSERT INTO "alert_counts" SELECT "rule", "severity", COUNT(*) FROM "alerts" GROUP BY "rule", "severity"`,
    );
    await queryRunner.query(
      `CREATE INDEX "alerts_open" ON "alerts" ("severity") WHERE "acknowledged_at" IS NULL AND "resolved_at" IS NULL`,
    );
    for (const column of ['delivered', 'failed', 'retried']) {
      await queryRunner.query(
        `ALTER TABLE "notification_channels" ADD COLUMN "${column}" integer NOT NULL DEFAULT (0)`,
      );
    }
    for (const state of ['delivered', 'failed']) {
      await queryRunner.query(
        `UPDATE "notification_channels" SET "${state}" = (SELECT COUNT(*) FROM "notifications" WHERE "channel" = "name" AND "state" = '${state}')`,
      );
    }
    await queryRunner.query(
      `UPDATE "log_sources" SET "coverage" = json_set("coverage", '$.stored', (SELECT COUNT(*) FROM "log_entries" WHERE "source_id" = "log_sources"."id"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`UPDATE "log_sources" SET "coverage" = json_remove("coverage", '$.stored')`);
    for (const column of ['retried', 'failed', 'delivered']) {
      await queryRunner.query(`ALTER TABLE "notification_channels" DROP COLUMN "${column}"`);
    }
    await queryRunner.query(`DROP INDEX "alerts_open"`);
    await queryRunner.query(`DROP TABLE "alert_counts"`);
  }
}
