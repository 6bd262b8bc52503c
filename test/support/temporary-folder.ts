import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropDatabases } from './test-database.js';

/** A folder of its own for each test of the file, removed afterwards. Returns the path of the current one. */
export function temporaryFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-analyzer-'));
  });
  afterEach(() => remove(folder));
  return () => folder;
}

/** One folder for all tests of a describe block, removed afterwards: for tests that only read. */
export function sharedFolder(): () => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-analyzer-'));
  });
  afterAll(() => remove(folder));
  return () => folder;
}

function remove(folder: string): void {
  dropDatabases(folder);
  rmSync(folder, { recursive: true, force: true });
}
