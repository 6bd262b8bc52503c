import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With what users are known to log in. Serves both databases. */
export class KnownLogins1765900000000 implements MigrationInterface {
  name = 'KnownLogins1765900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const isPostgres = queryRunner.connection.options.type === 'postgres';
    const text = (length: number): string => (isPostgres ? 'character varying COLLATE "C"' : `varchar(${length})`);
    const columns = [
      `"username" ${text(256)} NOT NULL`,
      `"trait" ${text(8)} NOT NULL`,
      `"value" ${text(255)} NOT NULL`,
      `"first_seen" bigint NOT NULL`,
      `"last_seen" bigint NOT NULL`,
      `PRIMARY KEY ("username", "trait", "value")`,
    ];
    await queryRunner.query(`CREATE TABLE "known_logins" (${columns.join(', ')})`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "known_logins"`);
  }
}
