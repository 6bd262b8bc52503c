import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { LongLooks } from '../../src/insight/long-looks.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

type Item = Readonly<Record<string, unknown>>;

interface Counted {
  readonly entries: number;
  readonly attempts: number;
  readonly logins: number;
  readonly exact: boolean;
  readonly examined: { readonly since: string | null; readonly complete: boolean };
  readonly by: string | null;
  readonly values: number | null;
  readonly counts: readonly (Item & { readonly value: string; readonly entries: number; readonly attempts: number })[];
  readonly others: { readonly values: number; readonly entries: number; readonly attempts: number };
  readonly without: { readonly entries: number };
}

const DAY = 86_400;
const CRON = '2026-11-20T20:00:00.000000+00:00 web-2 cron[77]: (root) CMD (/bin/true)';

/** Whole days between both ends, so that what is counted beside the entries has a say. */
const LINES = [
  ...bruteForce(12, { address: '203.0.113.7' }),
  acceptedPassword({ second: 60, address: '192.0.2.10' }),
  CRON,
  ...bruteForce(5, { second: DAY, address: '203.0.113.8', user: 'admin' }),
  ...bruteForce(20, { second: 2 * DAY, address: '2001:db8::1', user: 'root' }),
  ...bruteForce(3, { second: 3 * DAY, address: '203.0.113.7', user: 'admin' }),
  failedPassword({ second: 3 * DAY + 60, address: '198.51.100.1', user: 'x'.repeat(300) }),
];

/** Filters that roll-ups answer, and others that they cannot. */
const FILTERS = [
  '',
  `since=${timeOf(5)}`,
  `since=${timeOf(5)}&until=${timeOf(3 * DAY + 1)}`,
  `since=${timeOf(2 * DAY)}`,
  `until=${timeOf(DAY + 2)}`,
  'since=2026-11-21&until=2026-11-23',
  'since=2026-11-19&until=2027-01-01',
  'since=2020-01-01&until=2020-01-02',
  'host=web-1',
  'log_type=ssh_failed_login',
  'category=login_failed,login_succeeded&since=2026-11-20&until=2026-11-22',
  'host=web-2&category=command',
  'username=admin',
  'program=cron',
  'ip_address=203.0.113.0/24',
  'q=user:root+program:sshd+since:100000h',
  'q=Accepted',
  'username=nobody',
];

const VALUES: Readonly<Record<string, (entry: Item) => unknown>> = {
  ip_address: (entry) => entry['ip_address'],
  network: ({ ip_address: address }) =>
    address === null ? null : String(address).includes(':') ? '2001:db8::/64' : String(address).replace(/\d+$/, '0/24'),
  user: ({ username }) => (username === null ? null : String(username).slice(0, 200)),
  host: (entry) => entry['host'],
  log_type: (entry) => entry['log_type'],
  category: (entry) => entry['category'],
  program: (entry) => entry['program'],
  method: (entry) => entry['method'],
};

describe('GET /logs/count', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    writeFileSync(join(folder(), 'auth.log'), `${LINES.join('\n')}\n`);
    service = await startService(folder());
  });

  afterAll(() => service.stop());

  const counted = async (query: string): Promise<Counted> =>
    (await service.http.get(`/logs/count?${query}`).expect(200)).body as Counted;
  const entries = async (query: string): Promise<Item[]> =>
    (await service.http.get(`/logs?${query}&limit=1000`).expect(200)).body as Item[];

  it.each(FILTERS)('says the same as a count of /logs?%s', async (filter) => {
    const listed = await entries(filter);
    for (const [by, valueOf] of [[null, () => null] as const, ...Object.entries(VALUES)]) {
      const answer = await counted(by === null ? filter : `${filter}&by=${by}`);
      const attempts = listed.reduce((sum, entry) => sum + Number(entry['attempts']), 0);
      expect(answer).toMatchObject({ by, exact: true, entries: listed.length, attempts });
      if (by === null) {
        expect(answer).toMatchObject({ values: null, counts: [], others: { values: 0 } });
        continue;
      }
      const groups = new Map<string | null, Item[]>();
      for (const entry of listed) {
        const value = valueOf(entry) as string | null;
        groups.set(value, [...(groups.get(value) ?? []), entry]);
      }
      expect(answer.without.entries).toBe(groups.get(null)?.length ?? 0);
      groups.delete(null);
      expect(answer.values).toBe(groups.size);
      const found = answer.counts.map(({ value, ...count }) => [value, count]);
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries([...groups].map(([value, group]) => [value, figuresOf(group)])),
      );
      const order = answer.counts.map((each) => each.entries);
      expect(order).toEqual(order.toSorted((a, b) => b - a));
    }
  });

  it('takes turns with other long looks, and sends away whom it has no place for; what is counted already is not one', async () => {
    const looks = service.app.get(LongLooks);
    const ends: (() => void)[] = [];
    const others = Array.from({ length: 8 }, () => looks.run(() => new Promise<void>((end) => ends.push(end))));
    for (const path of ['/logs/count?q=password', '/ips/203.0.113.7/rules', '/users/root/rules']) {
      const { body, headers } = await service.http.get(path).expect(503);
      expect(body).toMatchObject({ code: 'QUERIES_BUSY' });
      expect(headers['retry-after']).toBe('3');
    }
    await service.http.get('/logs/count?by=category').expect(200);
    await service.http.get('/logs?limit=1').expect(200);
    const isOver = Promise.all(others).then(() => ends.length);
    for (let ended = 0; ended < others.length; ended++) {
      ends[ended]!();
      await others[ended];
    }
    expect(await isOver).toBe(8);
    await service.http.get('/logs/count?q=password').expect(200);
  });

  it('frees the place of a request whose client leaves, and never looks for it', async () => {
    const looks = service.app.get(LongLooks);
    const ends: (() => void)[] = [];
    const others = Array.from({ length: 7 }, () => looks.run(() => new Promise<void>((end) => ends.push(end))));
    for (const path of ['/logs/count?q=password', '/ips/203.0.113.7/rules', '/users/root/rules']) {
      const client = new AbortController();
      const answer = fetch(service.url + path, { signal: client.signal });
      await until(async () => (await refusalOf(looks)) === 'QUERIES_BUSY');
      client.abort();
      await expect(answer).rejects.toThrow();
      await until(async () => (await refusalOf(looks)) === 'CLIENT_LEFT');
    }
    for (let ended = 0; ended < others.length; ended++) {
      ends[ended]!();
      await others[ended];
    }
  });

  it('says which types entries may have, by category, those that no page of the log shows, too', async () => {
    const { body } = await service.http.get('/logs/types').expect(200);
    const types = body as { log_type: string; category: string; meaning: string }[];
    expect(types).toContainEqual(expect.objectContaining({ log_type: 'pam_failed_login', category: 'login_failed' }));
    expect(types.map(({ log_type: type }) => type)).not.toContain('filter_failed_login');
    expect(new Set(types.map(({ log_type: type }) => type)).size).toBe(types.length);
    const categories = types.map(({ category }) => category);
    expect(categories.filter((each, at) => each !== categories[at - 1])).toEqual([...new Set(categories)]);
    expect(types.every(({ meaning }) => meaning !== '')).toBe(true);
  });

  it('names some, and says what the others have', async () => {
    const all = await counted('by=user');
    const some = await counted('by=user&limit=2');
    expect(some.counts).toEqual(all.counts.slice(0, 2));
    expect(some.values).toBe(all.values);
    const behind = all.counts.slice(2);
    expect(some.others).toMatchObject({
      values: behind.length,
      entries: behind.reduce((sum, each) => sum + each.entries, 0),
      attempts: behind.reduce((sum, each) => sum + each.attempts, 0),
    });
  });

  it('refuses what it cannot count by, and says what may have been meant', async () => {
    const { body } = await service.http.get('/logs/count?by=usr').expect(400);
    expect(body.errors).toEqual([{ pointer: 'by', detail: expect.stringContaining('did you mean user?') }]);
    await service.http.get('/logs/count?by=user&limit=1001').expect(400);
    await service.http.get('/logs/count?skip=1').expect(400);
  });
});

/** What a look is told that leaves at once: whether it found a place to wait in. */
async function refusalOf(looks: LongLooks): Promise<string> {
  const leaving = new AbortController();
  const look = looks.run(() => Promise.resolve('looked'), leaving.signal);
  leaving.abort();
  return look.catch((error: { code: string }) => error.code);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setImmediate();
}

function figuresOf(group: readonly Item[]): Record<string, unknown> {
  const times = group.map(({ timestamp }) => String(timestamp)).toSorted();
  return {
    entries: group.length,
    attempts: group.reduce((sum, entry) => sum + Number(entry['attempts']), 0),
    logins: group.filter(({ category }) => category === 'login_succeeded').length,
    first_seen: times[0],
    last_seen: times.at(-1),
  };
}
