import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlCondition } from '../../src/lists/sql-condition.js';
import { CountryAddresses } from '../../src/origin/country-addresses.js';
import { OriginsService } from '../../src/origin/origins.service.js';
import { acceptedPassword, bruteForce, failedPassword } from '../factories/log-lines.js';
import { mmdbFile } from '../support/mmdb.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

type Item = Readonly<Record<string, unknown>>;

const COUNTRIES = {
  '203.0.113.0/24': { country: { iso_code: 'NL' } },
  '198.51.100.0/24': { country: { iso_code: 'DE' } },
  '192.0.2.0/24': { country: { iso_code: 'BE' } },
  '2001:db8::/32': { country: { iso_code: 'FR' } },
};

const DAY = 86_400;

/** One attack on `root` from many addresses, few of them Belgian. */
const SPREAD = Array.from({ length: 30 }, (_, index) =>
  failedPassword({
    second: 3 * DAY + index,
    address: index % 10 === 0 ? `192.0.2.${index}` : `198.51.100.${index}`,
    user: 'root',
  }),
);

const LINES = [
  ...bruteForce(12, { address: '203.0.113.7' }),
  acceptedPassword({ second: 20, address: '203.0.113.7', user: 'oracle' }),
  'not a line of ours',
  ...bruteForce(11, { second: DAY, address: '198.51.100.1', user: 'admin' }),
  ...bruteForce(14, { second: 2 * DAY, address: '2001:db8::1', user: 'root' }),
  ...bruteForce(3, { second: 2 * DAY + 300, address: '203.0.113.9', user: 'root' }),
  ...SPREAD,
];

describe('lists by country', () => {
  const folder = sharedFolder();
  let service: RunningService;
  const body = async (path: string): Promise<Item[]> => (await service.http.get(path).expect(200)).body as Item[];
  const countryOf = (address: unknown): string | null =>
    service.app.get(OriginsService).countryOf(address as string | null);

  beforeAll(async () => {
    writeFileSync(join(folder(), 'auth.log'), `${LINES.join('\n')}\n`);
    writeFileSync(join(folder(), 'country.mmdb'), mmdbFile('Test-Country', COUNTRIES));
    const environment = { GEOIP_COUNTRY: join(folder(), 'country.mmdb') };
    service = await startService(folder(), environment, () => NOW + 4 * DAY * 1000);
    await service.app.get(OriginsService).refresh();
  });

  afterAll(() => service.stop());

  it.each(['NL', 'nl,be', 'DE', 'FR', 'XX'])(
    'have the entries of its addresses, and no others: %s',
    async (country) => {
      const wanted = country.toUpperCase().split(',');
      for (const other of ['', '&since=2026-11-20T09:00:05Z&until=2026-11-22T09:05:01Z', '&q=user:root', '&sort=-id']) {
        const all = await body(`/logs?limit=1000${other}`);
        const found = await body(`/logs?limit=1000&country=${country}${other}`);
        const expected = all.filter(({ ip_address: address }) => wanted.includes(countryOf(address) ?? ''));
        expect(found.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
        const { entries } = (await body(
          `/logs/count?country=${country}${other.replace('&sort=-id', '')}`,
        )) as unknown as Item;
        expect(entries).toBe(expected.length);
      }
    },
  );

  it('are walked by cursor, each item once, whatever comes in meanwhile', async () => {
    const ids: unknown[] = [];
    for (let path: string | undefined = '/logs?country=NL,FR&limit=4&cursor=*'; path !== undefined;) {
      const answer: { body: unknown; headers: Record<string, string> } = await service.http.get(path).expect(200);
      const page = answer.body as Item[];
      expect(page).not.toEqual([]);
      ids.push(...page.map(({ id }) => id));
      path = /<([^>]*)>; rel="next"/.exec(answer.headers['link'] ?? '')?.[1];
      // Another address of the country, older than what has been read: the walk goes on.
      if (ids.length === 4) {
        const line = failedPassword({ second: -5 * DAY, address: '203.0.113.99' });
        await service.http.post('/ingest?source=late').set('Content-Type', 'text/plain').send(`${line}\n`).expect(202);
        await service.scan();
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(30);
  });

  it('have the alerts about its addresses, and those that such took part in; one alert of an incident has to pass', async () => {
    const alerts = await body('/alerts?limit=1000');
    const about = (country: string) =>
      alerts.filter(({ ip_address: address }) => countryOf(address) === country).map(({ id }) => id);
    const many = alerts.filter(({ ip_address: address }) => address === null);
    const spread = many.filter(({ rule }) => rule === 'ssh_distributed_brute_force').map(({ id }) => id);
    expect([many.length, spread.length]).toEqual([2, 1]);
    const ids = async (path: string) => (await body(path)).map(({ id }) => id);
    expect(await ids('/alerts?country=NL')).toEqual(about('NL'));
    expect(await ids('/alerts?q=country:be')).toEqual(spread);
    expect(await ids('/alerts?country=DE')).toEqual([...many.map(({ id }) => id), ...about('DE')]);
    expect(await ids('/alerts?country=XX')).toEqual([]);
    expect(await ids(`/alerts?country=DE&active_since=2026-11-22&id=${String(spread[0])}`)).toEqual(spread);
    const incidents = await body('/incidents?country=BE');
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ usernames: [{ username: 'root' }] });
    expect(await ids('/incidents?country=BE&rule=ssh_brute_force')).toEqual([]);
    const [dutch] = await body('/incidents?country=NL&outcome=login_succeeded');
    expect(dutch).toMatchObject({ ip_addresses: [{ ip_address: '203.0.113.7' }] });
    const order = { status: 'acknowledged', dry_run: true };
    const triaged = async (path: string) => (await service.http.patch(path).send(order).expect(200)).body as Item;
    expect(await triaged('/alerts?country=BE')).toMatchObject({ matched: 1 });
    expect(await triaged('/incidents?country=NL')).toMatchObject({ matched: about('NL').length, incidents: 1 });
    expect(await triaged('/incidents?country=XX')).toMatchObject({ matched: 0 });
  });

  it('rank its addresses and networks alone, by roll-ups and by entries', async () => {
    const range = 'since=2026-11-20T08:00:00Z&until=2026-11-25T08:00:00Z';
    for (const host of ['', '&host=web-1']) {
      const { total, top } = (await body(`/stats/top/ips?country=NL&${range}${host}`)) as unknown as {
        total: number;
        top: Item[];
      };
      expect([total, top.map(({ value, attempts, logins }) => [value, attempts, logins])]).toEqual([
        2,
        [
          ['203.0.113.7', 12, 1],
          ['203.0.113.9', 3, 0],
        ],
      ]);
      const all = (await body(`/stats/overview?${range}${host}`)) as unknown as Record<string, unknown>;
      const german = (await body(`/stats/overview?country=DE&${range}${host}`)) as unknown as Record<string, unknown>;
      expect(german['ips']).toMatchObject({ total: 27 });
      expect(german['networks']).toMatchObject({ total: 1, top: [{ value: '198.51.100.0/24', attempts: 38 }] });
      expect([german['attempts'], german['users']]).toEqual([all['attempts'], all['users']]);
    }
    await service.http.get('/stats/top/users?country=NL').expect(400);
  });

  it('say how many addresses are left out where there are too many', async () => {
    expect((await service.http.get('/logs?country=NL')).headers).not.toHaveProperty('x-addresses-left-out');
    const countries = service.app.get(CountryAddresses);
    const found = { name: 'NL', test: sqlCondition('FALSE'), candidates: null, leftOut: 7 };
    const asked = jest.spyOn(countries, 'among').mockResolvedValue(found);
    for (const path of ['/logs', '/alerts', '/incidents']) {
      expect((await service.http.get(`${path}?country=NL`)).headers['x-addresses-left-out']).toBe('7');
    }
    asked.mockRestore();
  });
});

describe('lists by country, without a file', () => {
  const folder = sharedFolder();

  it.each([
    ['', 400, 'COUNTRIES_NOT_CONFIGURED'],
    ['missing.mmdb', 503, 'COUNTRIES_UNREADABLE'],
  ])('are refused, and say why: %j', async (file, status, code) => {
    writeFileSync(join(folder(), 'auth.log'), '');
    const service = await startService(folder(), file === '' ? {} : { GEOIP_COUNTRY: join(folder(), file) });
    for (const path of ['/logs', '/logs/count', '/alerts', '/incidents', '/stats/top/ips', '/stats/overview']) {
      const answer = await service.http.get(`${path}?country=NL`).expect(status);
      expect(answer.body).toMatchObject({ code });
      const { body } = await service.http.get(`${path}?country=Holland`).expect(400);
      expect(body).toMatchObject({ code: 'REQUEST_INVALID', errors: [{ pointer: 'country' }] });
    }
    await service.stop();
  });
});
