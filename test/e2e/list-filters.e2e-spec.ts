import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

interface Item {
  readonly id: number;
  readonly [field: string]: unknown;
}

const HOSTILE = `=cmd|' /C calc'!A0','2026') OR 1=1; --%_`;

describe('lists with filters', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    const lines = [
      ...bruteForce(12, { address: '203.0.113.7' }),
      acceptedPassword({ second: 60, address: '192.0.2.10' }),
      ...bruteForce(10, { second: 100, address: '2001:db8::1', user: 'admin' }),
      failedPassword({ second: 200, address: '203.0.113.77', user: HOSTILE }),
    ];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
  });

  afterAll(() => service.stop());

  const get = (path: string) => service.http.get(path);
  const items = async (path: string): Promise<Item[]> => (await get(path).expect(200)).body;
  const count = async (query: string) => (await items(`/logs?${query}`)).length;

  it.each([
    ['attacker=203.0.113.7', 1],
    ['attacker=192.0.2.10', 0],
    ['username=oracle', 1],
    ['username=admin', 1],
    ['username=web-1', 0],
    ['host=web-1', 2],
    ['host=oracle', 0],
    [`active_since=${timeOf(11)}`, 2],
    [`active_since=${timeOf(12)}`, 1],
    [`active_until=${timeOf(100)}`, 1],
    [`active_since=${timeOf(5)}&active_until=${timeOf(6)}`, 1],
    ['active_since=100000w&active_until=now', 2],
    ['incident=0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11', 0],
  ])('alerts?%s leaves %d', async (query, expected) => {
    expect(await items(`/alerts?rule=ssh_brute_force&${query}`)).toHaveLength(expected);
  });

  it('alerts of an incident are found by its id, and relative times hold for all pages', async () => {
    const [alert] = await items('/alerts?rule=ssh_brute_force&ip_address=203.0.113.7');
    const together = await items(`/alerts?incident=${String(alert!['incident_id'])}`);
    expect(together).toHaveLength(Number(alert!['incident_alerts']));
    expect(together.map(({ id }) => id)).toContain(alert!.id);
    const page = await get('/logs?since=100000h&cursor=*&limit=10').expect(200);
    const next = /<([^>]+)>; rel="next"/.exec(page.headers['link'] as string)![1]!;
    expect(await items(next.slice(next.indexOf('/logs')))).toHaveLength(10);
    expect((await get('/logs?since=24x').expect(400)).body.errors[0].detail).toContain('24h');
  });

  it.each([
    ['ip_address=203.0.113.7', 12],
    ['ip_address=203.0.113.0/24', 13],
    ['ip_address=203.0.112.0/20', 13],
    ['ip_address=203.0.113.0/26', 12],
    ['ip_address=0.0.0.0/0', 14],
    ['ip_address=2001:db8::1', 10],
    ['ip_address=2001:DB8:0:0::/64', 10],
    ['ip_address=2001:db8:1::/48', 0],
    ['ip_address=::/0', 10],
    ['username=oracle', 12],
    [`username=${encodeURIComponent(HOSTILE)}`, 1],
    ['username=ORACLE', 0],
    ['host=web-1', 24],
    ['host=web-2', 0],
    ['log_type=ssh_accepted_login', 1],
    ['log_type=ssh_accepted_login,ssh_failed_login', 24],
    ['method=password', 24],
    [`since=${timeOf(100)}`, 11],
    [`since=${timeOf(100)}&until=${timeOf(109)}`, 9],
    ['since=2026-11-20&until=2026-11-21', 24],
    ['until=2026-11-20', 0],
    ['since=2026-11-20T10:00:00%2B01:00&until=2026-11-20T10:00:05%2B01:00', 5],
    ['q=for+ADMIN+from', 10],
    ['q=%25_', 1],
    ['q=%25', 1],
    ['q=_', 1],
    ['q=%5C', 0],
    ['program=sshd', 24],
    ['program=ssh', 0],
    ['q=user:oracle+from:203.0.113.0/24', 12],
    ['q=user:oracle&ip_address=203.0.113.7', 12],
    [`q=since:${timeOf(100)}+"failed+PASSWORD"`, 11],
    ['q=since:100000h+program:sshd+type:ssh_accepted_login', 1],
    ['q=since:now-1m', 0],
    ['q=Failed+password+for+admin+from+2001:db8::1+port', 10],
    ['q="user:oracle"', 0],
    ['q=', 24],
    [`q=${encodeURIComponent("' OR 1=1; --")}`, 0],
    ['ip_address=203.0.113.0/24&username=oracle&host=web-1&q=password&since=2026-11-20&sort=-id', 12],
  ])('/logs?%s: %d entries', async (query, expected) => {
    expect(await count(query)).toBe(expected);
  });

  it.each([
    ['rule=ssh_brute_force', 2],
    ['rule=ssh_brute_force,ssh_scanning&ip_address=203.0.113.0/24', 1],
    ['ip_address=2001:db8::/32&rule=ssh_brute_force', 1],
    ['severity=high&rule=ssh_brute_force', 2],
    ['severity=low,medium', 0],
    ['min_severity=critical', 0],
    ['min_severity=high&rule=ssh_brute_force', 2],
    ['status=open&rule=ssh_brute_force', 2],
    ['status=acknowledged,resolved', 0],
    ['outcome=none&rule=ssh_brute_force', 2],
    ['outcome=login_succeeded', 0],
    ['q=rule:ssh_brute_force+severity:high+status:all', 2],
    ['q=from:203.0.113.0/24+rule:ssh_brute_force', 1],
    ['q=attacker:2001:db8::1&rule=ssh_brute_force', 1],
    [`since=${timeOf(60)}&rule=ssh_brute_force`, 1],
    ['since=2026-11-21', 0],
  ])('/alerts?%s: %d alerts', async (query, expected) => {
    expect(await items(`/alerts?${query}`)).toHaveLength(expected);
  });

  it('sorts', async () => {
    const ids = async (query: string) => (await items(`/logs?${query}`)).map(({ id }) => id);
    expect(await ids('sort=-id&limit=3')).toEqual([24, 23, 22]);
    expect(await ids('sort=-timestamp&limit=3')).toEqual([24, 23, 22]);
    const [first] = await items('/alerts?sort=timestamp');
    expect(first).toMatchObject({ ip_address: '203.0.113.7' });
  });

  it('answers the members that are asked for', async () => {
    expect(await items('/logs?fields=username,id&limit=1')).toEqual([{ username: 'oracle', id: 1 }]);
    const alerts = await items('/alerts?fields=rule,details&rule=ssh_brute_force');
    expect(alerts.map((alert) => Object.keys(alert))).toEqual([
      ['rule', 'details'],
      ['rule', 'details'],
    ]);
  });

  it('is walked by the links of its pages', async () => {
    const seen: number[] = [];
    let path: string | undefined = '/logs?username=oracle&limit=5';
    for (let pages = 0; path !== undefined && pages < 10; pages++) {
      const { body, headers } = await get(path).expect(200);
      seen.push(...body.map(({ id }: Item) => id));
      expect(headers['x-total-count']).toBe(pages === 0 ? '12' : undefined);
      expect(headers['x-total-relation']).toBe(pages === 0 ? 'eq' : undefined);
      path = next(headers['link']);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it.each([
    ['ip_address=203.0.113.7/33', 'ip_address', 'from 0 to 32'],
    ['ip_address=example.org', 'ip_address', 'neither an address nor a range'],
    ['ip_address=%27+OR+1%3D1', 'ip_address', 'neither an address nor a range'],
    ['ip_address=', 'ip_address', 'neither an address nor a range'],
    ['ip_address=10.0.0.1&ip_address=10.0.0.2', 'ip_address', 'one address or range'],
    ['since=2026-11-20T09:00:00', 'since', 'with an offset'],
    ['since=2026-02-30', 'since', 'such as'],
    ['since=yesterday', 'since', 'such as'],
    ['until=1763629200', 'until', 'such as'],
    ['until=', 'until', 'such as'],
    ['log_type=ssh_failed_login,nonsense', 'log_type', 'one or several of'],
    ['username=a%00b', 'username', 'NUL'],
    ['username=a&username=b', 'username', 'string'],
    ['username[$ne]=a', 'username[$ne]', 'should not exist'],
    [`q=${'x'.repeat(201)}`, 'q', '200'],
    ['sort=raw_log', 'sort', 'one of id'],
    ['sort=id;DROP TABLE log_entries', 'sort', 'one of id'],
    ['sort=id,timestamp', 'sort', 'one of id'],
    ['fields=id,password', 'fields', 'one or several of'],
    ['fields=', 'fields', 'one or several of'],
    ['fields=__proto__', 'fields', 'one or several of'],
    ['cursor=abc', 'cursor', 'is none that this list has given'],
    ['cursor=', 'cursor', 'is none that this list has given'],
    ['cursor=*&skip=1', 'skip', 'no place beside a cursor'],
    ['username=root&skip=10001', 'skip', 'follow Link'],
    ['user=root', 'user', 'should not exist; did you mean username?'],
    ['from=10.0.0.1', 'from', 'did you mean ip_address?'],
    ['colour=red', 'colour', 'property colour should not exist'],
    ['log_type=ssh_faild_login', 'log_type', 'did you mean ssh_failed_login?'],
    ['category=probes', 'category', 'did you mean probe?'],
    ['sort=timestmap', 'sort', 'did you mean timestamp?'],
    ['q=usr:root', 'q', 'q: "usr:" (at 1) is no key; did you mean "user:"?'],
    ['q=x+rule:ssh_brute_force', 'q', '"rule:ssh_brute_force" (at 3) is asked of alerts'],
    ['q=user:root&username=admin', 'q', 'there is username besides'],
    ['q=x+from:example.org', 'q', '"from:example.org" (at 3): ip_address is neither an address nor a range'],
    ['q=type:ssh_faild_login', 'q', 'did you mean ssh_failed_login?'],
    ['q=since:later', 'q', 'is no time'],
    ['q=user:+root', 'q', 'did you mean "user:root"? Put it in quotes'],
    ['q=user:a+user:b', 'q', '"user:b" (at 8) is asked for a second time'],
    ['q=a&q=b', 'q', 'must be a string'],
    [`q=user:${'x'.repeat(1000)}`, 'q', '1000'],
  ])('refuses /logs?%s', async (query, pointer, detail) => {
    const { body } = await get(`/logs?${query}`)
      .expect(400)
      .expect('Content-Type', /problem\+json/);
    expect(body).toMatchObject({
      code: 'REQUEST_INVALID',
      errors: [{ pointer, detail: expect.stringContaining(detail) }],
    });
  });

  it('says what is wrong with a query of alerts, and counts no more faults than help', async () => {
    for (const [query, detail] of [
      ['q=words', '"words" (at 1) is asked of log entries, not of alerts'],
      ['q=status:opne', '"status:opne" (at 1): status must be one or several of'],
      ['q=status:opne', 'did you mean open?'],
    ]) {
      const { body } = await get(`/alerts?${query}`).expect(400);
      expect(body.errors).toEqual([{ pointer: 'q', detail: expect.stringContaining(detail!) }]);
    }
    const many = await get(`/logs?q=${'usr:x+'.repeat(100)}`).expect(400);
    expect(many.body.errors).toHaveLength(20);
    const parameters = Array.from({ length: 40 }, (_, index) => `usrname${index}=x`).join('&');
    const { errors } = (await get(`/logs?${parameters}`).expect(400)).body as { errors: { detail: string }[] };
    expect(errors.filter(({ detail }) => detail.includes('did you mean username?'))).toHaveLength(20);
    expect(errors).toHaveLength(40);
  });

  it('triages what a query leaves', async () => {
    const q = encodeURIComponent('rule:ssh_brute_force from:203.0.113.7');
    const order = { status: 'acknowledged', dry_run: true };
    const { body } = await service.http.patch(`/alerts?q=${q}`).send(order).expect(200);
    expect(body).toMatchObject({ matched: 1 });
    await service.http.patch('/alerts?q=words').send(order).expect(400);
  });

  it('walks a query whose time is relative by its links', async () => {
    const page = await get('/logs?q=since:100000h+user:oracle&cursor=*&limit=10').expect(200);
    const rest = await items(next(page.headers['link'])!.replace(/^.*(?=\/logs)/, ''));
    expect(rest.map(({ id }) => id)).toEqual([11, 12]);
  });

  it('refuses a cursor under another sort, filter or list', async () => {
    const { headers } = await get('/logs?username=oracle&limit=5').expect(200);
    const cursor = new URL(next(headers['link'])!, 'http://x').searchParams.get('cursor')!;
    await get(`/logs?username=oracle&limit=2&fields=id&cursor=${cursor}`).expect(200);
    for (const path of ['/logs?username=admin', '/logs?username=oracle&sort=-id', '/logs?', '/alerts?']) {
      const { body } = await get(`${path}&cursor=${cursor}`).expect(400);
      expect(body.errors).toEqual([{ pointer: 'cursor', detail: expect.stringContaining('belongs to another') }]);
    }
  });

  it('answers 304 as long as a page is the same', async () => {
    const { headers } = await get('/logs?limit=5').expect(200);
    await get('/logs?limit=5').set('If-None-Match', headers['etag']!).expect(304);
    await get('/logs?limit=6').set('If-None-Match', headers['etag']!).expect(200);
  });

  it('answers all of a list as CSV, with cells that no spreadsheet takes for formulas', async () => {
    const { text, headers } = await get('/logs?fields=id,username&skip=5&limit=2&ip_address=203.0.113.0/24')
      .set('Accept', 'text/csv')
      .expect(200)
      .expect('Content-Type', 'text/csv; charset=utf-8; header=present');
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(14);
    expect(lines.slice(0, 2)).toEqual(['id,username', '1,oracle']);
    expect(lines.at(-1)).toBe(`24,"'${HOSTILE}"`);
    expect(headers['content-disposition']).toBe('attachment; filename="logs.csv"');
    expect(headers['vary']).toContain('Accept');
  });

  it('answers all of a list as NDJSON', async () => {
    for (const list of ['/logs?username=admin', '/alerts?rule=ssh_brute_force']) {
      const { text } = await get(list)
        .set('Accept', 'application/x-ndjson')
        .buffer(true)
        .parse(collect)
        .expect(200)
        .then(({ body }) => ({ text: body as string }));
      const all = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(all).toEqual(await items(list));
    }
  });

  it('says what it can be had as', async () => {
    for (const accept of ['application/xml', 'text/plain, image/*']) {
      const { body } = await get('/alerts')
        .set('Accept', accept)
        .expect(406)
        .expect('Content-Type', /problem\+json/);
      expect(body).toMatchObject({ code: 'NOT_ACCEPTABLE', detail: expect.stringContaining('text/csv') });
    }
  });
});

const next = (link: string | undefined) => /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];

type Body = NodeJS.ReadableStream;

function collect(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  let text = '';
  (response as Body).on('data', (chunk) => void (text += String(chunk))).on('end', () => done(null, text));
}

describe('a search in the lines', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    const users = ['ÄRGER', 'ärger', 'Straße', 'ΣΊΣΥΦΟΣ', 'İstanbul', 'PLAIN'];
    const lines = users.map((user, second) => failedPassword({ second, user }));
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
  });

  afterAll(() => service.stop());

  it.each([
    ['plain', 1],
    ['ä', 1],
    ['Ä', 1],
    ['Ärger', 1],
    ['äRGER', 1],
    ['STRAßE', 1],
    ['STRASSE', 0],
    ['σίσυφος', 0],
    ['i̇stanbul', 0],
    ['İSTANBUL', 1],
  ])('for %s passes over the case of ASCII letters alone, on every engine', async (text, found) => {
    const { body } = await service.http.get(`/logs?q=${encodeURIComponent(text)}`).expect(200);
    expect(body).toHaveLength(found);
  });
});
