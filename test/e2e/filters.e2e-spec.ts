import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DecisionsService } from '../../src/enforcement/decisions.service.js';
import { ImportedFilter } from '../../src/logs/programs/imported/imported-filter.js';
import { failedPassword } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ATTACKER = '203.0.113.7';
/** An hour after the lines below. */
const NOW = Date.UTC(2026, 10, 30, 10);

const FILTERS: Readonly<Record<string, string>> = {
  'shop.conf': '[Definition]\nfailregex = ^\\s*shop: no login for "<F-USER>[^"]+</F-USER>" from <HOST>$\n',
  'loose.conf': '[Definition]\nfailregex = loose: no login for .* from <HOST>\n',
  'part.conf': '[Definition]\nfailregex = ^\\s*part: <HOST> failed$\n            ^\\s*(a)\\1 <HOST>$\n',
  'common.conf': '[DEFAULT]\nlead = ^\\s*\n',
};

/** In the zone of the log. */
function at(second: number): string {
  return new Date(Date.UTC(2026, 10, 30, 9, 0, second)).toISOString().slice(0, 19);
}

/** Seconds apart, with the time as many programs write it. */
function lines(text: string, count: number): string {
  return Array.from({ length: count }, (_, second) => `${at(second).replace('T', ' ')} ${text}\n`).join('');
}

describe('filters of logs', () => {
  const folder = temporaryFolder();
  let service: RunningService;

  afterEach(async () => {
    jest.restoreAllMocks();
    await service?.stop();
  });

  const path = (name: string): string => join(folder(), name);

  const start = async (options: string, text: string, environment: Record<string, string> = {}): Promise<void> => {
    for (const [name, content] of Object.entries(FILTERS)) writeFileSync(path(name), content);
    writeFileSync(path('app.log'), text);
    const LOG_FILES = `${path('app.log')};${options}`;
    service = await startService(folder(), { DECISIONS: 'on', ...environment, LOG_FILES }, () => NOW);
    await service.app.get(DecisionsService).round();
  };

  const get = async <Item>(url: string): Promise<Item[]> => (await service.http.get(url).expect(200)).body as Item[];

  it('make entries, an alert by the threshold of the log, and a decision', async () => {
    const text = lines(`shop: no login for "bob" from ${ATTACKER}`, 3) + lines('shop: a page was served', 9);
    await start(`filter=${path('shop.conf')};maxretry=3;findtime=1m`, text);
    const entries = await get<object>('/logs');
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({
      timestamp: '2026-11-30T09:00:00.000Z',
      time_basis: 'zone_assumed',
      log_type: 'shop_failed_login',
      category: 'login_failed',
      program: 'shop',
      service: 'shop',
      ip_address: ATTACKER,
      username: 'bob',
      details: { threshold: '3 in 60s' },
      attempts: 1,
    });
    expect(await get('/alerts')).toMatchObject([
      {
        rule: 'shop_failed_login_3_in_60s',
        reason: 'Repeated failures at shop',
        ip_address: ATTACKER,
        forgeable: false,
      },
    ]);
    expect(await get('/decisions?state=active')).toMatchObject([{ value: ATTACKER }]);
    expect(await get('/logs?log_type=shop_failed_login&category=login_failed')).toHaveLength(3);
    expect(await get('/logs?category=command')).toEqual([]);
  });

  it('raise the alert of the shipped rule where the log has no threshold', async () => {
    await start(`filter=${path('shop.conf')}`, lines(`shop: no login for "bob" from ${ATTACKER}`, 10));
    expect(await get('/alerts')).toMatchObject([
      { rule: 'filter_repeated_failures', group_by: { ip_address: ATTACKER, service: 'shop' }, attempts: 10 },
    ]);
  });

  it('say where a client can choose the address, and turn nobody away for it', async () => {
    const text = lines('loose: no login for x from 198.51.100.9 from 203.0.113.7', 5);
    await start(`filter=${path('loose.conf')};maxretry=5`, text);
    expect(await get('/logs?limit=1')).toMatchObject([{ details: { forgeable: true } }]);
    expect(await get('/alerts')).toMatchObject([{ forgeable: true }]);
    expect(await get('/decisions')).toEqual([]);
    await service.stop();
    await start(`filter=${path('loose.conf')};maxretry=5`, text, { DECISIONS_FORGEABLE: 'true' });
    expect(await get('/decisions')).toHaveLength(1);
  });

  it('leave the lines of known programs to them', async () => {
    const text = `${failedPassword({ second: 1 })}\n${lines(`part: ${ATTACKER} failed`, 1)}`;
    await start(`filter=${path('part.conf')}`, text);
    const types = (await get<{ log_type: string }>('/logs')).map(({ log_type }) => log_type);
    expect(types).toEqual(['ssh_failed_login', 'part_failed_login']);
  });

  it('are listed with their logs, and with what of them is missing', async () => {
    await start(`filter=${path('part.conf')};filter=${path('loose.conf')}`, '');
    const [source] = await get<{ filters: object[]; error: null }>('/sources');
    expect(source).toMatchObject({
      error: null,
      filters: [
        {
          name: 'part',
          log_type: 'part_failed_login',
          expressions: 1,
          forgeable: 0,
          missing: [{ number: 2, reason: expect.stringContaining('backreference') }],
        },
        { name: 'loose', forgeable: 1, missing: [] },
      ],
    });
  });

  it('are set aside where they fail, and the log goes on', async () => {
    await start(`filter=${path('part.conf')};filter=${path('shop.conf')}`, '');
    const { read } = ImportedFilter.prototype;
    jest.spyOn(ImportedFilter.prototype, 'read').mockImplementation(function (this: ImportedFilter, ...args) {
      if (this.definition.name === 'part') throw new Error('out of luck');
      return read.apply(this, args);
    });
    appendFileSync(
      path('app.log'),
      lines(`part: ${ATTACKER} failed`, 2) + lines(`shop: no login for "bob" from ${ATTACKER}`, 2),
    );
    await service.scan();
    expect(await get('/logs')).toHaveLength(2);
    const [source] = await get<{ error: object; lines: object }>('/sources');
    expect(source).toMatchObject({
      error: { code: 'EFILTER', detail: expect.stringContaining('the filter part failed and is not used any more') },
      lines: { read: 4, stored: 2 },
    });
  });

  it('are read from a folder, those that can be used', async () => {
    await start(`filter=${folder()}`, lines(`shop: no login for "bob" from ${ATTACKER}`, 1));
    const [source] = await get<{ filters: { name: string }[] }>('/sources');
    expect(source!.filters.map(({ name }) => name)).toEqual(['loose', 'part', 'shop']);
    expect(await get('/logs')).toHaveLength(1);
  });

  it('of our own are named', async () => {
    const line = `[error] 1#1: *1 user "bob": password mismatch, client: ${ATTACKER}, server: s, request: "GET / HTTP/1.1"`;
    await start('format=nginx;maxretry=2', lines(line, 2).replaceAll(/^(\d+)-(\d+)-/gm, '$1/$2/'));
    expect(await get('/logs')).toMatchObject([{ log_type: 'nginx_failed_login', username: 'bob' }, {}]);
    expect(await get('/alerts')).toMatchObject([{ rule: 'nginx_failed_login_2_in_600s', forgeable: false }]);
    const [source] = await get<{ filters: object[] }>('/sources');
    expect(source!.filters).toHaveLength(3);
  });

  it.each([
    ['format=word', 'word is none of the formats that there are: apache, grafana'],
    ['filter=/nowhere/x.conf', 'does not exist'],
    ['filter=/nowhere/sshd[mode', 'is no filter such as'],
  ])('stop the start where one cannot be used: %s', async (options, reason) => {
    await expect(start(options, '')).rejects.toThrow(reason);
  });

  it('of sshd is refused with a word', async () => {
    writeFileSync(path('sshd.conf'), FILTERS['shop.conf']!);
    await expect(start(`filter=${path('sshd.conf')}`, '')).rejects.toThrow('understood without a filter, and better');
  });
});
