import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { parseRange, rangeHolds } from '../../src/net/ip-range.js';
import type { IpRange } from '../../src/net/ip-range.js';
import { sqlReader } from '../../src/database/make-sql-reader.js';
import { entryWriter } from '../../src/logs/entries/entry-writer.js';
import { ForwardedLog } from '../../src/logs/ingestion/forwarding/forwarded-log.entity.js';
import { LogFile } from '../../src/logs/ingestion/files/log-file.entity.js';
import { LogSource } from '../../src/logs/sources/log-source.entity.js';
import type { LogEntry } from '../../src/logs/entries/log-entry.entity.js';
import { LogListQueryDto, defaultLogSort, logFilter } from '../../src/logs/entries/log-entry.dto.js';
import { RequestInvalidError } from '../../src/http/problem-document.js';
import { sqlCondition } from '../../src/lists/sql-condition.js';
import { LogsService } from '../../src/logs/entries/logs.service.js';
import { SourcesService } from '../../src/logs/sources/sources.service.js';
import { logEntry } from '../factories/log-entry.js';
import { emptyDatabase } from '../support/empty-database.js';

const START = Date.UTC(2026, 10, 20);
/** More than one step may look at, so that every kind of page end occurs. */
const ENTRIES = 9_000;
const HOSTS = ['web-1', 'web-2', 'web-3'];

/** Times repeat, go back now and then, and one address is far busier than the others. */
function entryAt(index: number): LogEntry {
  const address = index % 3 === 0 ? '198.51.100.1' : `203.0.${index % 7}.${index % 100}`;
  return logEntry({
    id: index + 1,
    timestamp: START + Math.floor(index / 10) * 1000 - (index % 50 === 0 ? 5000 : 0),
    ipAddress: index % 11 === 0 ? `2001:db8:${(index % 5).toString(16)}::${(index % 90).toString(16)}` : address,
    username: index % 1000 === 0 ? 'rare' : 'root',
    host: HOSTS[index % 3]!,
    rawLog: `line ${index}: 100% _of_ it`,
  });
}

const query = (values: Partial<LogListQueryDto>): LogListQueryDto => Object.assign(new LogListQueryDto(), values);

const range = (text: string): IpRange => parseRange(text) as IpRange;

const sourcesOf = (database: DataSource) =>
  new SourcesService(
    database.getRepository(LogSource),
    database.getRepository(LogFile),
    database.getRepository(ForwardedLog),
  );

describe('a walk through log entries', () => {
  const stored = Array.from({ length: ENTRIES }, (_, index) => entryAt(index));
  let database: DataSource;
  let logs: LogsService;

  beforeAll(async () => {
    database = await emptyDatabase();
    await entryWriter(database).write(stored, database.manager);
    logs = new LogsService(sqlReader(database), sourcesOf(database));
  });

  afterAll(() => database.destroy());

  async function page(values: Partial<LogListQueryDto>) {
    const asked = query(values);
    const filter = logFilter(asked);
    return logs.list.page({ query: asked, filter, defaultSort: defaultLogSort(filter) });
  }

  /** Ids of all pages from a cursor on, and what each page held. */
  async function walk(values: Partial<LogListQueryDto>, direction: 'next' | 'previous' = 'next') {
    const pages: number[][] = [];
    let cursor: string | null = values.cursor ?? '*';
    while (cursor !== null) {
      const { items, cursors } = await page({ ...values, cursor });
      pages.push(items.map(({ id }) => id));
      expect(items.length).toBeLessThanOrEqual(values.limit ?? 100);
      cursor = cursors![direction];
    }
    return { pages, ids: (direction === 'next' ? pages : pages.toReversed()).flat() };
  }

  function expected(values: Partial<LogListQueryDto>): number[] {
    const { ip_address, username, host, since, until, q, sort } = values;
    const left = stored.filter(
      (entry) =>
        (ip_address === undefined || rangeHolds(ip_address, entry.ipAddress!)) &&
        (username === undefined || entry.username === username) &&
        (host === undefined || entry.host === host) &&
        (since === undefined || entry.timestamp >= since) &&
        (until === undefined || entry.timestamp < until) &&
        (q === undefined || entry.rawLog.toLowerCase().includes(q.toLowerCase())),
    );
    const order = sort ?? defaultLogSort(logFilter(query(values)));
    const sign = order.startsWith('-') ? -1 : 1;
    const byTime = order.endsWith('timestamp');
    return left
      .toSorted((a, b) => sign * ((byTime ? a.timestamp - b.timestamp : 0) || a.id - b.id))
      .map(({ id }) => id);
  }

  const moment = fc.integer({ min: -10, max: ENTRIES / 10 + 10 }).map((second) => START + second * 1000);
  const ranges = ['198.51.100.1', '203.0.5.75', '203.0.3.0/24', '203.0.0.0/13', '203.0.4.0/22', '0.0.0.0/0'];
  const ipv6Ranges = ['2001:db8:3::1c', '2001:db8:4::/48', '2001:db8::/46', '::/0', '2001:db8::/48'];
  const filters = fc.record(
    {
      ip_address: fc.constantFrom(...[...ranges, ...ipv6Ranges].map(range)),
      username: fc.constantFrom('root', 'rare', 'nobody'),
      host: fc.constantFrom(...HOSTS),
      since: moment,
      until: moment,
      q: fc.constantFrom('line 7', '% _OF', '100', '\\'),
      sort: fc.constantFrom('id', '-id', 'timestamp', '-timestamp'),
      limit: fc.constantFrom(7, 100, 1000),
    },
    { requiredKeys: [] },
  );

  it('finds what the filters leave, in order, forth and back', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (values) => {
        const ids = expected(values);
        expect((await walk(values)).ids).toEqual(ids);
        const { cursors, total } = await page({ ...values, cursor: '*' });
        expect((await walk({ ...values, cursor: cursors!.last }, 'previous')).ids).toEqual(ids);
        if (total!.isExact) expect(total!.count).toBe(ids.length);
        else expect(total!.count).toBeLessThanOrEqual(ids.length);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('goes back from every page to the one before', async () => {
    for (const values of [
      { sort: '-timestamp', limit: 900 },
      { username: 'rare', limit: 2 },
    ]) {
      let cursor: string | null = '*';
      for (let before: string[] = []; cursor !== null;) {
        const { items, cursors } = await page({ ...values, cursor });
        const ids = items.map(({ id }) => String(id));
        if (cursors!.previous !== null && before.length > 0 && ids.length > 0) {
          const back = await page({ ...values, cursor: cursors!.previous });
          expect(back.items.map(({ id }) => String(id))).toEqual(before);
        }
        if (ids.length > 0) before = ids;
        cursor = cursors!.next;
      }
    }
  });

  it('leaves out what skip says, however far one step reaches', async () => {
    for (const values of [{}, { sort: '-id' }, { host: 'web-2' }, { username: 'rare' }, { since: START + 500_000 }]) {
      const ids = expected(values);
      for (const skip of [1, 5, 2_500, 8_999, 9_500]) {
        const first = await page({ ...values, skip, limit: 10 });
        const next = first.cursors?.next;
        const rest = next ? (await walk({ ...values, cursor: next, limit: 1000 })).ids : [];
        const seen = [...first.items.map(({ id }) => id), ...rest];
        expect(seen).toEqual(first.cursors === null ? ids.slice(skip, skip + 10) : ids.slice(skip));
      }
    }
  });

  it('looks at few entries in one step, and goes on from there', async () => {
    const { pages } = await walk({ username: 'nobody' });
    expect(pages).toEqual([[], [], []]);
  });

  it('looks far for addresses that lie far apart, by their index or without one', async () => {
    const test = sqlCondition('+id % 5000 = 1');
    const asked = query({ sort: '-timestamp', limit: 2 });
    for (const candidates of [null, sqlCondition('id % 5000 = 1')]) {
      const among = { name: 'few', test, candidates, leftOut: 0 };
      for (const tests of [[], [sqlCondition('id <> 5001')]]) {
        const request = { query: asked, filter: { among, tests }, defaultSort: 'id' };
        const { items, cursors, total } = await logs.list.page(request);
        expect(items.map(({ id }) => id)).toEqual(tests.length === 0 ? [5001, 1] : [1]);
        expect([cursors!.next, total]).toEqual([null, { count: items.length, isExact: true }]);
      }
    }
  });

  it('goes on from a cursor where there are other addresses by then, not where something else is asked for', async () => {
    const { items, cursors } = await logs.list.page(amongThose('NL', '+id % 3 = 0', '*'));
    expect(items.map(({ id }) => id)).toEqual([3, 6]);
    expect((await logs.list.page(amongThose('NL', '+id % 4 = 0', cursors!.next!))).items.map(({ id }) => id)).toEqual([
      8, 12,
    ]);
    await expect(logs.list.page(amongThose('BE', '+id % 3 = 0', cursors!.next!))).rejects.toThrow(RequestInvalidError);
  });

  it('hands out everything in one go where that is asked for', async () => {
    const asked = query({ host: 'web-2', sort: '-timestamp' });
    const groups: number[] = [];
    const request = { query: asked, filter: logFilter(asked), defaultSort: 'id' };
    for await (const { items } of await logs.list.all(request)) groups.push(...items.map(({ id }) => id));
    expect(groups).toEqual(expected({ host: 'web-2', sort: '-timestamp' }));
  });
});

function amongThose(name: string, text: string, cursor: string) {
  const among = { name, test: sqlCondition(text), candidates: null, leftOut: 0 };
  return { query: query({ cursor, limit: 2 }), filter: { among, tests: [] }, defaultSort: 'id' };
}

describe('a walk while entries arrive', () => {
  it.each<[string, { host?: string }]>([
    ['id', {}],
    ['id', { host: 'web-2' }],
    ['-id', {}],
  ])('misses and repeats nothing, by %s %j', async (sort, filters) => {
    const database = await emptyDatabase();
    const writer = entryWriter(database);
    const logs = new LogsService(sqlReader(database), sourcesOf(database));
    let count = 0;
    const arrive = (entries: number): Promise<void> =>
      writer.write(
        Array.from({ length: entries }, () => entryAt(count++)),
        database.manager,
      );
    await arrive(5_000);
    const seen: number[] = [];
    for (let cursor: string | null = '*'; cursor !== null;) {
      if (count < 8_000) await arrive(50);
      const asked = query({ sort, ...filters, cursor, limit: 100 });
      const { items, cursors } = await logs.list.page({ query: asked, filter: logFilter(asked), defaultSort: 'id' });
      seen.push(...items.map(({ id }) => id));
      cursor = cursors!.next;
    }
    // What comes after a walk backwards has begun lies behind its start.
    const last = sort === 'id' ? count : 5_050;
    const all = Array.from({ length: last }, (_, index) => entryAt(index));
    const ids = all.filter(({ host }) => filters.host === undefined || host === filters.host).map(({ id }) => id);
    expect(seen).toEqual(sort === 'id' ? ids : ids.toReversed());
    await database.destroy();
  });
});
