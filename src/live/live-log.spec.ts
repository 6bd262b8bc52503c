import { LiveLog } from './live-log.js';
import type { LiveItem } from './live-log.js';

/** A table with so many rows, each of so many characters, that counts how often it is read. */
class Table {
  reads = 0;

  constructor(
    public rows: number,
    private readonly characters = 10,
  ) {}

  readonly readAfter = async (id: number, most: number): Promise<LiveItem[]> => {
    this.reads++;
    const length = Math.max(0, Math.min(most, this.rows - id));
    return Array.from({ length }, (_, index) => ({ id: id + index + 1, data: 'x'.repeat(this.characters) }));
  };

  readonly newest = async (): Promise<number> => this.rows;
}

async function readAll(log: LiveLog): Promise<void> {
  while (await log.step());
}

const idsOf = (items: readonly LiveItem[] | null): number[] | null => items?.map(({ id }) => id) ?? null;

describe('LiveLog', () => {
  it('begins at the end, and keeps what comes', async () => {
    const table = new Table(7);
    const log = new LiveLog(table);
    await readAll(log);
    expect([await log.head(), idsOf(log.keptAfter(7)), idsOf(log.keptAfter(3))]).toEqual([7, [], null]);
    table.rows = 130;
    await readAll(log);
    expect(await log.head()).toBe(130);
    expect(idsOf(log.keptAfter(127))).toEqual([128, 129, 130]);
    expect(log.keptAfter(7)).toHaveLength(123);
    expect(log.keptAfter(6)).toBeNull();
  });

  it('is read in small steps, whatever there is', async () => {
    const table = new Table(0);
    const log = new LiveLog(table);
    await log.step();
    table.rows = 1_000;
    expect(await log.step()).toBe(true);
    expect(await log.head()).toBe(50);
  });

  it('keeps two million characters at most', async () => {
    const table = new Table(0, 100_000);
    const log = new LiveLog(table);
    await log.step();
    table.rows = 100;
    await readAll(log);
    expect(idsOf(log.keptAfter(79))).toBeNull();
    expect(log.keptAfter(80)).toHaveLength(20);
  });

  it('reads from the table for who is behind, up to its own end', async () => {
    const table = new Table(100);
    const log = new LiveLog(table);
    await log.head();
    table.rows = 120;
    expect(idsOf(await log.readAfter(97))).toEqual([98, 99, 100]);
    expect(await log.readAfter(10)).toHaveLength(50);
  });

  it('lets go of everything', async () => {
    const table = new Table(0);
    const log = new LiveLog(table);
    await log.step();
    table.rows = 60;
    await readAll(log);
    log.forget();
    table.rows = 90;
    expect(await log.head()).toBe(90);
    expect(log.keptAfter(80)).toBeNull();
  });
});
