// Fails when the entities say something that the migrations do not build, on either engine. Runs on the compiled
// service; TEST_POSTGRES_URL names a server to use in place of one of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { parseDatabaseUrl } from '../build/config/database-url.js';
import '../build/app.module.js';
import { openDatabase } from '../build/database/data-source.js';

const { startPostgres } = createRequire(import.meta.url)('../test/support/postgres-server.cjs');

/**
 * TypeORM compares neither the order of an index's columns nor collations rightly on PostgreSQL: it drops and makes the
 * same index again, and takes the collation of our texts for a change.
 */
function withoutNoise(queries) {
  const made = new Set(queries.flatMap((query) => /^CREATE (?:UNIQUE )?INDEX "(\w+)"/.exec(query)?.[1] ?? []));
  const dropped = new Set(queries.flatMap((query) => /^DROP INDEX "public"\."(\w+)"/.exec(query)?.[1] ?? []));
  return queries.filter((query) => {
    if (query.endsWith('COLLATE "undefined"')) return false;
    const index = /INDEX (?:"public"\.)?"(\w+)"/.exec(query)?.[1];
    return index === undefined || !made.has(index) || !dropped.has(index);
  });
}

async function check(engine, location) {
  const dataSource = await openDatabase(location);
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  await dataSource.destroy();
  const queries = upQueries.map(({ query }) => query);
  const missing = engine === 'postgres' ? withoutNoise(queries) : queries;
  if (missing.length === 0) return;
  console.error(`The entities have changed without a migration for ${engine}. What is missing:`);
  for (const query of missing) console.error(`  ${query}`);
  console.error(
    'Make one for each engine; for SQLite with: npm run migration:generate -- src/database/migrations/NAME',
  );
  process.exitCode = 1;
}

const folder = mkdtempSync(join(tmpdir(), 'check-migrations-'));
const server = process.env.TEST_POSTGRES_URL === undefined ? await startPostgres() : null;
const serverUrl = server?.url ?? process.env.TEST_POSTGRES_URL;
const database = `check_${process.pid}`;
const client = new pg.Client({ connectionString: `${serverUrl}/postgres` });
try {
  await check('sqlite', { kind: 'sqlite', path: join(folder, 'empty.sqlite') });
  await client.connect();
  await client.query(`CREATE DATABASE "${database}"`);
  await check('postgres', parseDatabaseUrl(`${serverUrl}/${database}`));
  await client.query(`DROP DATABASE "${database}" WITH (FORCE)`);
} finally {
  await client.end();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
