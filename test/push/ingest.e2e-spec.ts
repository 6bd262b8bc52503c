import { request as httpRequest } from 'node:http';
import type { ClientRequest } from 'node:http';
import { createGzip, gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Response, Test } from 'supertest';
import { DataSource } from 'typeorm';
import { IngestBatch } from '../../src/logs/ingestion/push/ingest-batch.entity.js';
import { bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MB = 1 << 20;
const HOUR = 3_600_000;

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** The status of a request whose body is written by hand, compressed. */
function statusOf(url: string, send: (request: ClientRequest) => void): Promise<number> {
  return new Promise((settle, failed) => {
    const headers = { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' };
    const request = httpRequest(`${url}/ingest?source=a`, { method: 'POST', headers }, (response) => {
      settle(response.statusCode!);
      request.destroy();
    });
    request.on('error', failed);
    send(request);
  });
}

describe('POST /ingest', () => {
  const folder = temporaryFolder();
  let now: number;
  let service: RunningService;

  beforeEach(async () => {
    now = NOW;
    service = await startService(folder(), {}, () => now);
  });

  afterEach(() => service.stop());

  const post = (source = 'web-1'): Test => service.http.post(`/ingest?source=${source}`);
  const push = (lines: readonly string[], headers: Record<string, string> = {}): Test =>
    post().set('Content-Type', 'text/plain').set(headers).send(textOf(lines));
  const logs = async () => (await service.http.get('/logs?limit=1000')).body as Record<string, unknown>[];
  const alerts = async () => (await service.http.get('/alerts?limit=1000')).body as Record<string, unknown>[];
  const sources = async () => (await service.http.get('/sources')).body as Record<string, unknown>[];
  const waiting = async () => {
    const rows: { count: number }[] = await service.app
      .get(DataSource)
      .query('SELECT COUNT(*) AS count FROM ingest_batches WHERE content IS NOT NULL');
    return rows[0]!.count;
  };

  it('takes lines as if they stood in a file, and drops their text with what came of them', async () => {
    const { body } = await push(bruteForce(12)).expect(202);
    expect(body).toEqual({ source: 'push:web-1', batch: 1, lines: 12 });
    await service.scan();
    expect(await alerts()).toMatchObject([{ rule: 'ssh_brute_force', attempts: 12, first_seen: timeOf(0) }]);
    expect((await logs())[0]).toMatchObject({ source: 'push:web-1', host: 'web-1', timestamp: timeOf(0) });
    expect(await waiting()).toBe(0);
  });

  it('counts a repeat once, and answers it as before', async () => {
    const headers = { 'Idempotency-Key': 'batch 7' };
    const first = await push(bruteForce(3, { pid: 5 }), headers).expect(202);
    const again = await push(bruteForce(3, { pid: 5 }), headers).expect(202);
    await service.scan();
    const late = await push(bruteForce(3, { pid: 5 }), headers).expect(202);
    await service.scan();
    expect([again.body, late.body]).toEqual([first.body, first.body]);
    expect([first, again, late].map(({ headers: answered }) => answered['idempotency-replayed'])).toEqual([
      undefined,
      'true',
      'true',
    ]);
    expect(await logs()).toHaveLength(3);
  });

  it('knows a batch without a key by its lines, however they are sent', async () => {
    const line = failedPassword({ pid: 5 });
    await push([line]).expect(202);
    await post()
      .set('Content-Type', 'application/x-ndjson')
      .send(`${JSON.stringify({ line })}\n`)
      .expect(202);
    await post()
      .type('text/plain')
      .set('Content-Encoding', 'gzip')
      .send(gzipSync(`${line}\n`))
      .expect(202);
    await post('web-2').type('text/plain').send(`${line}\n`).expect(202);
    await service.scan();
    expect((await logs()).map(({ source }) => source)).toEqual(['push:web-1', 'push:web-2']);
  });

  it('refuses a key that stood for other lines', async () => {
    await push(bruteForce(1), { 'Idempotency-Key': 'a' }).expect(202);
    const { body } = await push(bruteForce(2), { 'Idempotency-Key': 'a' }).expect(409);
    expect(body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', status: 409 });
    await service.http
      .post('/ingest?source=web-2')
      .type('text/plain')
      .set('Idempotency-Key', 'a')
      .send('x\n')
      .expect(202);
  });

  it('forgets keys after a week, a few at a time', async () => {
    for (let n = 0; n < 5; n++) await push([failedPassword()], { 'Idempotency-Key': `old ${n}` }).expect(202);
    await service.scan();
    now += 7 * 24 * HOUR + 1;
    await push([failedPassword()], { 'Idempotency-Key': 'new' }).expect(202);
    const rows: { key: string }[] = await service.app.get(DataSource).query('SELECT key FROM ingest_batches');
    expect(rows).toEqual([{ key: 'new' }]);
    await service.scan();
    expect(await logs()).toHaveLength(6);
  });

  it('takes JSON lines, and entries of the journal', async () => {
    const journal = {
      __REALTIME_TIMESTAMP: String(Date.parse(timeOf(5)) * 1000),
      _HOSTNAME: 'web-9',
      SYSLOG_IDENTIFIER: 'sshd-session',
      _PID: '77',
      MESSAGE: 'Failed password for root from 203.0.113.9 port 5 ssh2',
    };
    const forged = `${failedPassword({ second: 2 })}\n${failedPassword({ second: 3 })}`;
    const objects = [{ line: failedPassword() }, journal, { line: forged }];
    const { body } = await post()
      .set('Content-Type', 'application/x-ndjson; charset=utf-8')
      .send(`${objects.map((each) => JSON.stringify(each)).join('\n\n')}`)
      .expect(202);
    expect(body.lines).toBe(3);
    await service.scan();
    const [first, second, third] = await logs();
    expect([first, second]).toMatchObject([{ timestamp: timeOf(0) }, { host: 'web-9', timestamp: timeOf(5) }]);
    // One object is one line, and one attempt, whatever it holds.
    expect(third).toMatchObject({ timestamp: timeOf(2), attempts: 1, username: expect.stringContaining('sshd[') });
    const bad = await post()
      .set('Content-Type', 'application/x-ndjson')
      .send('{"line":"a"}\n[1]\nnull\n{"log":"x"}')
      .expect(400);
    expect(bad.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['line 2', 'line 3', 'line 4']);
  });

  it('takes the last line of a batch with or without its newline, and reads times as of when it came', async () => {
    const line = 'Nov 20 09:00:00 web-1 sshd[5]: Failed password for root from 203.0.113.7 port 5 ssh2';
    await post()
      .type('text/plain')
      .send(`\ufeff${line}\r\n${line.replace('[5]', '[6]')}`)
      .expect(202);
    await post().type('text/plain').send(line.replace('[5]', '[7]').replace('Nov 20', 'Dec 24')).expect(202);
    await service.scan();
    expect((await logs()).map(({ timestamp, time_basis: basis }) => [timestamp, basis])).toEqual([
      ['2026-11-20T09:00:00.000Z', 'year_inferred'],
      ['2026-11-20T09:00:00.000Z', 'year_inferred'],
      ['2025-12-24T09:00:00.000Z', 'year_inferred'],
    ]);
  });

  it.each([
    ['no source', '/ingest', 'text/plain', {}, 'x\n', 400, 'REQUEST_INVALID'],
    ['a source that is a path', '/ingest?source=../etc', 'text/plain', {}, 'x\n', 400, 'REQUEST_INVALID'],
    ['a source that is too long', `/ingest?source=${'x'.repeat(65)}`, 'text/plain', {}, 'x\n', 400, 'REQUEST_INVALID'],
    ['two sources', '/ingest?source=a&source=b', 'text/plain', {}, 'x\n', 400, 'REQUEST_INVALID'],
    ['a form', '/ingest?source=a', 'application/x-www-form-urlencoded', {}, 'x=1', 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['JSON', '/ingest?source=a', 'application/json', {}, '{}', 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['another charset', '/ingest?source=a', 'text/plain; charset=utf-16', {}, 'x\n', 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['brotli', '/ingest?source=a', 'text/plain', { 'Content-Encoding': 'br' }, 'x\n', 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['no gzip', '/ingest?source=a', 'text/plain', { 'Content-Encoding': 'gzip' }, 'x\n', 400, 'REQUEST_INVALID'],
    ['nothing', '/ingest?source=a', 'text/plain', {}, '', 400, 'REQUEST_INVALID'],
    ['an empty key', '/ingest?source=a', 'text/plain', { 'Idempotency-Key': '' }, 'x\n', 400, 'REQUEST_INVALID'],
    [
      'a long key',
      '/ingest?source=a',
      'text/plain',
      { 'Idempotency-Key': 'x'.repeat(256) },
      'x\n',
      400,
      'REQUEST_INVALID',
    ],
    [
      'a page of another site',
      '/ingest?source=a',
      'text/plain',
      { Origin: 'https://evil.example' },
      'x\n',
      403,
      'ORIGIN_NOT_ALLOWED',
    ],
    [
      'a page of a neighbour',
      '/ingest?source=a',
      'text/plain',
      { 'Sec-Fetch-Site': 'same-site' },
      'x\n',
      403,
      'ORIGIN_NOT_ALLOWED',
    ],
  ])('refuses %s', async (_what, path, type, headers, body, status, code) => {
    const answer = await service.http.post(path).set('Content-Type', type).set(headers).send(body);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(await waiting()).toBe(0);
  });

  it('takes 10 MB and refuses more, compressed or not', async () => {
    const line = `${'x'.repeat(1023)}\n`;
    const gzip = (text: string) => post().type('text/plain').set('Content-Encoding', 'gzip').send(gzipSync(text));
    await post()
      .type('text/plain')
      .send(line.repeat(10 * 1024))
      .expect(202);
    await gzip(`${'y'.repeat(1023)}\n`.repeat(10 * 1024)).expect(202);
    const answers = [
      await post()
        .type('text/plain')
        .send(`${line.repeat(10 * 1024)}\n`),
      await gzip(' '.repeat(10 * MB + 1)),
    ];
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual(Array(2).fill('413 BODY_TOO_LARGE'));
    await service.scan();
    expect(await sources()).toContainEqual(
      expect.objectContaining({ path: 'push:web-1', lines: expect.objectContaining({ read: 20_480 }) }),
    );
  });

  it('stops at the limit of a body that would come to gigabytes, or to nothing', async () => {
    const before = process.memoryUsage.rss();
    const zeros = createGzip();
    const bomb = await statusOf(service.url, (request) => {
      zeros.pipe(request);
      const chunk = Buffer.alloc(MB);
      for (let n = 0; n < 300; n++) zeros.write(chunk);
      zeros.end();
    });
    zeros.destroy();
    expect(bomb).toBe(413);
    const members = Buffer.concat(Array<Buffer>(50_000).fill(gzipSync('')));
    const nothing = await statusOf(service.url, (request) => {
      for (let n = 0; n < 12; n++) request.write(members);
      request.end();
    });
    expect(nothing).toBe(413);
    expect(process.memoryUsage.rss() - before).toBeLessThan(500 * MB);
  });

  it('takes the lines of several clients at once, each batch once', async () => {
    const batches = Array.from({ length: 20 }, (_, n) => bruteForce(5, { address: `203.0.113.${n}`, second: n * 10 }));
    const answers: Response[] = await Promise.all(
      [...batches, ...batches].map((lines, n) => push(lines, { 'Idempotency-Key': `batch ${n % 20}` })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => body.batch)).size).toBe(20);
    await service.scan();
    expect(await logs()).toHaveLength(100);
  });

  it('lets whoever leaves bodies half sent keep out nobody else', async () => {
    await service.stop();
    service = await startService(folder(), { API_KEYS: `evil:ingest:${'e'.repeat(40)},good:ingest:${'g'.repeat(40)}` });
    const half = gzipSync(textOf(bruteForce(90_000))).subarray(0, 100_000);
    const open = Array.from({ length: 12 }, () => {
      const headers = {
        'Content-Type': 'text/plain',
        'Content-Encoding': 'gzip',
        Authorization: `Bearer ${'e'.repeat(40)}`,
      };
      const request = httpRequest(`${service.url}/ingest?source=evil`, { method: 'POST', headers });
      request.on('error', () => undefined);
      return new Promise<ClientRequest>((sent) => request.write(half, () => sent(request)));
    });
    const requests = await Promise.all(open);
    await service.http
      .post('/ingest?source=good')
      .set('Authorization', `Bearer ${'g'.repeat(40)}`)
      .type('text/plain')
      .send(textOf(bruteForce(3)))
      .expect(202);
    for (const request of requests) request.destroy();
  });

  it('refuses JSON that is nested deeply, or an object that is too long', async () => {
    for (const line of [`{"line":"x","a":${'['.repeat(40)}${']'.repeat(40)}}`, `{"line":"${'x'.repeat(MB)}"}`]) {
      const { body } = await post().set('Content-Type', 'application/x-ndjson').send(line).expect(400);
      expect(body.errors).toMatchObject([{ pointer: 'line 1' }]);
    }
  });

  it('shows in GET /sources what waits, and in GET /metrics', async () => {
    const content = Buffer.from([0]);
    const batch = {
      source: 'web-1',
      key: 'k',
      contentHash: 'h',
      lines: 2,
      bytes: 20,
      content,
      receivedAt: now - 30_000,
    };
    await service.app.get(DataSource).manager.insert(IngestBatch, batch);
    expect(await sources()).toContainEqual(
      expect.objectContaining({ path: 'push:web-1', lag_bytes: 20, lag_lines: 2, lag_seconds: 30, size: null }),
    );
    const { text } = await service.http.get('/metrics');
    expect(text).toContain('log_analyzer_source_lag_seconds{source="push:web-1"} 30');
    await service.scan();
    expect(await sources()).toContainEqual(
      expect.objectContaining({
        path: 'push:web-1',
        state: 'failing',
        error: expect.objectContaining({ code: 'EBATCH' }),
      }),
    );
    await service.app.get(DataSource).query('DELETE FROM ingest_batches');
    await push(bruteForce(2)).expect(202);
    await service.scan();
    expect(await sources()).toContainEqual(
      expect.objectContaining({ path: 'push:web-1', state: 'current', lag_bytes: 0, lag_lines: 0, lag_seconds: 0 }),
    );
  });

  it('raises an alert for a sender that falls silent', async () => {
    for (let time = NOW - 30 * HOUR; time <= NOW; time += HOUR / 2) {
      const line = `${new Date(time).toISOString()} web-1 sshd[7]: Server listening on 0.0.0.0 port 22.`;
      await push([line]).expect(202);
    }
    await service.scan();
    now = NOW + 3 * HOUR;
    await service.scan();
    expect(await alerts()).toMatchObject([{ rule: 'source_silent', group_by: { source: 'push:web-1' } }]);
  });

  it('reads a sender in the zone that LOG_FILES gives it', async () => {
    await service.stop();
    service = await startService(folder(), { LOG_FILES: 'push:web-1;zone=Asia/Kolkata;host=web-9' });
    await post()
      .type('text/plain')
      .send('Nov 20 09:00:00 sshd[5]: Failed password for root from 203.0.113.7 port 5 ssh2');
    await service.scan();
    expect(await logs()).toMatchObject([{ timestamp: '2026-11-20T03:30:00.000Z', host: 'web-9' }]);
  });

  it('does not stand in the way of files', async () => {
    writeFileSync(join(folder(), 'auth.log'), textOf(bruteForce(5)));
    await push(bruteForce(5, { second: 5 })).expect(202);
    await service.scan();
    expect(await alerts()).toMatchObject([{ attempts: 10 }]);
  });
});
