import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { generateLoadLog } from '../../bench/generate-load-log.js';
import { seededRandom } from '../../bench/seeded-random.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** `npm run soak -- kill` kills 100 times, over a million lines. */
const KILLS = Number(process.env['SOAK_KILLS'] ?? 4);
const LINES = KILLS > 10 ? 1_000_000 : 300_000;
const SEED = Number(process.env['SOAK_SEED'] ?? 1);

/** What is stored, all columns of it, but for the moments of storing. */
const STORED = [
  'SELECT * FROM log_entries ORDER BY id',
  'SELECT * FROM alerts ORDER BY id',
  'SELECT "offset", head, tail_hash, unterminated FROM log_files',
  'SELECT path, parser_state, coverage, last_line_at FROM log_sources',
];

/** Bytes of the log that are taken; none while there is no table yet. */
function taken(database: string): number {
  try {
    const connection = new BetterSqlite3(database, { readonly: true });
    const bytes = connection.prepare('SELECT max("offset") FROM log_files').pluck().get() as number | null;
    connection.close();
    return bytes ?? 0;
  } catch {
    return 0;
  }
}

function count(database: string, table: string): number {
  const connection = new BetterSqlite3(database, { readonly: true });
  const rows = connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  connection.close();
  return rows;
}

function digest(database: string): string {
  const connection = new BetterSqlite3(database, { readonly: true });
  const hash = createHash('sha256');
  for (const query of STORED)
    for (const row of connection.prepare(query).raw().iterate()) hash.update(JSON.stringify(row));
  connection.close();
  return hash.digest('hex');
}

describe('a service that is killed while it reads a large log', () => {
  const folder = temporaryFolder();

  async function readToTheEnd(database: string, environment: Record<string, string>, bytes: number): Promise<void> {
    const service = await ServiceProcess.start(folder(), environment);
    while (taken(database) < bytes && service.child.exitCode === null) await pause(20);
    expect(await service.stop()).toBe(0);
  }

  it('stores what an undisturbed one stores, ids included', async () => {
    const random = seededRandom(SEED);
    const bytes = generateLoadLog(join(folder(), 'auth.log'), { lines: LINES, addresses: 40 });
    mkdirSync(join(folder(), 'data'));
    const undisturbed = join(folder(), 'data/undisturbed.sqlite');
    await readToTheEnd(undisturbed, { DATABASE_URL: `sqlite:${undisturbed}` }, bytes);
    const expected = digest(undisturbed);
    expect(count(undisturbed, 'alerts')).toBeGreaterThan(20);
    for (let killed = 0, round = 1; killed < KILLS; round++) {
      const database = join(folder(), `data/${round}.sqlite`);
      const environment = { DATABASE_URL: `sqlite:${database}` };
      while (killed < KILLS && taken(database) < bytes) {
        const service = ServiceProcess.spawn(folder(), environment);
        await pause(500 + random() * 2500);
        if (taken(database) < bytes) killed++;
        service.kill('SIGKILL');
        await once(service, 'exit');
      }
      await readToTheEnd(database, environment, bytes);
      expect({ round, digest: digest(database) }).toEqual({ round, digest: expected });
    }
  }, 3_600_000);
});
