import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generateLoadLog } from '../../bench/generate-load-log.js';
import { seededRandom } from '../../bench/seeded-random.js';
import { ServiceProcess } from '../support/service-process.js';
import { storedDigest, storedNumber } from '../support/stored-rows.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { ENGINE, databaseUrl } from '../support/test-database.js';

/** `npm run soak -- kill` kills 100 times, over a million lines. */
const KILLS = Number(process.env['SOAK_KILLS'] ?? 2);
const LINES = KILLS > 10 ? 1_000_000 : ENGINE === 'sqlite' ? 120_000 : 60_000;
const SEED = Number(process.env['SOAK_SEED'] ?? 1);

/** What is stored, all columns of it, but for the moments of storing. */
const STORED = [
  'SELECT * FROM log_entries ORDER BY id',
  'SELECT * FROM alerts ORDER BY id',
  'SELECT "offset", head, tail_hash, unterminated FROM log_files ORDER BY source_id, number',
  'SELECT path, parser_state, coverage, last_line_at FROM log_sources ORDER BY id',
];

/** Bytes of the log that are taken. */
const taken = (database: string): Promise<number> => storedNumber(database, 'SELECT max("offset") FROM log_files');

describe('a service that is killed while it reads a large log', () => {
  const folder = temporaryFolder();

  async function readToTheEnd(DATABASE_URL: string, bytes: number): Promise<void> {
    const service = await ServiceProcess.start(folder(), { DATABASE_URL });
    while ((await taken(DATABASE_URL)) < bytes && service.child.exitCode === null) await pause(20);
    expect(await service.stop()).toBe(0);
  }

  it('stores what an undisturbed one stores, ids included', async () => {
    const random = seededRandom(SEED);
    const bytes = generateLoadLog(join(folder(), 'auth.log'), { lines: LINES, addresses: 40 });
    const undisturbed = databaseUrl(folder(), 'undisturbed');
    await readToTheEnd(undisturbed, bytes);
    const expected = await storedDigest(undisturbed, STORED);
    expect(await storedNumber(undisturbed, 'SELECT count(*) FROM alerts')).toBeGreaterThan(20);
    for (let killed = 0, round = 1; killed < KILLS; round++) {
      const database = databaseUrl(folder(), `killed-${round}`);
      while (killed < KILLS && (await taken(database)) < bytes) {
        const service = ServiceProcess.spawn(folder(), { DATABASE_URL: database });
        await pause(500 + random() * (LINES / 120));
        if ((await taken(database)) < bytes) killed++;
        service.kill('SIGKILL');
        await once(service, 'exit');
      }
      await readToTheEnd(database, bytes);
      expect({ round, digest: await storedDigest(database, STORED) }).toEqual({ round, digest: expected });
    }
  }, 3_600_000);
});
