import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { ApiKey } from '../../src/security/api-key.entity.js';
import { bruteForce } from '../factories/log-lines.js';
import { EventStream } from '../support/event-stream.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const KEYS = {
  ingest: 'ingest-key-0123456789abcdefgh',
  read: 'read-key-0123456789abcdefghij',
  write: 'write-key-0123456789abcdefghij',
  admin: 'admin-key-0123456789abcdefghij',
} as const;
const API_KEYS = `web-1:ingest:${KEYS.ingest}, looker:read:${KEYS.read}, doer:write:${KEYS.write}, boss:admin:${KEYS.admin}`;

/** What each route asks for. A new route has to be entered here. */
const ROUTES: Readonly<Record<string, keyof typeof KEYS | 'none'>> = {
  'GET /': 'none',
  'GET /alerts': 'read',
  'PATCH /alerts': 'write',
  'PATCH /alerts/{id}': 'write',
  'GET /alerts/{id}': 'read',
  'GET /alerts/{id}/history': 'read',
  'GET /allowlist': 'read',
  'POST /allowlist': 'write',
  'POST /decisions': 'write',
  'DELETE /allowlist/{id}': 'write',
  'DELETE /decisions/{id}': 'write',
  'GET /blocklist': 'read',
  'GET /bouncers': 'read',
  'GET /channels': 'read',
  'POST /channels/{name}/test': 'write',
  'GET /coverage': 'read',
  'GET /decisions': 'read',
  'GET /decisions/judgements': 'read',
  'GET /decisions/{id}': 'read',
  'GET /events': 'read',
  'GET /faults': 'read',
  'DELETE /faults/{id}': 'admin',
  'GET /health': 'none',
  'GET /health/live': 'none',
  'GET /health/ready': 'none',
  'POST /ingest': 'ingest',
  'GET /ips/{ip}': 'read',
  'GET /keys': 'admin',
  'GET /keys/current': 'read',
  'POST /keys': 'admin',
  'DELETE /keys/{id}': 'admin',
  'GET /logs': 'read',
  'GET /logs/count': 'read',
  'GET /logs/types': 'read',
  'GET /logs/{id}': 'read',
  'GET /metrics': 'read',
  'GET /notifications': 'read',
  'GET /origins': 'read',
  'GET /settings': 'admin',
  'GET /notifications/{id}': 'read',
  'POST /notifications/{id}/retry': 'write',
  'GET /rules': 'read',
  'GET /rules/validate': 'read',
  'GET /alerts/{id}/addresses': 'read',
  'GET /alerts/{id}/matrix': 'read',
  'GET /alerts/{id}/timeline': 'read',
  'GET /alerts/{id}/why': 'read',
  'GET /incidents': 'read',
  'PATCH /incidents': 'write',
  'GET /incidents/{id}': 'read',
  'GET /incidents/{id}/addresses': 'read',
  'GET /incidents/{id}/matrix': 'read',
  'GET /incidents/{id}/report': 'read',
  'GET /incidents/{id}/timeline': 'read',
  'GET /ips/{ip}/rules': 'read',
  'GET /ips/{ip}/timeline': 'read',
  'GET /users/{name}/rules': 'read',
  'GET /users/{name}/timeline': 'read',
  'GET /hosts/{host}/timeline': 'read',
  'GET /sessions': 'read',
  'GET /sessions/{id}': 'read',
  'GET /logins': 'read',
  'GET /rules/{id}': 'read',
  'POST /rules/reload': 'admin',
  'POST /rules/preview': 'read',
  'POST /rules/validate': 'write',
  'GET /sources': 'read',
  'GET /stats/overview': 'read',
  'GET /stats/summary': 'read',
  'GET /stats/timeline': 'read',
  'GET /stats/top/{kind}': 'read',
  'GET /users/{name}': 'read',
  'GET /version': 'read',
};

/** What keys of a scope may do. */
const OPEN = {
  none: ['none'],
  ingest: ['none', 'ingest'],
  read: ['none', 'read'],
  write: ['none', 'ingest', 'read', 'write'],
  admin: ['none', 'ingest', 'read', 'write', 'admin'],
} as const satisfies Record<keyof typeof KEYS | 'none', readonly string[]>;

describe('who may do what', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let now = NOW;

  const start = async (environment: Record<string, string> = {}): Promise<void> => {
    service = await startService(folder(), { API_KEYS, ...environment }, () => now);
  };
  /** Hands in a line with the key of a sender. */
  const send = (source: string) =>
    service.http
      .post(`/ingest?source=${source}`)
      .set({ 'X-API-Key': KEYS.ingest, 'Content-Type': 'text/plain' })
      .send(`${bruteForce(1)[0]}\n`);
  const ask = async (
    route: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; code?: string }> => {
    const [method, path] = route.split(' ') as [string, string];
    const response = await fetch(service.url + path.replace(/\{\w+\}/g, 'unknown'), {
      method,
      headers,
      signal: AbortSignal.timeout(5_000),
    });
    const isProblem = response.headers.get('content-type')?.includes('problem') === true;
    const { code } = isProblem ? ((await response.json()) as { code: string }) : { code: '' };
    await response.body?.cancel().catch(() => undefined);
    return { status: response.status, code };
  };

  beforeEach(() => {
    now = NOW;
  });

  afterEach(() => service.stop());

  it('the table has every route', async () => {
    await start();
    const { paths } = (await service.http.get('/openapi.json')).body as OpenAPIObject;
    const routes = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [
        `${method.toUpperCase()} ${path}`,
        (operation as Record<string, unknown>)['x-required-scope'],
      ]),
    );
    expect(Object.fromEntries(routes)).toEqual(ROUTES);
  });

  it('each scope opens exactly its routes', async () => {
    await start();
    for (const [route, required] of Object.entries(ROUTES)) {
      for (const scope of ['none', 'ingest', 'read', 'write', 'admin'] as const) {
        const headers: Record<string, string> = scope === 'none' ? {} : { Authorization: `Bearer ${KEYS[scope]}` };
        // A sender's key is for its own source.
        const { status } = await ask(route === 'POST /ingest' ? `${route}?source=web-1` : route, headers);
        const refused = scope === 'none' ? 401 : 403;
        const isOpen = (OPEN[scope] as readonly string[]).includes(required);
        expect({ route, scope, status: status === refused ? refused : 'open' }).toEqual({
          route,
          scope,
          status: isOpen ? 'open' : refused,
        });
      }
    }
  });

  it('a key of a sender hands in lines of its own source, and nothing else', async () => {
    await start();
    await send('web-1').expect(202);
    const { body } = await send('web-2').expect(403);
    expect(body).toMatchObject({ code: 'SCOPE_MISSING', detail: expect.stringContaining('as the source web-1 alone') });
  });

  it('a key comes in either header; a wrong one is refused everywhere but on public routes', async () => {
    await start();
    expect(await ask('GET /logs', { 'X-API-Key': KEYS.read })).toMatchObject({ status: 200 });
    expect(await ask('GET /logs', { Authorization: `bearer ${KEYS.read}` })).toMatchObject({ status: 200 });
    expect(await ask('GET /logs')).toEqual({ status: 401, code: 'KEY_MISSING' });
    expect(await ask('GET /logs', { 'X-API-Key': `${KEYS.read}x` })).toEqual({ status: 401, code: 'KEY_INVALID' });
    expect(await ask('GET /logs', { Authorization: 'Basic dXNlcjpwYXNz' })).toEqual({
      status: 401,
      code: 'KEY_MISSING',
    });
    expect(await ask('GET /health', { 'X-API-Key': 'wrong' })).toMatchObject({ status: 200 });
    const { headers } = await service.http.get('/logs');
    expect(headers['www-authenticate']).toBe('Bearer');
  });

  it('tells a key what it may do; where no key is required, that everything is allowed', async () => {
    await start();
    const of = async (headers: Record<string, string>) => (await service.http.get('/keys/current').set(headers)).body;
    expect(await of({ 'X-API-Key': KEYS.read })).toEqual({ name: 'looker', scope: 'read' });
    expect(await of({ 'X-API-Key': KEYS.admin })).toEqual({ name: 'boss', scope: 'admin' });
    await service.stop();
    await start({ API_KEYS: '' });
    expect(await of({})).toEqual({ name: null, scope: 'admin' });
  });

  it('gives out keys that work until they end or are taken back, and keeps only their hashes', async () => {
    await start();
    const asBoss = { Authorization: `Bearer ${KEYS.admin}` };
    const body = { name: 'grafana', scope: 'read', expires_at: new Date(NOW + 60_000).toISOString() };
    const made = await service.http.post('/keys').set(asBoss).send(body).expect(201);
    const { id, key } = made.body as { id: string; key: string };
    expect(key).toMatch(/^lak_[\w-]{43}$/);
    await service.http.post('/keys').set(asBoss).send(body).expect(409);
    await service.http
      .post('/keys')
      .set(asBoss)
      .send({ ...body, name: 'boss' })
      .expect(409);
    await service.http.post('/keys').set(asBoss).send({ name: 'no way', scope: 'all' }).expect(400);
    await service.http
      .post('/keys')
      .set(asBoss)
      .send({ ...body, name: 'old', expires_at: '2020-01-01T00:00:00Z' })
      .expect(400);
    expect(await ask('GET /logs', { 'X-API-Key': key })).toMatchObject({ status: 200 });
    expect(await ask('POST /rules/reload', { 'X-API-Key': key })).toEqual({ status: 403, code: 'SCOPE_MISSING' });
    now = NOW + 60_000;
    expect(await ask('GET /logs', { 'X-API-Key': key })).toEqual({ status: 401, code: 'KEY_INVALID' });
    now = NOW;
    const listed = await service.http.get('/keys').set(asBoss).expect(200);
    expect(listed.body).toMatchObject([
      { id, name: 'grafana', prefix: key.slice(0, 12), last_used_at: expect.any(String) },
    ]);
    expect(listed.text).not.toContain(key);
    await service.http.delete(`/keys/${id}`).set(asBoss).expect(204);
    expect(await ask('GET /logs', { 'X-API-Key': key })).toEqual({ status: 401, code: 'KEY_INVALID' });
    await service.http.delete(`/keys/${id}`).set(asBoss).expect(404);
  });

  /** Keys as another process finds and changes them. */
  const storedKeys = () => service.app.get(DataSource).getRepository(ApiKey);

  describe('a live stream', () => {
    const asBoss = { Authorization: `Bearer ${KEYS.admin}` };
    const streams: EventStream[] = [];
    /** A stream that has begun, and the id of its key. */
    const listen = async (expires?: number): Promise<{ id: string; stream: EventStream }> => {
      const body = { name: `guest-${streams.length}`, scope: 'read' };
      const expiry = expires === undefined ? {} : { expires_at: new Date(expires).toISOString() };
      const made = await service.http
        .post('/keys')
        .set(asBoss)
        .send({ ...body, ...expiry });
      const { id, key } = made.body as { id: string; key: string };
      const stream = await EventStream.open(`${service.url}/events?types=sources,entries`, undefined, key);
      streams.push(stream);
      await stream.until((events) => events.length > 0);
      return { id, stream };
    };

    afterEach(() => {
      for (const stream of streams.splice(0)) stream.close();
    });

    it.each<[string, (id: string) => Promise<unknown>]>([
      ['is taken back', (id) => service.http.delete(`/keys/${id}`).set(asBoss).expect(204)],
      ['is taken back by another process', (id) => storedKeys().delete({ id })],
      ['is over', (id) => storedKeys().update({ id }, { expiresAt: now })],
      ['may no longer read', (id) => storedKeys().update({ id }, { scope: 'ingest' })],
    ])('ends when its key %s, and tells nothing of what happens then', async (_how, change) => {
      await start();
      const { id, stream } = await listen();
      const { stream: other } = await listen();
      await change(id);
      // What is known of a key is looked up anew after two seconds.
      now += 2_000;
      appendFileSync(join(folder(), 'auth.log'), `${bruteForce(3).join('\n')}\n`);
      await service.scan();
      await stream.ended();
      await other.until((events) => events.filter(({ event }) => event === 'entry').length === 3);
      expect(stream.events.filter(({ event }) => event === 'entry')).toEqual([]);
      expect(other.isOpen).toBe(true);
    });

    it('ends when the time of its key has come, whether anything happens or not', async () => {
      await start();
      const { stream } = await listen(now + 60_000);
      now += 60_000;
      await stream.ended();
    });
  });

  it('writes the name of the key into the history of an alert', async () => {
    await start();
    appendFileSync(
      join(folder(), 'auth.log'),
      bruteForce(12)
        .map((line) => `${line}\n`)
        .join(''),
    );
    await service.scan();
    const headers = { 'X-API-Key': KEYS.write };
    const [{ id }] = (await service.http.get('/alerts').set(headers)).body as [{ id: string }];
    await service.http.patch(`/alerts/${id}`).set(headers).send({ status: 'acknowledged' }).expect(200);
    await service.http.patch(`/alerts/${id}`).set(headers).send({ note: 'seen', who: 'alice' }).expect(200);
    const { body: history } = await service.http.get(`/alerts/${id}/history`).set(headers).expect(200);
    expect(history).toMatchObject([{ who: 'doer' }, { who: 'alice via doer' }]);
  });

  it('without keys, everything on this machine is open', async () => {
    await start({ API_KEYS: '' });
    expect(await ask('GET /keys')).toMatchObject({ status: 200 });
    expect(await ask('GET /keys', { 'X-API-Key': 'unknown' })).toEqual({ status: 401, code: 'KEY_INVALID' });
  });

  it('tells those who ask too often to wait, each key on its own', async () => {
    await start({ RATE_LIMIT_PER_MINUTE: '5' });
    const headers = { 'X-API-Key': KEYS.read };
    for (let asked = 0; asked < 5; asked++) await service.http.get('/logs').set(headers).expect(200);
    const refused = await service.http.get('/logs').set(headers).expect(429);
    expect(refused.body).toMatchObject({ code: 'TOO_MANY_REQUESTS', status: 429 });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['ratelimit']).toMatch(/"requests"; r=0; t=\d+/);
    await service.http.get('/logs').set({ 'X-API-Key': KEYS.write }).expect(200);
    for (let asked = 0; asked < 10; asked++) await service.http.get('/health').expect(200);
  });

  it('lets nobody guess keys', async () => {
    await start();
    const guess = (n: number) => service.http.get('/logs').set({ 'X-API-Key': `guess-${n}` });
    await service.http.get('/logs').set({ 'X-API-Key': KEYS.read }).expect(200);
    for (let n = 0; n < 20; n++) await guess(n).expect(401);
    const wrong = await guess(20).expect(429);
    expect(Number(wrong.headers['retry-after'])).toBeGreaterThan(0);
    // Past the limit the answer tells nothing: a key that was not used from here before is not looked at.
    const right = await service.http.get('/logs').set({ 'X-API-Key': KEYS.admin }).expect(429);
    expect(right.body).toEqual(wrong.body);
    await service.http.get('/logs').set({ 'X-API-Key': KEYS.read }).expect(200);
  });

  it('changes nothing because a web page elsewhere asks a browser to', async () => {
    await start({ API_KEYS: '', CORS_ORIGINS: 'https://console.example.org' });
    const { host } = new URL(service.url);
    const from = async (origin: string) => (await ask('POST /rules/reload', { Origin: origin })).status;
    expect(await ask('POST /rules/reload', { Origin: 'https://evil.example' })).toEqual({
      status: 403,
      code: 'ORIGIN_NOT_ALLOWED',
    });
    expect(await from('null')).toBe(403);
    expect(await from(`http://${host}`)).toBe(200);
    expect(await from('https://console.example.org')).toBe(200);
    const preflight = await service.http.options('/logs').set('Origin', 'https://console.example.org');
    expect(preflight.headers['access-control-allow-origin']).toBe('https://console.example.org');
    const stranger = await service.http.get('/logs').set('Origin', 'https://evil.example').expect(200);
    expect(stranger.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('answers other methods with 405 and what is allowed, keeps request ids, and knows its path behind a proxy', async () => {
    await start({ API_KEYS: '', BASE_PATH: '/ssh' });
    const wrong = await service.http.put('/alerts').expect(405);
    expect(wrong.body).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
    expect(wrong.headers['allow']).toBe('GET, HEAD, PATCH');
    expect((await service.http.get('/nowhere').expect(404)).body).toMatchObject({ code: 'NOT_FOUND' });
    const answer = await service.http.get('/logs').set('X-Request-Id', 'abc-1').expect(200);
    expect(answer.headers['x-request-id']).toBe('abc-1');
    expect(answer.headers['link']).toContain('</ssh/logs?');
    expect((await service.http.get('/logs').set('X-Request-Id', 'a b')).headers['x-request-id']).toMatch(
      /^[\da-f-]{36}$/,
    );
    expect((await service.http.get('/ssh/logs').expect(200)).headers['link']).toContain('</ssh/logs?');
    await service.http.get('/ssh').expect(200);
    await service.http.get('/sshx').expect(404);
    const { servers } = (await service.http.get('/openapi.json')).body as OpenAPIObject;
    expect(servers).toEqual([{ url: '/ssh' }]);
  });
});
