import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes for lists of alerts with filters. */
export class ListIndexes1764000000000 implements MigrationInterface {
  name = 'ListIndexes1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "alerts_fired_at_id"`);
    await queryRunner.query(
      `CREATE INDEX "alerts_list" ON "alerts" ("fired_at", "id", "rule", "severity", "outcome", "ip_address", "acknowledged_at", "resolved_at") `,
    );
    await queryRunner.query(`CREATE INDEX "alerts_ip_address_fired_at" ON "alerts" ("ip_address", "fired_at", "id") `);
    await queryRunner.query(`CREATE INDEX "alerts_last_seen_id" ON "alerts" ("last_seen", "id") `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "alerts_last_seen_id"`);
    await queryRunner.query(`DROP INDEX "alerts_ip_address_fired_at"`);
    await queryRunner.query(`DROP INDEX "alerts_list"`);
    await queryRunner.query(`CREATE INDEX "alerts_fired_at_id" ON "alerts" ("fired_at", "id") `);
  }
}
