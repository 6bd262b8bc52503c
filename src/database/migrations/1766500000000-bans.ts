import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What other tools ban is found without looking at other entries. Serves both databases. */
export class Bans1766500000000 implements MigrationInterface {
  name = 'Bans1766500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "log_entries_bans_timestamp" ON "log_entries" ("timestamp") WHERE "log_type" IN ('fail2ban_ban', 'fail2ban_unban', 'crowdsec_ban')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "log_entries_bans_timestamp"`);
  }
}
