import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The id in the indexes of entries by time, which pages go by. SQLite has it in every index; PostgreSQL had to sort for it,
 * or took another index and looked at more.
 */
export class EntryIndexesWithId1764800000000 implements MigrationInterface {
  name = 'EntryIndexesWithId1764800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await makeIndexes(queryRunner, ', "id"');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await makeIndexes(queryRunner, '');
  }
}

async function makeIndexes(queryRunner: QueryRunner, further: string): Promise<void> {
  await queryRunner.query(`DROP INDEX "log_entries_timestamp"`);
  await queryRunner.query(`CREATE INDEX "log_entries_timestamp" ON "log_entries" ("timestamp"${further})`);
  await queryRunner.query(`DROP INDEX "log_entries_ip_address_timestamp"`);
  await queryRunner.query(
    `CREATE INDEX "log_entries_ip_address_timestamp" ON "log_entries" ("ip_address", "timestamp"${further})`,
  );
}
