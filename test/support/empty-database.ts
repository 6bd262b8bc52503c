import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { makeDataSource, openDatabase } from '../../src/database/data-source.js';
import { databaseLocation, dropDatabases, ENGINE } from './test-database.js';

/** A database with every table of the schema, empty; SQLite's lies in memory. `destroy` drops it. */
export async function emptyDatabase(): Promise<DataSource> {
  if (ENGINE === 'sqlite') {
    const database = await (await makeDataSource({ kind: 'sqlite', path: ':memory:' })).initialize();
    await database.runMigrations();
    return database;
  }
  const folder = mkdtempSync(join(tmpdir(), 'log-analyzer-'));
  rmSync(folder, { recursive: true });
  const database = await openDatabase(databaseLocation(folder));
  const destroy = database.destroy.bind(database);
  database.destroy = async () => {
    await destroy();
    dropDatabases(folder);
  };
  return database;
}
