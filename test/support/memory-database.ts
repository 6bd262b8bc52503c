import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source.js';

/** A database in memory with every table of the schema, empty. */
export async function memoryDatabase(): Promise<DataSource> {
  const database = await new DataSource(dataSourceOptions({ kind: 'sqlite', path: ':memory:' })).initialize();
  await database.runMigrations();
  return database;
}
