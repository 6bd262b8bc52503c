import '../../src/app.module.js';
import { emptyDatabase } from '../support/empty-database.js';

describe('the application', () => {
  it('knows an entity for each table that the migrations build', async () => {
    const database = await emptyDatabase();
    try {
      const reader =
        database.options.type === 'postgres'
          ? `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`
          : `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`;
      const tables = (await database.query<{ name: string }[]>(reader)).map(({ name }) => name);
      const known = database.entityMetadatas.map(({ tableName }) => tableName);
      expect([...known, 'migrations'].sort()).toEqual(tables.sort());
    } finally {
      await database.destroy();
    }
  });
});
