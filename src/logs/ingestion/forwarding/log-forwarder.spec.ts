import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failedPassword } from '../../../../test/factories/log-lines.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { databaseLocation } from '../../../../test/support/test-database.js';
import { openDatabase } from '../../../database/data-source.js';
import { OwnConnection } from '../../../database/own-connection.js';
import { DATABASE_LOCKS } from '../../../database/postgres/database-locks.js';
import { FolderNames } from '../files/rotation-names.js';
import { OpenFiles } from '../files/open-files.js';
import { TakenFiles } from '../files/taken-files.js';
import { DEFAULT_LIMITS } from '../push/ingest-problems.js';
import { LogForwarder } from './log-forwarder.js';
import type { ForwardReport } from './log-forwarder.js';

const forward = (each: LogForwarder): Promise<ForwardReport> => each.forward(Date.now(), () => false, 100_000);

describe('LogForwarder', () => {
  const folder = temporaryFolder();

  it('hands on a part at a time, so that a hole or a long log holds up no other', async () => {
    await (await openDatabase(databaseLocation(folder()))).destroy();
    const connection = new OwnConnection(databaseLocation(folder()), { lock: DATABASE_LOCKS.ingest });
    const files = { open: new OpenFiles(), folders: new FolderNames(), taken: new TakenFiles() };
    const forwarderOf = (source: string, content: string): LogForwarder => {
      const path = join(folder(), `${source}.log`);
      writeFileSync(path, content);
      const log = { source, path, timeZone: 'UTC', host: null };
      return new LogForwarder(log, { connection, limits: DEFAULT_LIMITS, files });
    };
    const hole = forwarderOf('hole', '');
    truncateSync(hole.log.path, 2 ** 40);
    const line = `${failedPassword()}\n`;
    const long = forwarderOf('long', line.repeat(3_000));

    expect(await forward(hole)).toMatchObject({ lines: 0, hasMore: true });
    const turns: number[] = [];
    for (let hasMore = true; hasMore;) {
      const report = await forward(long);
      turns.push(report.lines);
      hasMore = report.hasMore;
    }
    expect(turns.length).toBeGreaterThan(1);
    expect(turns.reduce((sum, lines) => sum + lines, 0)).toBe(3_000);
    expect(await forward(hole)).toMatchObject({ lines: 0, hasMore: true });
    files.folders.forget();
    appendFileSync(long.log.path, line);
    expect(await forward(long)).toMatchObject({ lines: 1 });
    await files.open.closeAll();
    await connection.close();
  });
});
