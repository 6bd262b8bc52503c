import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the rules were asked for anew: instances that share a database follow it. Serves both databases. */
export class RuleReloads1765300000000 implements MigrationInterface {
  name = 'RuleReloads1765300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const integer = queryRunner.connection.options.type === 'postgres' ? 'bigint' : 'integer';
    await queryRunner.query(
      `CREATE TABLE "rule_reloads" ("id" ${integer} PRIMARY KEY NOT NULL, "count" bigint NOT NULL)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "rule_reloads"`);
  }
}
