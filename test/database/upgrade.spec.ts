import { DataSource } from 'typeorm';
import { alertViews } from '../support/alert-views.js';
import { dataSourceOptions, openDatabase, pendingMigrations } from '../../src/database/data-source.js';
import { MIGRATIONS } from '../../src/database/migrations/index.js';
import { POSTGRES_MIGRATIONS } from '../../src/database/migrations/postgres/index.js';
import { useOurTypes } from '../../src/database/postgres/postgres-options.js';
import { sqlReader } from '../../src/database/make-sql-reader.js';
import { LogEntry } from '../../src/logs/entries/log-entry.entity.js';
import { emptyDatabase } from '../support/empty-database.js';
import { expectExactRollups } from '../support/rollups.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { databaseLocation, ENGINE } from '../support/test-database.js';

const TIME = Date.UTC(2026, 10, 20, 9);

/** What a database of any version held: each column is stored where that version had it. */
const ROWS: Readonly<Record<string, Readonly<Record<string, string | number | null>>>> = {
  log_entries: {
    id: 1,
    timestamp: TIME,
    time_basis: 'exact',
    log_type: 'ssh_failed_login',
    program: 'sshd',
    ip_address: '203.0.113.7',
    username: 'root',
    attempts: 1,
    carried_attempts: 0,
    source_id: 1,
    raw_log: 'line',
  },
  alerts: {
    id: '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11',
    rule: 'ssh_brute_force',
    rule_id: 'b8328d58-b539-4a6a-8d26-6ff1b26ce871',
    rule_version: '448a484c978d',
    reason: 'SSH brute force',
    severity: 'high',
    tags: '[]',
    group_by: '{"ip_address":"203.0.113.7"}',
    ip_address: '203.0.113.7',
    attempts: 12,
    events: 12,
    first_seen: TIME,
    fired_at: TIME + 1000,
    last_seen: TIME + 2000,
    ends_at: TIME + 302_000,
    usernames: '{"counts":[["root",12]],"others":0}',
    summary:
      '{"usernameCount":1,"usernames":[{"value":"root","count":12}],"ipAddressCount":1,"ipAddresses":[],"methods":[],"hosts":[]}',
    tallies:
      '{"usernames":{"counts":[["root",12]],"others":0},"ipAddresses":{"counts":[],"others":0},"methods":{"counts":[],"others":0},"hosts":{"counts":[],"others":0}}',
    first_entries: '[1]',
    last_entries: '[1]',
    firing: '{"entryId":1,"attempts":10}',
    outcome: 'none',
    login: null,
    logins: 0,
    related: '[]',
    lane: 0,
    acknowledged_at: TIME + 5000,
  },
  log_sources: { id: 1, path: '/var/log/auth.log', parser_state: '{}', coverage: '{}', updated_at: TIME },
};

async function store(database: DataSource): Promise<void> {
  for (const [table, row] of Object.entries(ROWS)) {
    const known = (await database.query<{ name: string }[]>(COLUMNS[ENGINE], [table])).map(({ name }) => name);
    const columns = Object.keys(row).filter((column) => known.includes(column));
    const places = columns.map((_, index) => (ENGINE === 'sqlite' ? '?' : `$${index + 1}`)).join(', ');
    await database.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`,
      columns.map((column) => row[column]),
    );
  }
}

const COLUMNS = {
  sqlite: 'SELECT name FROM pragma_table_info(?)',
  postgres: 'SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1',
} as const;

async function expectRows(database: DataSource): Promise<void> {
  const [alert] = await alertViews(database, {}, TIME);
  expect(alert).toMatchObject({
    rule: 'ssh_brute_force',
    ip_address: '203.0.113.7',
    attempts: 12,
    status: 'acknowledged',
    details: { usernames: [{ username: 'root', attempts: 12 }] },
  });
  expect(await database.manager.find(LogEntry)).toMatchObject([
    { id: 1, username: 'root', allowlisted: false, lane: 0 },
  ]);
}

/** Every migration of the engine, oldest first. */
const EVERY = ENGINE === 'sqlite' ? MIGRATIONS : POSTGRES_MIGRATIONS;

describe('a database with data', () => {
  const folder = temporaryFolder();

  it.each(EVERY.map((_, index) => index + 1))('of migration %i is brought up to date', async (count) => {
    const location = databaseLocation(folder(), `of-${count}`);
    const old = new DataSource({ ...(await dataSourceOptions(location)), migrations: EVERY.slice(0, count) } as never);
    if (ENGINE === 'postgres') useOurTypes(old);
    await old.initialize();
    // Databases of tests are copies of one that is up to date.
    if (ENGINE === 'postgres')
      for (const what of ['DROP SCHEMA public CASCADE', 'CREATE SCHEMA public']) await old.query(what);
    expect(await old.runMigrations()).toHaveLength(count);
    await store(old);
    await old.destroy();
    const database = await openDatabase(location);
    await expectRows(database);
    // What is stored behind our back after the roll-ups were made is not counted.
    if (count <= EVERY.findIndex(({ name }) => name.startsWith('Rollups'))) await expectExactRollups(database);
    await database.destroy();
  });

  it('can be taken back migration by migration, and brought up to date again', async () => {
    const database = await emptyDatabase();
    await store(database);
    for (let left = EVERY.length; left > 1; left--) await database.undoLastMigration();
    expect(await database.query('SELECT attempts FROM alerts')).toEqual([{ attempts: 12 }]);
    expect(await database.runMigrations()).toHaveLength(EVERY.length - 1);
    expect(await database.query('SELECT attempts, acknowledged_at FROM alerts')).toEqual([
      { attempts: 12, acknowledged_at: TIME + 5000 },
    ]);
    await database.destroy();
  });
});

describe('a database', () => {
  it('can be taken back to nothing and made again', async () => {
    const database = await emptyDatabase();
    for (let left = database.migrations.length; left > 0; left--) await database.undoLastMigration();
    expect(await database.showMigrations()).toBe(true);
    await database.runMigrations();
    expect(await pendingMigrations(sqlReader(database), database)).toEqual([]);
    expect(await database.manager.count(LogEntry)).toBe(0);
    await database.destroy();
  });

  it('that a newer version has brought up to date serves this one, while both run during an upgrade', async () => {
    const database = await emptyDatabase();
    await database.query('ALTER TABLE log_entries ADD COLUMN later text');
    await database.query(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`);
    expect(await pendingMigrations(sqlReader(database), database)).toEqual([]);
    expect(await database.runMigrations()).toEqual([]);
    await database.manager.insert(LogEntry, {
      id: 1,
      timestamp: TIME,
      timeBasis: 'exact',
      logType: 'ssh_failed_login',
      program: 'sshd',
      attempts: 1,
      carriedAttempts: 0,
      sourceId: 1,
      rawLog: 'line',
    } as never);
    expect(await database.manager.find(LogEntry)).toMatchObject([{ id: 1, rawLog: 'line' }]);
    await database.destroy();
  });
});
