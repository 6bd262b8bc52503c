import { appendFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SqlReader } from '../../src/database/sql-reader.js';
import { DecisionsService } from '../../src/enforcement/decisions.service.js';
import { acceptedPassword, bruteForce, failedPassword } from '../factories/log-lines.js';
import { sendRaw } from '../api/raw-http.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ATTACKER = '203.0.113.7';

interface Told {
  value: string;
  duration: string;
  scope: string;
  type: string;
  scenario: string;
}

describe('decisions', () => {
  const folder = temporaryFolder();
  let now: number;
  let service: RunningService;

  beforeEach(() => {
    // An hour after the events that the factories make.
    now = Date.UTC(2026, 10, 20, 10);
  });

  afterEach(() => service?.stop());

  const start = async (lines: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<void> => {
    writeFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    service = await startService(folder(), { DECISIONS: 'on', ...environment }, () => now);
    await round();
  };

  const append = async (...lines: string[]): Promise<void> => {
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    await service.scan();
    await round();
  };

  const round = (): Promise<void> => service.app.get(DecisionsService).round();

  const active = async (): Promise<string[]> => {
    const { body } = await service.http.get('/decisions?state=active').expect(200);
    return (body as { value: string }[]).map(({ value }) => value).sort();
  };

  const pull = async (query = '', key = 'none'): Promise<{ new: string[]; deleted: string[]; told: Told[] }> => {
    const { body } = await service.http.get(`/v1/decisions/stream${query}`).set('User-Agent', `${key}/v1`).expect(200);
    // What was told is kept when the answer has gone out: until that is seen, another would be told again.
    await settled();
    for (let turn = 0; turn < 200 && !(await isKept(key)); turn++) await settled();
    const values = (told: Told[]): string[] => told.map(({ value }) => value).sort();
    return { new: values(body.new), deleted: values(body.deleted), told: body.new };
  };

  /** The clock may stand still between two pulls: what has been told says which was kept. */
  const isKept = async (key: string): Promise<boolean> => {
    const kept =
      'SELECT COUNT(*) AS number FROM bouncers WHERE type = ? AND last_pull_at = ? AND change = COALESCE((SELECT change FROM decision_head), 0)';
    return (await service.app.get(SqlReader).number(kept, [key, now])) > 0;
  };

  /** A write of the connection that everybody waits for in turn. */
  const settled = async (): Promise<void> => {
    await new Promise((next) => setImmediate(next));
    await service.http.post('/decisions').send({ value: '127.0.0.1' }).expect(409);
    await round();
  };

  it('are off unless they are asked for', async () => {
    await start(bruteForce(12, { address: ATTACKER }), { DECISIONS: 'off' });
    expect(await active()).toEqual([]);
    expect((await pull('?startup=true')).new).toEqual([]);
  });

  it('turn an attacker away, once, and longer when it comes back', async () => {
    await start(bruteForce(12, { address: ATTACKER }));
    const [decision] = (await service.http.get('/decisions').expect(200)).body;
    expect(decision).toMatchObject({
      value: ATTACKER,
      scope: 'ip',
      state: 'active',
      simulated: false,
      rule: 'ssh_brute_force',
      severity: 'high',
      created_at: new Date(now).toISOString(),
      until: new Date(now + 4 * HOUR).toISOString(),
      ended_at: null,
    });
    await append(failedPassword({ second: 60, address: ATTACKER }));
    expect(await active()).toEqual([ATTACKER]);
    now += 4 * HOUR;
    for (let again = 0; again < 3; again++) await round();
    expect(await active()).toEqual([]);
    const [over] = (await service.http.get('/decisions').expect(200)).body;
    expect(over).toMatchObject({ state: 'ended', end_reason: 'expired', ended_at: decision.until });
    await append(...bruteForce(12, { second: 5 * 3600, address: ATTACKER }));
    const [again] = (await service.http.get('/decisions?state=active').expect(200)).body;
    expect(Date.parse(again.until) - now).toBe(8 * HOUR);
  });

  it('are told to a bouncer as they change, and never a value in both lists', async () => {
    await start(bruteForce(12, { address: ATTACKER }));
    const { told } = await pull('?startup=true&additional_pull=false&community_pull=false');
    expect(told).toEqual([
      {
        id: expect.any(Number),
        origin: 'log-analyzer',
        type: 'ban',
        scope: 'Ip',
        value: ATTACKER,
        duration: '4h0m0s',
        scenario: 'ssh_brute_force',
      },
    ]);
    expect(await pull('?')).toMatchObject({ new: [], deleted: [] });
    await append(...bruteForce(12, { second: 100, address: '2001:db8::7' }));
    expect(await pull('?startup=false')).toMatchObject({ new: ['2001:db8::7'], deleted: [] });
    const [alert] = (await service.http.get(`/alerts?rule=ssh_brute_force&ip_address=${ATTACKER}`)).body;
    await service.http.patch(`/alerts/${alert.id}`).send({ status: 'resolved', resolution: 'false_positive' });
    await round();
    expect(await pull()).toMatchObject({ new: [], deleted: [ATTACKER] });
    expect(await pull()).toMatchObject({ new: [], deleted: [] });
    // Another one has not heard of anything; a restarted one hears of ends again.
    expect(await pull('?startup=true')).toMatchObject({ new: ['2001:db8::7'], deleted: [ATTACKER] });
    await service.http.post('/decisions').send({ value: ATTACKER, minutes: 90 }).expect(201);
    expect(await pull()).toMatchObject({ new: [ATTACKER], deleted: [] });
    expect((await pull('?startup=true')).told.find(({ value }) => value === ATTACKER)).toMatchObject({
      duration: '1h30m0s',
      scenario: 'manual',
    });
  });

  it('are answered about one address, or as four bytes where there is none', async () => {
    await start(bruteForce(12, { address: ATTACKER }));
    await service.http.post('/decisions').send({ value: '198.51.100.0/24' }).expect(201);
    const about = async (query: string): Promise<string> => (await service.http.get(`/v1/decisions${query}`)).text;
    expect(JSON.parse(await about(`?ip=${ATTACKER}`))).toMatchObject([{ value: ATTACKER }]);
    expect(JSON.parse(await about('?ip=198.51.100.9&scopes=ip,range,as,country'))).toMatchObject([{ scope: 'Range' }]);
    for (const query of [
      '?ip=192.0.2.1',
      '?ip=198.51.100.9&scopes=ip',
      `?ip=${ATTACKER}&type=captcha`,
      `?ip=${ATTACKER}&origins=lists`,
      `?ip=${ATTACKER}&scenarios_not_containing=brute`,
      '?ip=nonsense',
    ]) {
      expect({ query, text: await about(query) }).toEqual({ query, text: 'null' });
    }
    expect((await service.http.head('/v1/decisions/stream?startup=true').expect(200)).text).toBeFalsy();
  });

  it('come with a word for every error that a bouncer can meet', async () => {
    const API_KEYS = 'firewall:bouncer:bouncer-key-0123456789abcdef,boss:admin:admin-key-0123456789abcdef';
    await start([], { API_KEYS, RATE_LIMIT_PER_MINUTE: '12' });
    const ask = (path: string, key = 'bouncer-key-0123456789abcdef') => service.http.get(path).set('X-Api-Key', key);
    for (const [path, key, status] of [
      ['/v1/decisions/stream', 'wrong', 401],
      ['/v1/nothing', undefined, 404],
      ['/v1/decisions/stream/more', undefined, 404],
      ['/v1', undefined, 404],
    ] as const) {
      const { body } = await ask(path, key).expect(status);
      expect({ path, message: typeof body.message }).toEqual({ path, message: 'string' });
    }
    const { body } = await service.http.post('/v1/decisions').set('X-Api-Key', 'bouncer-key-0123456789abcdef');
    expect(body).toMatchObject({ status: 405, message: expect.any(String) });
    await ask('/v1/decisions/stream?startup=true').expect(200);
    // What never reaches a route, too.
    const bytes = 'GET /v1/decisions HTTP/1.1\r\nHost: x\r\nExpect: nothing\r\n\r\n';
    const unmet = await sendRaw(Number(new URL(await service.app.getUrl()).port), Buffer.from(bytes));
    expect(JSON.parse(unmet!.text)).toMatchObject({ status: 417, message: expect.any(String) });
    // Such a key opens nothing else.
    await ask('/alerts').expect(403);
    await ask('/decisions').expect(403);
    // Bouncers that ask for every visitor are under no limit; who guesses keys is.
    for (let request = 0; request < 15; request++) await ask('/v1/decisions').expect(200);
    for (let guess = 0; guess < 20; guess++) await ask('/v1/decisions', 'wrong');
    const refused = await ask('/v1/decisions/stream', 'wrong').expect(429);
    expect(refused.body.message).toContain('Too many keys');
  });

  it('are counted by who enforces them', async () => {
    await start(bruteForce(12, { address: ATTACKER }));
    await pull('?startup=true', 'crowdsec-firewall-bouncer');
    const items = [
      { name: 'dropped', unit: 'constructor', value: 5 },
      { name: 'dropped', unit: 'request', value: 1e308 },
      { name: 'dropped', unit: 'packet', value: 7, labels: { origin: 'log-analyzer' } },
      { name: 'dropped', unit: 'byte', value: 420 },
      { name: 'active_decisions', unit: 'ip', value: 1 },
    ];
    const meta = { window_size_seconds: 900, utc_now_timestamp: 1 };
    for (const metrics of [[{ items, meta }], { items, meta }]) {
      const component = { type: 'crowdsec-firewall-bouncer', version: 'v1', feature_flags: [], metrics };
      const report = gzipSync(JSON.stringify({ remediation_components: [component], log_processors: null }));
      const answer = await service.http
        .post('/v1/usage-metrics')
        .set({
          'Content-Type': 'application/json',
          'Content-Encoding': 'gzip',
          'User-Agent': 'crowdsec-firewall-bouncer/v1',
        })
        .serialize(() => report as never)
        .send(report as never);
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 201, text: '' });
    }
    const [bouncer] = (await service.http.get('/bouncers').expect(200)).body;
    expect(bouncer).toMatchObject({ name: '', state: 'pulling', dropped: { packet: 14, byte: 840, constructor: 10 } });
    expect(Object.keys(bouncer.dropped)).not.toContain('request');
    now += 10 * MINUTE;
    expect((await service.http.get('/bouncers')).body).toMatchObject([{ state: 'stopped' }]);
  });

  it('raise an alert when somebody who asked for them stops, once, that ends when he asks again', async () => {
    await start(bruteForce(12, { address: ATTACKER }));
    const stops = async () => (await service.http.get('/alerts?rule=bouncer_stopped').expect(200)).body;
    for (const ask of ['?startup=true', '']) {
      await pull(ask, 'crowdsec-firewall-bouncer');
      now += 10_000;
    }
    // Who asks about one visitor, or asked once, promises nothing.
    await pull('?startup=true', 'curl');
    await service.http.get('/v1/decisions?ip=198.51.100.7').set('User-Agent', 'lua-bouncer/1');
    await round();
    expect(await stops()).toEqual([]);
    now += 10 * MINUTE;
    await round();
    await round();
    const [alert, ...others] = await stops();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      severity: 'high',
      reason: 'Decisions are no longer asked for',
      group_by: { bouncer: expect.stringMatching(/^crowdsec-firewall-bouncer at /) },
      ended_at: null,
    });
    await pull('', 'crowdsec-firewall-bouncer');
    await round();
    now += 1_000;
    expect(await stops()).toMatchObject([{ id: alert.id, ended_at: expect.any(String) }]);
    expect((await service.http.get('/bouncers')).body.map(({ state }: { state: string }) => state)).toContain(
      'pulling',
    );
  });

  it('have rules that are there', async () => {
    await expect(start([], { DECISIONS_RULES: 'ssh_brute_force,shh_brute' })).rejects.toThrow(
      'no rule in use that raises alerts is named "shh_brute"',
    );
  });

  it('are never about friends, whatever the log says', async () => {
    const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    const ownAddress = own.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1';
    const admin = '198.51.100.20';
    await start(
      [
        acceptedPassword({ second: -3600, address: admin, user: 'alice' }),
        ...['127.0.0.1', '192.168.1.7', '192.0.2.50', ownAddress, admin].flatMap((address, index) =>
          bruteForce(12, { second: 20 * index, address, user: 'alice' }),
        ),
        // A name that looks like another line of the log.
        ...bruteForce(12, { second: 200, address: ATTACKER, user: 'x from 192.0.2.99 port 22 ssh2' }),
      ],
      { ALLOWLIST: '192.0.2.50' },
    );
    expect(await active()).toEqual([ATTACKER]);
    const why = async (address: string): Promise<(string | null)[]> => {
      const { body } = await service.http.get(`/decisions/judgements?ip_address=${address}`).expect(200);
      const said = body as { rule: string; outcome: string; reason: string | null }[];
      const about = said.find(({ rule }) => rule === 'ssh_brute_force');
      return about === undefined ? [] : [about.outcome, about.reason];
    };
    expect(await why('127.0.0.1')).toEqual(['spared', 'special']);
    expect(await why('192.168.1.7')).toEqual(['spared', 'private']);
    expect(await why(admin)).toEqual(['spared', 'known_login']);
    expect(await why(ATTACKER)).toEqual(['decides', null]);
    expect(await why('192.0.2.1')).toEqual([]);
    for (const value of ['127.0.0.1', '192.168.1.7', '192.0.2.50', '0.0.0.0/0', ownAddress])
      await service.http.post('/decisions').send({ value }).expect(409);
    await service.http.post('/decisions').send({ value: 'nonsense' }).expect(400);
    await service.http.post('/allowlist').send({ range: ATTACKER }).expect(201);
    await round();
    expect(await active()).toEqual([]);
  });

  it('are about no range that holds a friend', async () => {
    const admin = acceptedPassword({ second: -3600, address: '203.0.113.200', user: 'alice' });
    const attack = Array.from({ length: 60 }, (_, index) =>
      failedPassword({ second: index, address: `203.0.113.${index + 20}`, user: `person${index}` }),
    );
    await start([admin, ...attack], { ALLOWLIST: '198.51.100.77', DECISIONS_RANGES: 'true' });
    expect((await service.http.get('/alerts?rule=ssh_subnet_brute_force')).body).toHaveLength(1);
    expect(await active()).toEqual([]);
    for (const value of ['198.51.100.0/24', '172.0.0.0/8', 'fec0::1', '224.0.0.0/4'])
      await service.http.post('/decisions').send({ value }).expect(409);
  });

  it('go by what the log says, whatever its clock', async () => {
    // An hour ahead of ours.
    await start(bruteForce(12, { second: 2 * 3600, address: ATTACKER }), { DECISIONS_BAN_MINUTES: '1' });
    const [{ id }] = (await service.http.get('/decisions?state=active')).body;
    await service.http.delete(`/decisions/${id}`).expect(204);
    for (let minute = 0; minute < 5; minute++) {
      now += MINUTE;
      await round();
    }
    expect(await active()).toEqual([]);
    await append(...bruteForce(12, { second: 3 * 3600, address: ATTACKER }));
    expect(await active()).toEqual([ATTACKER]);
    now += 2 * MINUTE;
    await round();
    expect(await active()).toEqual([]);
  });

  it('are spared by a false positive until something new is found', async () => {
    await start(bruteForce(12, { address: ATTACKER, user: 'root' }));
    const [{ alert_id: id }] = (await service.http.get('/decisions?state=active')).body;
    await service.http.patch(`/alerts/${id}`).send({ status: 'resolved', resolution: 'false_positive' }).expect(200);
    await round();
    await append(failedPassword({ second: 60, address: ATTACKER, user: 'root' }));
    expect(await active()).toEqual([]);
    await append(...bruteForce(12, { second: 3600, address: ATTACKER, user: 'root' }));
    expect(await active()).toEqual([ATTACKER]);
  });

  it('are there again when they have been switched off and on', async () => {
    await start(bruteForce(12, { address: ATTACKER }));
    for (const DECISIONS of ['dry_run', 'off', 'on']) {
      await service.stop();
      service = await startService(folder(), { DECISIONS }, () => now);
      await round();
      await round();
    }
    expect(await active()).toEqual([ATTACKER]);
    expect((await service.http.get('/blocklist')).text).toBe(`${ATTACKER}\n`);
  });

  it('end as somebody asks, and the same attack decides no more', async () => {
    await start(bruteForce(12, { address: ATTACKER }));
    const [{ id }] = (await service.http.get('/decisions?state=active')).body;
    await service.http.delete(`/decisions/${id}`).expect(204);
    await service.http.delete(`/decisions/${id}`).expect(409);
    await service.http.delete('/decisions/999').expect(404);
    await append(failedPassword({ second: 60, address: ATTACKER }));
    expect(await active()).toEqual([]);
    await service.http.post('/decisions').send({ value: ATTACKER }).expect(201);
    await service.http.post('/decisions').send({ value: ATTACKER }).expect(409);
  });

  it('are only shown in a dry run, and nobody hears of them', async () => {
    await start(bruteForce(12, { address: ATTACKER }), { DECISIONS: 'dry_run' });
    expect((await service.http.get('/decisions')).body).toMatchObject([{ value: ATTACKER, simulated: true }]);
    expect((await pull('?startup=true')).new).toEqual([]);
    expect((await service.http.get(`/v1/decisions?ip=${ATTACKER}`)).text).toBe('null');
    await service.stop();
    service = await startService(folder(), { DECISIONS: 'on' }, () => now);
    await round();
    await round();
    expect((await pull('?startup=true')).new).toEqual([ATTACKER]);
  });

  it('are the blocklist, ranges and the time that is left included', async () => {
    await start(bruteForce(12, { address: ATTACKER }));
    await service.http.post('/decisions').send({ value: '198.51.100.0/24', minutes: 10 }).expect(201);
    await service.http.post('/decisions').send({ value: '198.51.100.9', minutes: 20 }).expect(201);
    expect((await service.http.get('/blocklist?format=json')).body).toHaveLength(3);
    const table = (await service.http.get('/blocklist?format=nftables')).text;
    expect(table).toContain(`add element inet log-analyzer ipv4 {`);
    expect(table).toContain(`${ATTACKER} timeout 14400s`);
    expect(table).toContain('198.51.100.0/24 timeout 600s');
    expect(table).not.toContain('198.51.100.9');
    expect((await service.http.get('/blocklist?format=nft')).text).not.toContain('/24');
  });
});
