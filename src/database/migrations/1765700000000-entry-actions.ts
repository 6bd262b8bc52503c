import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody does on a host, as whom and where; and logins at a terminal among the logins. Serves both databases. */
export class EntryActions1765700000000 implements MigrationInterface {
  name = 'EntryActions1765700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const run = async (text: string): Promise<void> => void (await queryRunner.query(text));
    for (const [column, type] of COLUMNS) await run(`ALTER TABLE "log_entries" ADD "${column}" ${type}`);
    await indexLogins(run, `WHERE "log_type" IN ('ssh_accepted_login', 'login_accepted')`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const run = async (text: string): Promise<void> => void (await queryRunner.query(text));
    await indexLogins(run, `WHERE "log_type" = 'ssh_accepted_login'`);
    for (const [column] of COLUMNS.toReversed()) await run(`ALTER TABLE "log_entries" DROP COLUMN "${column}"`);
  }
}

const COLUMNS = [
  ['service', 'varchar(64)'],
  ['target_user', 'text'],
  ['command', 'text'],
  ['tty', 'varchar(64)'],
  ['working_directory', 'text'],
] as const;

async function indexLogins(run: (text: string) => Promise<void>, logins: string): Promise<void> {
  for (const index of ['ip_address', 'username', 'timestamp']) await run(`DROP INDEX "log_entries_logins_${index}"`);
  const columns = {
    ip_address: '"ip_address", "timestamp", "id"',
    username: '"username", "timestamp", "id"',
    timestamp: '"timestamp", "id"',
  };
  for (const [name, of] of Object.entries(columns)) {
    await run(`CREATE INDEX "log_entries_logins_${name}" ON "log_entries" (${of}) ${logins}`);
  }
}
