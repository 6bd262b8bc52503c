import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox: changes of alerts, what was told of them, and the notifications with what became of them. */
export class Notifications1764100000000 implements MigrationInterface {
  name = 'Notifications1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "alert_changes" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "alert_id" varchar(36) NOT NULL, "kind" varchar(20) NOT NULL, "at" bigint NOT NULL, "pending" boolean NOT NULL)`,
    );
    await queryRunner.query(`CREATE INDEX "alert_changes_pending" ON "alert_changes" ("pending", "id")`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "alert_changes_alert_id_kind" ON "alert_changes" ("alert_id", "kind")`,
    );
    await queryRunner.query(
      `CREATE TABLE "notification_channels" ("name" varchar(64) PRIMARY KEY NOT NULL, "version" integer NOT NULL)`,
    );
    await queryRunner.query(
      `CREATE TABLE "notifications" ("id" varchar(36) PRIMARY KEY NOT NULL, "channel" varchar(64) NOT NULL, "receiver" varchar(255) NOT NULL, "reason" varchar(20) NOT NULL, "severity" varchar(13), "causes" text NOT NULL, "further" integer NOT NULL, "state" varchar(10) NOT NULL, "created_at" bigint NOT NULL, "due_at" bigint NOT NULL, "deadline_at" bigint NOT NULL, "ended_at" bigint, "claimed_by" varchar(36), "claimed_at" bigint, "claimed_until" bigint, "tries" integer NOT NULL, "attempts" text NOT NULL, "last_error" text)`,
    );
    await queryRunner.query(
      `CREATE INDEX "notifications_channel_created_at" ON "notifications" ("channel", "created_at")`,
    );
    await queryRunner.query(`CREATE INDEX "notifications_state_due_at" ON "notifications" ("state", "due_at")`);
    await queryRunner.query(
      `CREATE TABLE "notified_alerts" ("notification_id" varchar(36) NOT NULL, "position" integer NOT NULL, "alert_id" varchar(36) NOT NULL, PRIMARY KEY ("notification_id", "position"))`,
    );
    await queryRunner.query(`CREATE INDEX "notified_alerts_alert_id" ON "notified_alerts" ("alert_id")`);
    await queryRunner.query(
      `CREATE TABLE "told_alerts" ("channel" varchar(64) NOT NULL, "alert_id" varchar(36) NOT NULL, "severity" varchar(13) NOT NULL, "login_entry_id" integer, "told_at" bigint, "waiting_since" bigint, "cause" varchar(12), "followed" boolean NOT NULL, PRIMARY KEY ("channel", "alert_id"))`,
    );
    await queryRunner.query(`CREATE INDEX "told_alerts_channel_followed" ON "told_alerts" ("channel", "followed")`);
    await queryRunner.query(
      `CREATE INDEX "told_alerts_channel_waiting_since" ON "told_alerts" ("channel", "waiting_since")`,
    );
    await queryRunner.query(
      `CREATE INDEX "told_alerts_channel_login_entry_id" ON "told_alerts" ("channel", "login_entry_id")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "told_alerts"`);
    await queryRunner.query(`DROP TABLE "notified_alerts"`);
    await queryRunner.query(`DROP TABLE "notifications"`);
    await queryRunner.query(`DROP TABLE "notification_channels"`);
    await queryRunner.query(`DROP TABLE "alert_changes"`);
  }
}
