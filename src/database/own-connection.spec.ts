import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { openDatabase } from './data-source.js';
import { retryWhileBusy } from './own-connection.js';

describe('a patient write', () => {
  const folder = temporaryFolder();

  it('waits for another connection without holding up the thread', async () => {
    const location = { kind: 'sqlite', path: join(folder(), 'test.sqlite') } as const;
    const [holder, writer] = [await openDatabase(location), await openDatabase(location, 1)];
    await holder.query('BEGIN IMMEDIATE');
    let isWritten = false;
    const insert = `INSERT INTO ingestion_head (id, version, last_entry_id) VALUES (1, 1, 1)`;
    const writing = retryWhileBusy(() => writer.query(insert)).then(() => (isWritten = true));
    let turns = 0;
    while (turns < 5) {
      await pause(10);
      turns += 1;
    }
    expect(isWritten).toBe(false);
    await holder.query('COMMIT');
    await writing;
    expect(await writer.query('SELECT version FROM ingestion_head')).toEqual([{ version: 1 }]);
    await Promise.all([holder.destroy(), writer.destroy()]);
  });

  it('passes on what is no lock', async () => {
    await expect(retryWhileBusy(() => Promise.reject(new Error('no such table')))).rejects.toThrow('no such table');
  });
});
