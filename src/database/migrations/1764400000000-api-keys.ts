import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that the API gives out. */
export class ApiKeys1764400000000 implements MigrationInterface {
  name = 'ApiKeys1764400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "api_keys" ("id" varchar(36) PRIMARY KEY NOT NULL, "name" varchar(64) NOT NULL, "hash" varchar(64) NOT NULL, "prefix" varchar(12) NOT NULL, "scope" varchar(8) NOT NULL, "created_at" bigint NOT NULL, "expires_at" bigint, "last_used_at" bigint)`,
    );
    await queryRunner.query(`CREATE INDEX "api_keys_created_at_id" ON "api_keys" ("created_at", "id") `);
    await queryRunner.query(`CREATE UNIQUE INDEX "api_keys_name" ON "api_keys" ("name") `);
    await queryRunner.query(`CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" ("hash") `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "api_keys"`);
  }
}
