import type { DataSource } from 'typeorm';
import { sqlCondition } from '../../src/lists/sql-condition.js';
import { sqlReader } from '../../src/database/make-sql-reader.js';
import { EntryScan } from '../../src/insight/entry-scan.js';
import { RollupReader } from '../../src/insight/rollups/rollup-reader.js';
import { entryWriter } from '../../src/logs/entries/entry-writer.js';
import { logEntry } from '../factories/log-entry.js';
import { emptyDatabase } from '../support/empty-database.js';

const START = Date.UTC(2026, 10, 20);
const ENTRIES = 9_000;

describe('a look at log entries', () => {
  let database: DataSource;
  let scan: EntryScan;

  beforeAll(async () => {
    database = await emptyDatabase();
    const entries = Array.from({ length: ENTRIES }, (_, index) =>
      logEntry({ id: index + 1, timestamp: START + index * 1000, username: index % 3000 === 0 ? 'rare' : 'root' }),
    );
    await entryWriter(database).write(entries, database.manager);
    scan = new EntryScan(sqlReader(database));
  });

  afterAll(() => database.destroy());

  async function look(filter: Parameters<EntryScan['examine']>[0], mostSteps?: number) {
    const ids: number[] = [];
    const examined = await scan.examine(filter, ({ id }) => ids.push(id), mostSteps);
    return { ids, examined };
  }

  it('sees everything, newest first', async () => {
    const { ids, examined } = await look({ tests: [] });
    expect(ids).toEqual(Array.from({ length: ENTRIES }, (_, index) => ENTRIES - index));
    expect(examined).toEqual({ since: undefined, isComplete: true });
    expect(await scan.newest(Number.MAX_SAFE_INTEGER)).toBe(START + (ENTRIES - 1) * 1000);
  });

  it('says how far it came', async () => {
    const { ids, examined } = await look({ tests: [] }, 2);
    expect(ids).toHaveLength(2000);
    expect(examined).toEqual({ since: START + (ids.at(-1)! - 1) * 1000, isComplete: false });
  });

  it('says how far it came where it found nothing', async () => {
    const { ids, examined } = await look({ tests: [sqlCondition('username = ?', 'nobody')] }, 1);
    expect(ids).toEqual([]);
    expect(examined).toEqual({ since: START + (ENTRIES - 4000) * 1000, isComplete: false });
  });

  it('counts minutes as far as that goes, and says how far: a part of a minute, too', async () => {
    const rollups = new RollupReader(sqlReader(database));
    const range = { since: START, until: START + ENTRIES * 1000 };
    const all = await rollups.minutes(range);
    expect(all.spans).toHaveLength(ENTRIES / 60);
    expect(all.spans.every(({ entries }) => entries === 60)).toBe(true);
    expect(all.examined).toEqual({ since: START, isComplete: true });
    const cut = await rollups.minutes(range, 30);
    expect(cut.spans).toMatchObject([{ start: START + (ENTRIES - 60) * 1000, entries: 30 }]);
    expect(cut.examined).toEqual({ since: START + (ENTRIES - 30) * 1000, isComplete: false });
  });

  it('goes on where another look ended', async () => {
    const seen: number[] = [];
    for (let until: number | undefined; ;) {
      const { ids, examined } = await look({ until, tests: [] }, 3);
      seen.push(...ids);
      if (examined.isComplete) break;
      until = examined.since;
    }
    expect(seen).toEqual(Array.from({ length: ENTRIES }, (_, index) => ENTRIES - index));
  });
});
