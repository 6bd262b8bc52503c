// Fails when the entities say something that the migrations do not build. Runs on the compiled service.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../dist/database/data-source.js';

const folder = mkdtempSync(join(tmpdir(), 'check-migrations-'));
try {
  const dataSource = await openDatabase({ kind: 'sqlite', path: join(folder, 'empty.sqlite') });
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  await dataSource.destroy();
  if (upQueries.length > 0) {
    console.error('The entities have changed without a migration. What is missing:');
    for (const { query } of upQueries) console.error(`  ${query}`);
    console.error('Make one with: npm run migration:generate -- src/database/migrations/NAME');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
