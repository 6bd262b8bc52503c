import { DataSource } from 'typeorm';
import { storedAlerts } from '../../src/alerts/alert-store.js';
import { alertViews } from '../support/alert-views.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { MIGRATIONS } from '../../src/database/migrations/index.js';
import { IngestionHead } from '../../src/logs/ingestion/ingestion-head.entity.js';
import { describeOn } from '../support/test-database.js';

const TIME = Date.UTC(2026, 10, 20, 9);

/** An in-memory database that knows the first migrations alone. */
async function databaseAfter(count: number): Promise<DataSource> {
  const options = {
    ...(await dataSourceOptions({ kind: 'sqlite', path: ':memory:' })),
    migrations: MIGRATIONS.slice(0, count),
  };
  const database = await new DataSource(options).initialize();
  await database.runMigrations();
  return database;
}

async function migrateOn(database: DataSource): Promise<void> {
  const later = MIGRATIONS.map((Migration) => new Migration());
  const runner = database.createQueryRunner();
  for (const migration of later.slice(database.migrations.length)) await migration.up(runner);
  await runner.release();
}

const FIRST_ALERT = `INSERT INTO alerts (id, rule, reason, severity, ip_address, attempts, events, first_seen, fired_at,
  last_seen, ends_at, usernames, acknowledged_at) VALUES ('a-1', 'ssh_brute_force', 'SSH brute force', 'high',
  '203.0.113.7', 12, 12, ${TIME}, ${TIME + 1000}, ${TIME + 2000}, ${TIME + 302_000},
  '{"counts":[["admin",2],["root",10]],"others":0}', ${TIME + 5000})`;
const FIRST_ENTRY = `INSERT INTO log_entries (id, timestamp, time_basis, log_type, program, attempts, carried_attempts,
  source_id, raw_log) VALUES (1, ${TIME + 2000}, 'exact', 'ssh_failed_login', 'sshd', 1, 0, 1, 'line')`;

describeOn('sqlite')('a database of an earlier version', () => {
  for (const count of [1, 2]) {
    it(`keeps its alerts, and goes on detecting, from migration ${count} on`, async () => {
      const database = await databaseAfter(count);
      await database.query(FIRST_ALERT);
      await database.query(FIRST_ENTRY);
      await database.query(`INSERT INTO ingestion_head (id, version, last_entry_id) VALUES (1, 1, 1)`);
      await migrateOn(database);
      const [alert] = await alertViews(database, {}, TIME);
      expect(alert).toMatchObject({
        rule: 'ssh_brute_force',
        ip_address: '203.0.113.7',
        group_by: { ip_address: '203.0.113.7' },
        status: 'acknowledged',
        outcome: 'none',
        details: {
          username_count: 2,
          usernames: [
            { username: 'root', attempts: 10 },
            { username: 'admin', attempts: 2 },
          ],
          ip_addresses: [{ ip_address: '203.0.113.7', attempts: 12 }],
        },
      });
      const detected = (await storedAlerts(database.manager, ['a-1'])).get('a-1');
      expect(detected!.usernames.counts).toEqual([
        ['admin', 2],
        ['root', 10],
      ]);
      const head = await database.manager.findOneByOrFail(IngestionHead, { id: 1 });
      expect(head.detection).toMatchObject({ lanes: [{ id: 0, watermark: TIME + 2000 }] });
      await database.destroy();
    });
  }

  it('can be taken back to each of them, with the alerts that they can hold', async () => {
    const early = await databaseAfter(1);
    await early.query(FIRST_ALERT);
    await migrateOn(early);
    const runner = early.createQueryRunner();
    for (const Migration of MIGRATIONS.slice(1).toReversed()) await new Migration().down(runner);
    await runner.release();
    expect(await early.query('SELECT id, usernames, attempts FROM alerts')).toEqual([
      { id: 'a-1', usernames: '{"counts":[["admin",2],["root",10]],"others":0}', attempts: 12 },
    ]);
    await early.destroy();
  });
});
