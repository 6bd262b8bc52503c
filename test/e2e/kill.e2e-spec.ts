import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { failedPassword } from '../factories/log-lines.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Enough for several transactions. */
const LINES = 300_000;

describe('a service that is killed while it scans', () => {
  const folder = temporaryFolder();
  const database = () => join(folder(), 'test.sqlite');

  /** Number of stored entries; none while there is no table yet. */
  function stored(): number {
    try {
      const connection = new BetterSqlite3(database(), { readonly: true });
      const row = connection.prepare('SELECT count(*) AS entries FROM log_entries').get() as { entries: number };
      connection.close();
      return row.entries;
    } catch {
      return 0;
    }
  }

  async function storedReaches(count: number, service: ChildProcess): Promise<void> {
    while (stored() < count && service.exitCode === null) await pause(5);
  }

  it('stores every line once, and its alerts as if nothing had happened', async () => {
    const lines = Array.from({ length: LINES }, (_, index) =>
      failedPassword({
        second: Math.floor(index / 10),
        address: `203.0.113.${index % 250}`,
        pid: 1000 + (index % 30_000),
      }),
    );
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    let killed = 0;
    for (const kill of [0.1, 0.35, 0.6, 0.85]) {
      const service = ServiceProcess.spawn(folder());
      await storedReaches(LINES * kill, service);
      if (stored() < LINES) killed++;
      service.kill('SIGKILL');
      await once(service, 'exit');
    }
    const service = await ServiceProcess.start(folder());
    await storedReaches(LINES, service.child);
    expect(await service.stop()).toBe(0);
    expect(killed).toBeGreaterThan(0);
    const connection = new BetterSqlite3(database(), { readonly: true });
    const raw = connection.prepare('SELECT raw_log FROM log_entries ORDER BY id').pluck().all();
    expect(raw).toEqual(lines);
    expect(connection.prepare('SELECT count(*) FROM alerts').pluck().get()).toBe(250);
    expect(connection.prepare('SELECT sum(attempts) FROM alerts').pluck().get()).toBe(LINES);
    connection.close();
  }, 120_000);
});
