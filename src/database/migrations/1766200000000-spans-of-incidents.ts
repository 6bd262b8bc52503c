import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an incident began and was seen last, so that incidents can be listed. Serves both databases. */
export class SpansOfIncidents1766200000000 implements MigrationInterface {
  name = 'SpansOfIncidents1766200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const column of ['first_seen', 'last_seen'])
      await queryRunner.query(`ALTER TABLE "incidents" ADD COLUMN "${column}" bigint NOT NULL DEFAULT 0`);
    await queryRunner.query(
      `UPDATE "incidents" SET "first_seen" = ${ofAlerts('MIN("first_seen")')}, "last_seen" = ${ofAlerts('MAX("last_seen")')}`,
    );
    await queryRunner.query(`CREATE INDEX "incidents_fired_at" ON "incidents" ("fired_at", "id") `);
    await queryRunner.query(`CREATE INDEX "incidents_last_seen" ON "incidents" ("last_seen", "id") `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "incidents_last_seen"`);
    await queryRunner.query(`DROP INDEX "incidents_fired_at"`);
    for (const column of ['last_seen', 'first_seen'])
      await queryRunner.query(`ALTER TABLE "incidents" DROP COLUMN "${column}"`);
  }
}

/** @param what an aggregate of the alerts of an incident */
function ofAlerts(what: string): string {
  return `COALESCE((SELECT ${what} FROM "alerts" WHERE "incident" = "incidents"."id"), "fired_at")`;
}
